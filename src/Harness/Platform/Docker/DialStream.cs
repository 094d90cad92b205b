using System.ComponentModel;
using System.Diagnostics;

namespace Harness.Platform.Docker;

/// <summary>
/// One connection to an engine through a process's standard streams: <c>docker system dial-stdio</c> speaks SSH with
/// the user's own configuration and keys, which nothing here could do as well.
/// </summary>
internal sealed class DialStream : Stream
{
    private readonly Process process;
    private readonly Stream input;
    private readonly Stream output;

    private DialStream(Process process)
    {
        this.process = process;
        input = process.StandardInput.BaseStream;
        output = process.StandardOutput.BaseStream;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Starts the process; what it writes to standard error (a host key question, a refusal) reaches the user.</summary>
    public static DialStream Start(DockerEndpoint endpoint)
    {
        var start = new ProcessStartInfo("docker", ["--host", endpoint.Text, "system", "dial-stdio"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // The endpoint is given; these would stand against it.
        start.Environment.Remove("DOCKER_HOST");
        start.Environment.Remove("DOCKER_CONTEXT");
        try
        {
            return new DialStream(Process.Start(start)!);
        }
        catch (Win32Exception fault)
        {
            throw new InfrastructureException(
                $"The Docker Engine at {endpoint.Text} is reached through the docker command, which could not be started: {fault.Message}. "
                + "Install the Docker CLI and see that it is on PATH.",
                fault);
        }
    }

    public override void Flush() => input.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => input.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => output.Read(buffer, offset, count);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        output.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        output.ReadAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => input.Write(buffer, offset, count);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await input.WriteAsync(buffer, cancellationToken);
        await input.FlushAsync(cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            try
            {
                process.Kill(entireProcessTree: true);
            }
            catch (InvalidOperationException)
            {
                // It has ended by itself.
            }

            process.Dispose();
        }

        base.Dispose(disposing);
    }
}
