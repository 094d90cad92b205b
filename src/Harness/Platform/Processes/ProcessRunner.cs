using System.Text;

namespace Harness.Platform.Processes;

/// <summary>Runs programs of this machine.</summary>
public sealed class ProcessRunner : IProcessRunner
{
    // Becomes the program, after it has left behind a watcher: when nobody holds the other end of standard input any more,
    // for whatever reason, the watcher ends the program. (A parent-death signal would be Linux's alone, and it is sent
    // when the thread ends that started the program.)
    private const string Binding =
        "trap '' INT HUP; exec 3<&0 </dev/null; { read -r _ <&3; kill $$; } >/dev/null 2>&1 & exec \"$@\" 3<&-";

    /// <inheritdoc />
    public async Task<ProcessResult> RunAsync(
        ProcessCommand command,
        Action<string>? onOutput = null,
        Action<string>? onError = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        cancellation.ThrowIfCancellationRequested();

        // A reader that gives up ends the program too: nobody would empty its pipe any more.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var output = new OutputText(command, onOutput);
        var error = new OutputText(command, onError);
        var bound = command.Bound && !OperatingSystem.IsWindows();
        using var program = RunningProgram.Start(
            bound ? command with { File = "sh", Arguments = ["-c", Binding, "sh", command.File, .. command.Arguments] } : command,
            (stream, ended) => bound ? Task.Delay(Timeout.InfiniteTimeSpan, ended) : WriteAsync(stream, command.Input, ended),
            (stream, release) => ReadAsync(output, stream, stop, release),
            (stream, release) => ReadAsync(error, stream, stop, release));

        try
        {
            await program.EndedAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            await program.EndTreeAsync();
        }

        var exit = program.ExitStatusAsync();
        await ((Task)exit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (program.WasAskedToEnd)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        return new ProcessResult(await exit, output.ToString(), error.ToString());
    }

    private static async Task WriteAsync(Stream stream, string input, CancellationToken ended) =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes(input), ended);

    private static async Task ReadAsync(OutputText text, Stream stream, CancellationTokenSource stop, CancellationToken release)
    {
        try
        {
            await text.ReadAsync(stream, release);
        }
        catch when (!release.IsCancellationRequested)
        {
            await stop.CancelAsync();
            throw;
        }
    }
}
