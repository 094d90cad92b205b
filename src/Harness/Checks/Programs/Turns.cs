namespace Harness.Checks.Programs;

/// <summary>Lets asynchronous work have its turn one after the other.</summary>
internal sealed class Turns
{
    private readonly Lock sync = new();
    private Task last = Task.CompletedTask;

    /// <summary>Carries out work when all that asked before has ended; cancelling gives up waiting for the turn.</summary>
    /// <param name="work">The work.</param>
    /// <param name="wait">Is called when it begins to wait for its turn; what it gives is disposed when the turn has come.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<T> TakeAsync<T>(Func<Task<T>> work, Func<IDisposable?> wait, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (sync)
        {
            before = last;
            last = Task.WhenAll(before, done.Task);
        }

        try
        {
            if (!before.IsCompleted)
            {
                using (wait())
                {
                    await before.WaitAsync(cancellation);
                }
            }

            return await work();
        }
        finally
        {
            done.SetResult();
        }
    }
}
