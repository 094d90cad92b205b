using System.Collections.Concurrent;

namespace Sidecar.Execution;

/// <summary>The thread that ends and reaps children. It is there from the start, so that no program can take away what is needed to end it.</summary>
internal sealed class Terminator : IDisposable
{
    private readonly BlockingCollection<Action> queue = [];

    /// <summary>Starts the thread.</summary>
    /// <param name="name">Its name, for who looks at the process.</param>
    internal Terminator(string name = "terminator") => new Thread(Run) { IsBackground = true, Name = name }.Start();

    /// <summary>Does something there and gives its result.</summary>
    internal Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    /// <summary>Ends the thread once nothing is left to do.</summary>
    public void Dispose() => queue.CompleteAdding();

    private void Run()
    {
        foreach (var work in queue.GetConsumingEnumerable())
        {
            work();
        }
    }
}
