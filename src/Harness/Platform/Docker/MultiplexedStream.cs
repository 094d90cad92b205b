using System.Buffers.Binary;

namespace Harness.Platform.Docker;

/// <summary>
/// Takes apart the engine's stream of frames: eight bytes of header (the stream's number, three zero bytes, the
/// length in big-endian order), then the bytes.
/// </summary>
internal static class MultiplexedStream
{
    private const int HeaderLength = 8;
    private const byte Input = 0;
    private const byte Output = 1;
    private const byte Error = 2;
    private const byte System = 3;

    // The engine's frames are at most a few hundred KiB; a length beyond this is a stream of another kind.
    private const uint LongestFrame = 16 << 20;

    /// <summary>Reads all frames.</summary>
    /// <param name="stream">The engine's answer.</param>
    /// <param name="limit">How many bytes are kept in all.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="InfrastructureException">The stream is not framed, ends inside a frame, is longer than the limit, or carries an error of the engine's.</exception>
    public static async Task<MultiplexedOutput> ReadAsync(Stream stream, long limit, CancellationToken cancellation)
    {
        var header = new byte[HeaderLength];
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        using var system = new MemoryStream();
        while (true)
        {
            var read = await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellation);
            if (read == 0)
            {
                break;
            }

            if (read < HeaderLength)
            {
                throw Malformed($"it ends after {read} bytes of a frame's header");
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
            if (header[0] > System || header[1] != 0 || header[2] != 0 || header[3] != 0 || length > LongestFrame)
            {
                throw Malformed($"a frame's header reads {Convert.ToHexStringLower(header)}");
            }

            if (output.Length + error.Length + system.Length + length > limit)
            {
                throw new InfrastructureException(
                    $"A process in a container wrote more than the {limit} bytes that are read of it; its output is not used in part.");
            }

            var target = header[0] switch { Input or Output => output, Error => error, _ => system };
            await CopyAsync(stream, target, (int)length, cancellation);
        }

        return system.Length > 0
            ? throw new InfrastructureException($"The Docker Engine ended a stream with an error: {MultiplexedOutput.Text(system.ToArray()).Trim()}")
            : new MultiplexedOutput(output.ToArray(), error.ToArray());
    }

    private static async Task CopyAsync(Stream stream, MemoryStream target, int length, CancellationToken cancellation)
    {
        var start = (int)target.Length;
        target.SetLength(start + length);
        target.Position = target.Length;
        var read = await stream.ReadAtLeastAsync(
            target.GetBuffer().AsMemory(start, length), length, throwOnEndOfStream: false, cancellation);
        if (read < length)
        {
            throw Malformed($"it ends after {read} of a frame's {length} bytes");
        }
    }

    private static InfrastructureException Malformed(string seen) =>
        new($"The Docker Engine's stream of a process's output cannot be read: {seen}. "
            + "The engine stopped in the middle, or something between changes the stream.");
}
