using System.Text;

namespace Harness.Platform.Processes;

/// <summary>Runs programs of this machine.</summary>
public sealed class ProcessRunner : IProcessRunner
{
    /// <inheritdoc />
    public async Task<ProcessResult> RunAsync(
        ProcessCommand command,
        Action<string>? onOutput = null,
        Action<string>? onError = null,
        CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();

        // A reader that gives up ends the program too: nobody would empty its pipe any more.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var output = new OutputText(command, onOutput);
        var error = new OutputText(command, onError);
        using var program = RunningProgram.Start(
            command,
            (stream, ended) => WriteAsync(stream, command.Input, ended),
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
