using Harness.Platform.Processes;

namespace Harness.EngineTests;

/// <summary>Runs a program of the machine in the repository; one that fails ends the test with all that it said.</summary>
internal static class Commands
{
    private static readonly ProcessRunner Runner = new();

    public static async Task<string> RunAsync(string file, params IReadOnlyList<string> arguments)
    {
        var command = new ProcessCommand(file, arguments) { WorkingDirectory = Repository.Root };
        var result = await Runner.RunAsync(command);
        return result.Succeeded
            ? result.Output
            : throw new InvalidOperationException($"{command} ended with {result.ExitCode}:\n{result.Output}\n{result.Error}");
    }
}
