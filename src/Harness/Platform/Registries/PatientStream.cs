namespace Harness.Platform.Registries;

/// <summary>An answer's bytes, whose sender may not be silent for ever: a read that gets nothing for too long is a broken connection.</summary>
/// <param name="source">The bytes; disposed of with this.</param>
/// <param name="idle">How long a read may wait.</param>
internal sealed class PatientStream(Stream source, TimeSpan idle) : ForwardStream
{
    /// <inheritdoc />
    public override int Read(Span<byte> buffer) => source.Read(buffer);

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(idle);
        try
        {
            return await source.ReadAsync(buffer, limit.Token);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"nothing more of the answer came within {idle.TotalSeconds:0} s", fault);
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}
