namespace Sidecar.Execution;

/// <summary>Bytes that requests share. Those that wait get theirs in the order in which they came.</summary>
/// <param name="total">All of them.</param>
internal sealed class MemoryBudget(long total)
{
    private readonly Lock gate = new();
    private readonly Queue<(long Bytes, TaskCompletionSource Granted)> waiting = [];
    private long free = total;

    /// <summary>All bytes.</summary>
    internal long Total { get; } = total;

    /// <summary>Takes bytes if there are as many; false otherwise.</summary>
    internal bool TryTake(long bytes)
    {
        lock (gate)
        {
            if (waiting.Count > 0 || bytes > free)
            {
                return false;
            }

            free -= bytes;
            return true;
        }
    }

    /// <summary>Takes bytes as soon as there are as many; never more than all of them.</summary>
    /// <returns>How many were taken, to be given back.</returns>
    internal async Task<long> TakeAsync(long bytes)
    {
        bytes = Math.Min(bytes, Total);
        TaskCompletionSource granted;
        lock (gate)
        {
            if (waiting.Count == 0 && bytes <= free)
            {
                free -= bytes;
                return bytes;
            }

            granted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue((bytes, granted));
        }

        await granted.Task;
        return bytes;
    }

    /// <summary>Gives bytes back.</summary>
    internal void Give(long bytes)
    {
        lock (gate)
        {
            free += bytes;
            while (waiting.TryPeek(out var next) && next.Bytes <= free)
            {
                free -= next.Bytes;
                waiting.Dequeue().Granted.SetResult();
            }
        }
    }
}
