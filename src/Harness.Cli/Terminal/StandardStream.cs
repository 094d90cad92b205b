namespace Harness.Cli.Terminal;

/// <summary>
/// A stream of this process to write to, which the process that started this one may have closed, or led to where there is no room. (A
/// reader that has left, as <c>head</c> does, is none of that: the runtime takes what is written then.)
/// </summary>
/// <param name="open">Opens it; called before the first byte.</param>
/// <param name="fault">What is thrown when it cannot be written; null where nobody is to be told.</param>
internal sealed class StandardStream(Func<Stream> open, Func<Exception, Exception>? fault) : Stream
{
    private Stream? opened;

    /// <inheritdoc />
    public override bool CanRead => false;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => true;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc />
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            (opened ??= open()).Write(buffer);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            if (fault is not null)
            {
                throw fault(cause);
            }
        }
    }

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override void Flush()
    {
        // What is written is not held back.
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            opened?.Dispose();
        }

        base.Dispose(disposing);
    }
}
