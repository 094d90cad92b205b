using Harness.Checks;
using Harness.Images;
using Harness.Snapshots;
using Harness.Suite.Scheduling;

namespace Harness.Suite.Inspection;

/// <summary>What the checks of configuration and files find in an image.</summary>
public static class StaticFindings
{
    /// <summary>A result for each static check that says anything about the image, by id.</summary>
    /// <param name="checks">The checks; others than static ones are left out.</param>
    /// <param name="image">The image.</param>
    /// <param name="snapshot">Its configuration and files.</param>
    /// <param name="dockerfile">The path of the Dockerfile that findings are led to; null when there is none.</param>
    /// <param name="cancellation">Ends it; checks that have begun come to their end.</param>
    public static async Task<IReadOnlyList<CheckResult>> OfAsync(
        IEnumerable<Check> checks, ImageUnderTest image, ImageSnapshot snapshot, string? dockerfile, CancellationToken cancellation)
    {
        var judge = new StaticJudge(image, snapshot, new Subject(image.Definition.Name, Language: null, Backend: null), dockerfile);
        // Each by itself reads what is there, none writes.
        return await Task.WhenAll(checks.OfType<StaticCheck>()
            .Where(check => check.AppliesTo(image.Definition))
            .OrderBy(check => check.Id, StringComparer.Ordinal)
            .Select(check => Task.Run(() => judge.JudgeAsync(check), cancellation)));
    }

    /// <summary>What the results mean for the exit status: as in a run, nothing carried out is never a success.</summary>
    public static ExitStatus Status(IReadOnlyCollection<CheckResult> results) =>
        results.Any(result => result.Outcome == Outcome.Failed) ? ExitStatus.CheckFailed
        : results.Any(result => result.Outcome == Outcome.Errored) || results.All(result => result.Outcome != Outcome.Passed) ? ExitStatus.Infrastructure
        : ExitStatus.Passed;
}
