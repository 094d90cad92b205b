using Sidecar.Processes;
using Sidecar.Protocol;

namespace Sidecar.Execution;

/// <summary>Runs programs in main.</summary>
internal interface IExecutor
{
    /// <summary>Runs one program and waits for its end.</summary>
    /// <exception cref="BadRequestException">The request is wrong.</exception>
    /// <exception cref="MainUnavailableException">Main cannot be entered.</exception>
    /// <exception cref="OperationCanceledException">The client went away or the sidecar stops; the program was ended.</exception>
    Task<ExecuteResponse> ExecuteAsync(ExecuteRequest request, CancellationToken cancellation);
}
