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
}
