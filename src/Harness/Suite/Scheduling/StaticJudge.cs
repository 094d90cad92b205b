using Harness.Checks;
using Harness.Checks.Origins;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Suite.Scheduling;

/// <summary>Carries out static checks on one image, and leads what they find to the lines of its Dockerfile. Thread-safe.</summary>
/// <param name="image">The image.</param>
/// <param name="snapshot">Its configuration and files.</param>
/// <param name="subject">What the results are said of.</param>
/// <param name="dockerfile">The path of its Dockerfile on this machine, which is read when something is found; null when there is none.</param>
internal sealed class StaticJudge(ImageUnderTest image, ImageSnapshot snapshot, Subject subject, string? dockerfile)
{
    // Not cancelled: a result is there already, and reading a Dockerfile takes no time.
    private readonly Lazy<Task<ImageOrigins?>> origins = new(() => dockerfile is null
        ? Task.FromResult<ImageOrigins?>(null)
        : ImageOrigins.ReadAsync(dockerfile, $"{image.Definition.Context}/Dockerfile", snapshot, image.Versions, CancellationToken.None));

    /// <summary>Carries out one check.</summary>
    public async Task<CheckResult> JudgeAsync(StaticCheck check)
    {
        var result = Judgement.Of(check, subject, image, snapshot);
        return result is { Outcome: Outcome.Failed, Places.Count: 0 }
            ? result with { Places = (await origins.Value)?.Of(check, result.Observed) ?? [] }
            : result;
    }
}
