using System.Runtime.InteropServices;

namespace Harness.Cli;

/// <summary>
/// Turns Ctrl-C, SIGTERM and SIGHUP into cancellation: the verb ends in good order, removes what it started and still
/// writes its reports. A second signal ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly IReadOnlyList<PosixSignalRegistration> _registrations;
    private readonly Action<string> _message;
    private int _signals;

    private Interruption(Action<string> message, CancellationToken outer)
    {
        _message = message;
        _source = CancellationTokenSource.CreateLinkedTokenSource(outer);
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Listens until disposed.</summary>
    /// <param name="message">Tells the user what happens.</param>
    /// <param name="outer">Cancels as well.</param>
    public static Interruption Listen(Action<string> message, CancellationToken outer) => new(message, outer);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref _signals) > 1)
        {
            _message("Ended at once; 'harness clean' removes what was left behind.");
            Environment.Exit((int)ExitStatus.Interrupted);
        }

        context.Cancel = true;
        _message("Stopping: removing what was started. Once more ends at once and leaves it.");
        _source.Cancel();
    }
}
