namespace Harness.Sandboxes.Docker;

/// <summary>Hands out host ports from a first one upwards; a port that is given back is handed out again.</summary>
/// <param name="first">The first port; null leaves the choice to the engine.</param>
internal sealed class HostPorts(int? first)
{
    private readonly Lock sync = new();
    private readonly SortedSet<int> taken = [];

    /// <summary>A port; null when the engine is to choose.</summary>
    public int? Take()
    {
        if (first is not { } port)
        {
            return null;
        }

        lock (sync)
        {
            while (!taken.Add(port))
            {
                port++;
            }

            return port;
        }
    }

    public void Return(int? port)
    {
        if (port is { } number)
        {
            lock (sync)
            {
                taken.Remove(number);
            }
        }
    }
}
