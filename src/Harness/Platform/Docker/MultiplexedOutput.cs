using System.Buffers.Binary;
using System.Text;
using Docker.DotNet;

namespace Harness.Platform.Docker;

/// <summary>What a process in a container wrote.</summary>
/// <param name="Output">The bytes of standard output.</param>
/// <param name="Error">The bytes of standard error.</param>
internal sealed record MultiplexedOutput(byte[] Output, byte[] Error)
{
    private const int BufferSize = 64 << 10;

    // The stream by which an engine says that it cannot go on; the library knows only the three of a process.
    private const byte EngineErrors = 3;
    private const int LongestError = 64 << 10;

    public string OutputText => Text(Output);

    public string ErrorText => Text(Error);

    /// <summary>Reads all that a process wrote.</summary>
    /// <param name="frames">The engine's answer, as the library takes it apart.</param>
    /// <param name="source">The stream below it.</param>
    /// <param name="limit">How many bytes are kept in all.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="InfrastructureException">
    /// The stream is not framed, ends inside a frame, is longer than the limit, or carries an error of the engine's.
    /// </exception>
    public static async Task<MultiplexedOutput> ReadAsync(MultiplexedStream frames, EngineStream source, long limit, CancellationToken cancellation)
    {
        var buffer = new byte[BufferSize];
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        try
        {
            while (await frames.ReadOutputAsync(buffer, 0, buffer.Length, cancellation) is { EOF: false } part)
            {
                if (output.Length + error.Length + part.Count > limit)
                {
                    throw new InfrastructureException(
                        $"A process in a container wrote more than the {limit} bytes that are read of it; its output is not used in part.");
                }

                (part.Target == MultiplexedStream.TargetStream.StandardError ? error : output).Write(buffer, 0, part.Count);
            }
        }
        catch (EndOfStreamException)
        {
            throw Malformed($"it ends inside a frame, after {source.BytesRead} bytes in all");
        }
        catch (IOException)
        {
            // The library has read a header that it does not know, and nothing beyond it.
            throw await UnknownFrameAsync(source, cancellation);
        }

        return new MultiplexedOutput(output.ToArray(), error.ToArray());
    }

    private static async Task<InfrastructureException> UnknownFrameAsync(EngineStream source, CancellationToken cancellation)
    {
        var header = source.LastBytes;
        if (header is not [EngineErrors, 0, 0, 0, ..])
        {
            return Malformed($"a frame's header reads {Convert.ToHexStringLower(header)}");
        }

        var words = new byte[Math.Min(BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4)), LongestError)];
        var length = await source.ReadAtLeastAsync(words, words.Length, throwOnEndOfStream: false, cancellation);
        return new InfrastructureException($"The Docker Engine ended a stream with an error: {Text(words[..length]).Trim()}");
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static InfrastructureException Malformed(string seen) =>
        new($"The Docker Engine's stream of a process's output cannot be read: {seen}. "
            + "The engine stopped in the middle, or something between changes the stream.");
}
