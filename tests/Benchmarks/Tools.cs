using Harness.Platform.Processes;

namespace Harness.Benchmarks;

/// <summary>Runs the programs that are measured; a program that fails ends the benchmark.</summary>
internal sealed class Tools(string root)
{
    private readonly ProcessRunner runner = new();

    public string Root { get; } = root;

    public Task<string> RunAsync(string file, params IReadOnlyList<string> arguments) => RunAsync(new Dictionary<string, string?>(), file, arguments);

    public async Task<bool> SucceedsAsync(string file, params IReadOnlyList<string> arguments) =>
        (await runner.RunAsync(new ProcessCommand(file, arguments) { WorkingDirectory = Root })).Succeeded;

    public Task<string> HarnessAsync(IReadOnlyDictionary<string, string?> environment, params IReadOnlyList<string> arguments) =>
        RunAsync(environment, Path.Combine(Root, "scripts", "harness"), arguments);

    public Task<string> HarnessAsync(params IReadOnlyList<string> arguments) =>
        RunAsync(Path.Combine(Root, "scripts", "harness"), arguments);

    private async Task<string> RunAsync(IReadOnlyDictionary<string, string?> environment, string file, IReadOnlyList<string> arguments)
    {
        var command = new ProcessCommand(file, arguments) { WorkingDirectory = Root, Environment = environment };
        var result = await runner.RunAsync(command);
        return result.Succeeded
            ? result.Output
            : throw new InvalidOperationException($"{command} ended with {result.ExitCode}:\n{result.Output}\n{result.Error}");
    }
}
