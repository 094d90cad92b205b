namespace Harness.EngineTests.CommandLine;

/// <summary>What a run has in the engine, found by the id of the process that the session belongs to.</summary>
internal static class Leftovers
{
    /// <summary>Containers and volumes that carry a label.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(string label)
    {
        var containers = await Commands.RunAsync("docker", "ps", "--all", "--quiet", "--filter", $"label={label}");
        var volumes = await Commands.RunAsync("docker", "volume", "ls", "--quiet", "--filter", $"label={label}");
        return (containers + volumes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The same when nothing more comes: the engine completes what a run had asked it for before it ended.</summary>
    public static async Task<IReadOnlyList<string>> SettledAsync(string label)
    {
        var seen = await OfAsync(label);
        await Until.TrueAsync(
            async () =>
            {
                await Task.Delay(TimeSpan.FromSeconds(3));
                var before = seen;
                seen = await OfAsync(label);
                return seen.SequenceEqual(before);
            },
            "the engine has completed what the run had asked it for");
        return seen;
    }
}
