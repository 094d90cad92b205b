namespace Harness.Checks.Programs;

/// <summary>
/// A deadline that counts work alone: its clock stands while what it limits waits for others. Otherwise a check's time
/// would be over on a busy machine before its program had its turn. Thread-safe.
/// </summary>
internal sealed class WorkDeadline : IDisposable
{
    private readonly Lock sync = new();
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource source;
    private readonly ITimer timer;
    private TimeSpan remaining;
    private long resumed;
    private int waits;

    /// <summary>Starts the clock.</summary>
    /// <param name="limit">How much work there may be.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="cancellation">Ends the work before its deadline.</param>
    public WorkDeadline(TimeSpan limit, TimeProvider clock, CancellationToken cancellation)
    {
        this.clock = clock;
        remaining = limit;
        source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        resumed = clock.GetTimestamp();
        timer = clock.CreateTimer(_ => End(), null, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Is cancelled when the deadline is over, or what it limits has been ended otherwise.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Stops the clock until the result is disposed; while one of several waits, it stands.</summary>
    public IDisposable Wait()
    {
        lock (sync)
        {
            if (waits++ == 0)
            {
                remaining -= clock.GetElapsedTime(resumed);
                timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }

        return new Disposal(Resume);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        timer.Dispose();
        source.Dispose();
    }

    private void Resume()
    {
        lock (sync)
        {
            if (--waits == 0)
            {
                resumed = clock.GetTimestamp();
                timer.Change(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void End()
    {
        // The timer may have come due just before a wait began.
        lock (sync)
        {
            if (waits > 0)
            {
                return;
            }
        }

        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work has ended just before its deadline.
        }
    }
}
