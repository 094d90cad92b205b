using Harness.Platform.Processes;

namespace Harness.EngineTests.Cluster;

/// <summary>A script of the repository, run with a cache directory of its own or the user's.</summary>
/// <param name="Name">The file below <c>scripts</c>.</param>
/// <param name="Environment">Variables on top of the test's own.</param>
internal sealed record Script(string Name, IReadOnlyDictionary<string, string?> Environment)
{
    private static readonly ProcessRunner Runner = new();

    /// <summary>Runs it to its end, whatever its exit status.</summary>
    public Task<ProcessResult> RunAsync(params IReadOnlyList<string> arguments) =>
        Runner.RunAsync(new ProcessCommand(Path.Combine(Repository.Root, "scripts", Name), arguments) { Environment = Environment });

    /// <summary>The same script with one more variable.</summary>
    public Script With(string variable, string? value) =>
        this with { Environment = new Dictionary<string, string?>(Environment) { [variable] = value } };
}
