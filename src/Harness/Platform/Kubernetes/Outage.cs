namespace Harness.Platform.Kubernetes;

/// <summary>
/// How long an API server has been away. All requests share it, so that the last of a hundred does not wait for as long
/// as the first did once more.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class Outage(TimeProvider time)
{
    /// <summary>How long an API server may be away, such as while it is restarted.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private const long None = long.MinValue;

    private long since = None;

    /// <summary>It has answered.</summary>
    public void Ended() => Volatile.Write(ref since, None);

    /// <summary>It has not answered: whether it has not been away for too long yet.</summary>
    public bool IsWorthWaiting()
    {
        var now = time.GetTimestamp();
        var began = Interlocked.CompareExchange(ref since, now, None);
        return began == None || time.GetElapsedTime(began, now) < Patience;
    }
}
