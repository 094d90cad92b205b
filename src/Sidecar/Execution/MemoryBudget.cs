namespace Sidecar.Execution;

/// <summary>Bytes that requests share. Those that wait get theirs in the order in which they came.</summary>
/// <param name="total">All of them.</param>
internal sealed class MemoryBudget(long total)
{
    private readonly Lock _gate = new();
    private readonly Queue<(long Bytes, TaskCompletionSource Granted)> _waiting = [];
    private long _free = total;

    /// <summary>All bytes.</summary>
    internal long Total { get; } = total;

    /// <summary>Takes bytes if there are as many; false otherwise.</summary>
    internal bool TryTake(long bytes)
    {
        lock (_gate)
        {
            if (_waiting.Count > 0 || bytes > _free)
            {
                return false;
            }

            _free -= bytes;
            return true;
        }
    }

    /// <summary>Takes bytes as soon as there are as many; never more than all of them.</summary>
    /// <returns>How many were taken, to be given back.</returns>
    internal async Task<long> TakeAsync(long bytes)
    {
        bytes = Math.Min(bytes, Total);
        TaskCompletionSource granted;
        lock (_gate)
        {
            if (_waiting.Count == 0 && bytes <= _free)
            {
                _free -= bytes;
                return bytes;
            }

            granted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((bytes, granted));
        }

        await granted.Task;
        return bytes;
    }

    /// <summary>Gives bytes back.</summary>
    internal void Give(long bytes)
    {
        lock (_gate)
        {
            _free += bytes;
            while (_waiting.TryPeek(out var next) && next.Bytes <= _free)
            {
                _free -= next.Bytes;
                _waiting.Dequeue().Granted.SetResult();
            }
        }
    }
}
