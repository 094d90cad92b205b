using System.Collections.Concurrent;
using Harness.Platform.Processes;

namespace Harness.Tests.Platform.Processes;

/// <summary>Remembers what was to be started; <paramref name="answer"/> is how it ends, success by default.</summary>
internal sealed class FakeProcesses(Func<ProcessCommand, ProcessResult>? answer = null) : IProcessRunner
{
    public ConcurrentQueue<ProcessCommand> Commands { get; } = [];

    public Task<ProcessResult> RunAsync(
        ProcessCommand command, Action<string>? onOutput = null, Action<string>? onError = null, CancellationToken cancellation = default)
    {
        Commands.Enqueue(command);
        return Task.FromResult(answer?.Invoke(command) ?? new ProcessResult(0, "", ""));
    }
}
