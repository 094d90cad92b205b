namespace Harness.Platform.Processes;

/// <summary>The one way in which the harness starts other programs.</summary>
public interface IProcessRunner
{
    /// <summary>Runs a program to its end. An exit status other than 0 is a result, not an exception.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="onOutput">Takes standard output line by line; null captures it in the result.</param>
    /// <param name="onError">
    /// Takes standard error line by line; null captures it in the result. May run at the same time as
    /// <paramref name="onOutput"/>.
    /// </param>
    /// <param name="cancellation">Ends the whole process tree, with SIGTERM first.</param>
    /// <exception cref="InfrastructureException">
    /// The program could not be started, and the message says what to install; or it wrote more than is read of it.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled; the process tree has ended.</exception>
    Task<ProcessResult> RunAsync(
        ProcessCommand command,
        Action<string>? onOutput = null,
        Action<string>? onError = null,
        CancellationToken cancellation = default);
}
