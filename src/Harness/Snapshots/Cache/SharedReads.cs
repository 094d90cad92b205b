namespace Harness.Snapshots.Cache;

/// <summary>
/// Does slow work once for all who ask for the same key, and keeps the result. The work is cancelled only when all who
/// wait for it have given up; work that failed or was cancelled is done again for the next who asks.
/// </summary>
internal sealed class SharedReads<T>
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Work> works = new(StringComparer.Ordinal);

    /// <summary>The result of the work for a key.</summary>
    public async Task<T> GetAsync(string key, Func<CancellationToken, Task<T>> start, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var work = Join(key, start);
        try
        {
            return await work.Result.WaitAsync(cancellation);
        }
        finally
        {
            Leave(key, work);
        }
    }

    private Work Join(string key, Func<CancellationToken, Task<T>> start)
    {
        lock (gate)
        {
            if (!works.TryGetValue(key, out var work))
            {
                var ending = new CancellationTokenSource();
                work = works[key] = new Work(Task.Run(() => start(ending.Token)), ending);
            }

            work.Waiting++;
            return work;
        }
    }

    private void Leave(string key, Work work)
    {
        lock (gate)
        {
            if (--work.Waiting > 0 || work.Result.IsCompletedSuccessfully)
            {
                return;
            }

            if (works.GetValueOrDefault(key) == work)
            {
                works.Remove(key);
            }

            work.Ending.Cancel();
        }
    }

    private sealed class Work(Task<T> result, CancellationTokenSource ending)
    {
        public Task<T> Result { get; } = result;

        public CancellationTokenSource Ending { get; } = ending;

        public int Waiting { get; set; }
    }
}
