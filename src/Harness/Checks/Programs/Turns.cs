namespace Harness.Checks.Programs;

/// <summary>Lets asynchronous work have its turn one after the other.</summary>
internal sealed class Turns
{
    private readonly Lock sync = new();
    private Task last = Task.CompletedTask;

    /// <summary>Carries out work when all that asked before has ended; cancelling gives up waiting for the turn.</summary>
    public async Task<T> TakeAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
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
            await before.WaitAsync(cancellation);
            return await work();
        }
        finally
        {
            done.SetResult();
        }
    }
}
