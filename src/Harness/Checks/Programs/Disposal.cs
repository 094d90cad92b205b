namespace Harness.Checks.Programs;

/// <summary>Does something once, when it is disposed.</summary>
internal sealed class Disposal(Action end) : IDisposable
{
    private Action? left = end;

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref left, null)?.Invoke();
}
