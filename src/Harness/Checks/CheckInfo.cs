namespace Harness.Checks;

/// <summary>What a reader needs to know of a check: its specification.</summary>
public sealed record CheckInfo
{
    /// <summary>Its id, whose meaning never changes.</summary>
    public required string Id { get; init; }

    /// <summary>What it proves, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>What it rests on: lessons of the migration guide, or a source beyond it.</summary>
    public required IReadOnlyList<GuideSection> Guide { get; init; }

    /// <summary>What it applies to, in words.</summary>
    public required string AppliesTo { get; init; }

    /// <summary>Why a breach matters.</summary>
    public required string Why { get; init; }

    /// <summary>How to mend a breach.</summary>
    public required string Remedy { get; init; }

    /// <summary>The fault that it must catch.</summary>
    public required string BreaksWith { get; init; }

    /// <summary>How bad a breach is.</summary>
    public Severity Severity { get; init; }

    /// <summary>The fault and its mend side by side.</summary>
    public required CheckExample Example { get; init; }

    /// <summary>
    /// Why every fault that the check catches is caught by another one too, so that no negative control fails on this one
    /// alone; null when one does.
    /// </summary>
    public string? NeverAlone { get; init; }

    /// <summary>What it rests on as everything that prints checks cites it.</summary>
    public string Citation => string.Join("; ", Guide);
}

/// <summary>A fault that a check catches, and how it looks mended.</summary>
public sealed record CheckExample
{
    /// <summary>Lines that the check fails.</summary>
    public required string Fault { get; init; }

    /// <summary>The same, mended.</summary>
    public required string Mend { get; init; }
}
