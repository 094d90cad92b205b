namespace Harness.Checks;

/// <summary>How bad a breach is. Both kinds fail a run.</summary>
public enum Severity
{
    /// <summary>A program fails, behaves otherwise than it should, or can do what it must not.</summary>
    Error,

    /// <summary>The image works today; the next change, rebuild or upgrade will show it.</summary>
    Warning,
}
