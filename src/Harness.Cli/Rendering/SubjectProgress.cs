using Harness.Suite;

namespace Harness.Cli.Rendering;

/// <summary>How far one subject has come.</summary>
/// <param name="Subject">What is checked.</param>
/// <param name="Planned">How many checks there are.</param>
internal sealed record SubjectProgress(Subject Subject, int Planned)
{
    /// <summary>What the sandbox does, in the run's words.</summary>
    public string State { get; init; } = "";

    /// <summary>The checks that are running.</summary>
    public IReadOnlyList<string> Running { get; init; } = [];

    /// <summary>How many ended.</summary>
    public int Finished { get; init; }

    /// <summary>How many passed.</summary>
    public int Passed { get; init; }

    /// <summary>How many were skipped.</summary>
    public int Skipped { get; init; }

    /// <summary>How many failed or could not be carried out.</summary>
    public int Red => Finished - Passed - Skipped;
}
