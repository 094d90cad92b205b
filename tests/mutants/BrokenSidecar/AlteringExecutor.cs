using Sidecar.Execution;
using Sidecar.Protocol;

namespace BrokenSidecar;

/// <summary>Executes as it should and answers something else.</summary>
internal sealed class AlteringExecutor(
    IExecutor executor, Func<ExecuteResponse, ExecuteResponse> answer, TimeSpan timeoutDelay, int? mostAtOnce) : IExecutor
{
    private int running;

    public async Task<ExecuteResponse> ExecuteAsync(ExecuteRequest request, CancellationToken cancellation)
    {
        var response = await RunAsync(request, cancellation);
        if (response.TimedOut == true)
        {
            await Task.Delay(timeoutDelay, cancellation);
        }

        return answer(response);
    }

    private async Task<ExecuteResponse> RunAsync(ExecuteRequest request, CancellationToken cancellation)
    {
        try
        {
            return Interlocked.Increment(ref running) > mostAtOnce
                ? throw new InvalidOperationException("More programs run than there are places for.")
                : await executor.ExecuteAsync(request, cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }
}
