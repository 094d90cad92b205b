using Sidecar.Execution;
using Sidecar.Protocol;

namespace BrokenSidecar;

/// <summary>Executes as it should and answers something else.</summary>
internal sealed class AlteringExecutor(
    IExecutor executor, Func<ExecuteResponse, ExecuteResponse> answer, TimeSpan timeoutDelay) : IExecutor
{
    public async Task<ExecuteResponse> ExecuteAsync(ExecuteRequest request, CancellationToken cancellation)
    {
        var response = await executor.ExecuteAsync(request, cancellation);
        if (response.TimedOut == true)
        {
            await Task.Delay(timeoutDelay, cancellation);
        }

        return answer(response);
    }
}
