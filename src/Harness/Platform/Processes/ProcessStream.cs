namespace Harness.Platform.Processes;

/// <summary>
/// A connection through a program: what is written goes to its standard input, what is read comes from its standard output,
/// and what it writes to standard error (a host key question, a refusal) reaches the user. The program ends with the stream.
/// </summary>
internal sealed class ProcessStream : Stream
{
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RunningProgram program;
    private Stream input = Null;
    private Stream output = Null;

    private ProcessStream(ProcessCommand command) => program = RunningProgram.Start(
        command,
        (stream, ended) =>
        {
            input = stream;
            return closed.Task.WaitAsync(ended);
        },
        (stream, _) =>
        {
            output = stream;
            return closed.Task;
        },
        async (stream, release) =>
        {
            await using var error = Console.OpenStandardError();
            await stream.CopyToAsync(error, release);
        });

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Starts the program.</summary>
    /// <exception cref="InfrastructureException">It could not be started; the message says what to install.</exception>
    public static ProcessStream Start(ProcessCommand command) => new(command);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => output.Read(buffer, offset, count);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        output.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        output.ReadAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            input.Write(buffer, offset, count);
        }
        catch (ObjectDisposedException fault) when (!closed.Task.IsCompleted)
        {
            throw Ended(fault);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await input.WriteAsync(buffer, cancellationToken);
        }
        catch (ObjectDisposedException fault) when (!closed.Task.IsCompleted)
        {
            throw Ended(fault);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && closed.TrySetResult())
        {
            program.Kill();
            _ = EndAsync();
        }

        base.Dispose(disposing);
    }

    // Its input is closed as soon as it has ended: to who writes, that is a broken connection.
    private static IOException Ended(Exception fault) => new("the program that carries the connection has ended", fault);

    private async Task EndAsync()
    {
        await ((Task)program.ExitStatusAsync()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        program.Dispose();
    }
}
