using System.Globalization;

namespace Sidecar.Execution;

/// <summary>Lets a number of executions run at once and a number of others wait, in the order in which they came.</summary>
/// <param name="atOnce">How many run.</param>
/// <param name="waiting">How many wait at most.</param>
internal sealed class ExecutionGate(int atOnce, int waiting) : IDisposable
{
    private readonly SemaphoreSlim free = new(atOnce);
    private int inside;

    /// <summary>Waits for its turn; disposing what comes back lets the next one in.</summary>
    /// <exception cref="ExhaustedException">Too many wait already.</exception>
    /// <exception cref="OperationCanceledException">The client did not wait.</exception>
    internal async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref inside) > atOnce + waiting)
        {
            Interlocked.Decrement(ref inside);
            throw new ExhaustedException(string.Create(
                CultureInfo.InvariantCulture,
                $"{atOnce} programs run and {waiting} more wait already (MAX_EXECUTIONS and MAX_QUEUE): send the request again later."));
        }

        try
        {
            await free.WaitAsync(cancellation);
        }
        catch
        {
            Interlocked.Decrement(ref inside);
            throw;
        }

        return new Turn(this);
    }

    /// <summary>Ends it; nobody is inside any more.</summary>
    public void Dispose() => free.Dispose();

    private void Leave()
    {
        Interlocked.Decrement(ref inside);
        free.Release();
    }

    private sealed class Turn(ExecutionGate gate) : IDisposable
    {
        private int over;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref over, 1) == 0)
            {
                gate.Leave();
            }
        }
    }
}
