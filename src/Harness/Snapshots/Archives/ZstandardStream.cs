using Harness.Platform;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Harness.Snapshots.Archives;

/// <summary>
/// The plain bytes of a file that is compressed with zstd (RFC 8878), frame after frame. Does not own what it reads from.
/// </summary>
internal sealed class ZstandardStream : ForwardStream
{
    // A frame says itself how much of what came before it refers to. 8 MiB is what RFC 8878, 3.1.1.1.2, asks every decoder to
    // bear; image builders at their highest levels use up to 128 MiB, and a hostile frame could ask for gigabytes.
    private const int MaxWindowLog = 27;

    private readonly DecompressionStream source;

    /// <param name="source">The file at its start.</param>
    public ZstandardStream(Stream source)
    {
        this.source = new DecompressionStream(source, leaveOpen: true);
        this.source.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxWindowLog);
    }

    /// <inheritdoc />
    /// <exception cref="InvalidDataException">It is damaged, or needs more memory than it may have.</exception>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return source.Read(buffer);
        }
        catch (ZstdException fault) when (fault.Code == ZSTD_ErrorCode.ZSTD_error_frameParameter_windowTooLarge)
        {
            throw new InvalidDataException(
                $"it is compressed with zstd so that reading it takes more than "
                + $"{1 << (MaxWindowLog - 20)} MiB of memory; build or push the image without --ultra or --long",
                fault);
        }
        catch (ZstdException fault)
        {
            throw new InvalidDataException($"it is damaged: {fault.Message}", fault);
        }
        catch (EndOfStreamException fault)
        {
            throw new InvalidDataException("it is damaged: it ends in the middle of a zstd frame", fault);
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
