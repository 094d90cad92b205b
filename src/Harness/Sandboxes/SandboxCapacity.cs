namespace Harness.Sandboxes;

/// <summary>What a backend takes at once.</summary>
/// <param name="Sandboxes">How many sandboxes may be there.</param>
/// <param name="Processors">The processors that they share.</param>
public sealed record SandboxCapacity(int Sandboxes, int Processors)
{
    /// <summary>Of a backend on this machine.</summary>
    public static SandboxCapacity OfMachine { get; } = new(BusyOn(Environment.ProcessorCount), Environment.ProcessorCount);

    /// <summary>In how many sandboxes checks run at once.</summary>
    public int Busy => BusyOn(Processors);

    // A sandbox and its siblings keep one or two processors busy; more at once would only wait for each other, with their deadlines running.
    private static int BusyOn(int processors) => Math.Max(3, processors * 3 / 2);
}
