using Harness.Checks;
using Harness.Images;

namespace Harness.Suite;

/// <summary>Everything that a run found out; each report is a rendering of it.</summary>
/// <param name="Session">The session id that labels what the run created.</param>
/// <param name="Command">The command line that reproduces the run.</param>
/// <param name="Started">When the run began, UTC.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Interrupted">True when it was cancelled: results are of what ran until then.</param>
/// <param name="Images">The images tested, with digests and the provider of their bases.</param>
/// <param name="Results">All results, in the order of images, languages and check ids.</param>
public sealed record RunReport(
    string Session,
    string Command,
    DateTimeOffset Started,
    TimeSpan Duration,
    bool Interrupted,
    IReadOnlyList<ImageUnderTest> Images,
    IReadOnlyList<CheckResult> Results)
{
    /// <summary>What the run could not remove, each with the reason; empty after a clean end.</summary>
    public IReadOnlyList<string> Leftovers { get; init; } = [];

    /// <summary>How many results ended so.</summary>
    public int Count(Outcome outcome) => Results.Count(result => result.Outcome == outcome);

    /// <summary>
    /// The exit status: a failure outweighs an error, which outweighs success. Nothing carried out is never success, and
    /// neither is a run that left something behind.
    /// </summary>
    public ExitStatus Status =>
        Interrupted ? ExitStatus.Interrupted
        : Count(Outcome.Failed) > 0 ? ExitStatus.CheckFailed
        : Count(Outcome.Errored) > 0 || Count(Outcome.Passed) == 0 || Leftovers.Count > 0 ? ExitStatus.Infrastructure
        : ExitStatus.Passed;
}
