namespace Harness.Checks.Programs;

/// <summary>
/// Work that several checks need and that is carried out once, when the first of them asks. It lives as long as the
/// sandbox: a check that gives up does not take it away from the others.
/// </summary>
internal sealed class Shared<T>(Func<CancellationToken, Task<T>> work, CancellationToken lifetime)
{
    private readonly Lazy<Task<T>> task = new(() => work(lifetime));

    /// <summary>The result; <paramref name="cancellation"/> ends the waiting only.</summary>
    public Task<T> GetAsync(CancellationToken cancellation) => task.Value.WaitAsync(cancellation);

    /// <summary>Waits until nothing of it is under way any more, whatever it came to; work that nobody asked for is not begun.</summary>
    public async Task EndAsync()
    {
        if (task.IsValueCreated)
        {
            await ((Task)task.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
