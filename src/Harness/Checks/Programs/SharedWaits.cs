namespace Harness.Checks.Programs;

/// <summary>
/// When a run that several checks share waits for its turn: the deadlines of those who want its result stand meanwhile.
/// Thread-safe.
/// </summary>
internal sealed class SharedWaits
{
    private readonly Lock sync = new();
    private readonly Dictionary<WorkDeadline, (int Count, IDisposable? Wait)> followers = [];
    private int waits;

    /// <summary>The run waits until the result is disposed.</summary>
    public IDisposable Begin()
    {
        lock (sync)
        {
            if (waits++ == 0)
            {
                foreach (var (deadline, (count, _)) in followers)
                {
                    followers[deadline] = (count, deadline.Wait());
                }
            }
        }

        return new Disposal(End);
    }

    /// <summary>Lets a deadline stand whenever the run waits, until the result is disposed.</summary>
    public IDisposable Follow(WorkDeadline deadline)
    {
        lock (sync)
        {
            var (count, wait) = followers.GetValueOrDefault(deadline);
            followers[deadline] = (count + 1, wait ?? (waits > 0 ? deadline.Wait() : null));
        }

        return new Disposal(() => Leave(deadline));
    }

    private void Leave(WorkDeadline deadline)
    {
        lock (sync)
        {
            var (count, wait) = followers[deadline];
            if (count > 1)
            {
                followers[deadline] = (count - 1, wait);
                return;
            }

            followers.Remove(deadline);
            wait?.Dispose();
        }
    }

    private void End()
    {
        lock (sync)
        {
            if (--waits > 0)
            {
                return;
            }

            foreach (var (deadline, (count, wait)) in followers)
            {
                wait?.Dispose();
                followers[deadline] = (count, null);
            }
        }
    }
}
