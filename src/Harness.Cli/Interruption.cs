using System.Runtime.InteropServices;

namespace Harness.Cli;

/// <summary>
/// Turns Ctrl-C, SIGTERM and SIGHUP into cancellation: the verb ends in good order, removes what it started and still
/// writes its reports. A second signal ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly IReadOnlyList<PosixSignalRegistration> registrations;
    private readonly Action<string> message;
    private int signals;

    private Interruption(Action<string> message, CancellationToken outer)
    {
        this.message = message;
        source = CancellationTokenSource.CreateLinkedTokenSource(outer);
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Listens until disposed.</summary>
    /// <param name="message">Tells the user what happens.</param>
    /// <param name="outer">Cancels as well.</param>
    public static Interruption Listen(Action<string> message, CancellationToken outer) => new(message, outer);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref signals) > 1)
        {
            message("Ended at once; 'harness clean' removes what was left behind, in a cluster with -c CONTEXT.");
            Environment.Exit((int)ExitStatus.Interrupted);
        }

        context.Cancel = true;
        message("Stopping: removing what was started. Once more ends at once and leaves it.");
        source.Cancel();
    }
}
