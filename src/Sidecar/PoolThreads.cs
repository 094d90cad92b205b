namespace Sidecar;

/// <summary>
/// The threads that requests are served with. Threads count against the limit on processes that the programs share: where
/// these have used it up, none can be started, and .NET ends a process that cannot have a thread when it needs one. So
/// all of them are started before the first program, and kept (<c>ThreadsToKeepAlive</c> in Publish.props).
/// </summary>
internal static class PoolThreads
{
    private const int Count = 16;

    private static Timer? timer;

    /// <summary>Starts them.</summary>
    internal static void Start()
    {
        ThreadPool.SetMinThreads(Count, Count);
        ThreadPool.SetMaxThreads(Count, Count);
#pragma warning disable CA2000 // Not disposed: a thread may have signalled last and not waited yet, and would end the process.
        var all = new CountdownEvent(Count);
#pragma warning restore CA2000
        for (var i = 0; i < Count; i++)
        {
            // Each waits for the others, so that none does the work of two.
            ThreadPool.UnsafeQueueUserWorkItem(
                static everyone =>
                {
                    everyone.Signal();
                    everyone.Wait();
                },
                all,
                preferLocal: false);
        }

        all.Wait();

        // The thread behind all timers.
        timer = new Timer(_ => { }, null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
