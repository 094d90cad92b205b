using Harness.Building;
using Harness.Checks.Scheduling;
using Harness.Results;
using Harness.Snapshots;

namespace Harness.Checks.Origins;

/// <summary>Carries out static checks on one image, and leads what they find to the lines of its Dockerfile.</summary>
/// <param name="image">The image.</param>
/// <param name="snapshot">Its configuration and files.</param>
/// <param name="subject">What the results are said of.</param>
/// <param name="dockerfile">The path of its Dockerfile on this machine, which is read when something is found; null when there is none.</param>
internal sealed class StaticJudge(ImageUnderTest image, ImageSnapshot snapshot, Subject subject, string? dockerfile)
{
    private ImageOrigins? _origins;

    /// <summary>Carries out one check.</summary>
    public async Task<CheckResult> JudgeAsync(StaticCheck check)
    {
        var result = Judgement.Of(check, subject, image, snapshot);
        if (result is not { Outcome: Outcome.Failed, Places.Count: 0 } || dockerfile is null)
        {
            return result;
        }

        // Not cancelled: a result is there already, and reading a Dockerfile takes no time.
        _origins ??= await ImageOrigins.ReadAsync(
            dockerfile, $"{image.Definition.Context}/Dockerfile", snapshot, image.Versions, CancellationToken.None);
        return result with { Places = _origins?.Of(check, result.Observed) ?? [] };
    }
}
