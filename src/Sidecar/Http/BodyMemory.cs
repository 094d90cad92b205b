using System.Globalization;
using Sidecar.Execution;

namespace Sidecar.Http;

/// <summary>A body in memory, counted from its first byte until it is disposed.</summary>
/// <param name="budget">What it is counted against.</param>
internal sealed class BodyMemory(MemoryBudget budget) : IDisposable
{
    private const int FirstBlock = 16 * 1024;

    private long taken;

    /// <summary>Reads a body to its end.</summary>
    /// <param name="body">The body.</param>
    /// <param name="length">Its length, where it is said; where not, it is counted as it comes.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ExhaustedException">Others have the memory for now.</exception>
    /// <exception cref="TooLargeException">It will never fit.</exception>
    internal async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, long? length, CancellationToken cancellation)
    {
        var largest = budget.Total / Limits.BodyFactor;
        if (length > largest)
        {
            throw TooLarge(largest);
        }

        var bytes = Grow([], length is { } said ? Math.Max(1, (int)said) : FirstBlock);
        var count = 0;
        while (await body.ReadAsync(bytes.AsMemory(count), cancellation) is var read && read > 0)
        {
            count += read;
            if (count < bytes.Length)
            {
                continue;
            }

            if (count == length)
            {
                break;
            }

            if (count >= largest)
            {
                throw TooLarge(largest);
            }

            bytes = Grow(bytes, (int)Math.Min(largest, count * 2L));
        }

        return bytes.AsMemory(0, count);
    }

    /// <summary>Gives back what it was counted with.</summary>
    public void Dispose() => budget.Give(taken);

    private byte[] Grow(byte[] bytes, int size)
    {
        var more = (long)(size - bytes.Length) * Limits.BodyFactor;
        if (!budget.TryTake(more))
        {
            throw new ExhaustedException(
                "The bodies of other requests have all the memory that there is for them (MEMORY_BUDGET): send the request again later.");
        }

        taken += more;
        Array.Resize(ref bytes, size);
        return bytes;
    }

    private static TooLargeException TooLarge(long largest) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The body has more than the {largest} bytes that one may have (half of MEMORY_BUDGET, as text)."));
}
