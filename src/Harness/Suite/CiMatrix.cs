using Harness.Images;

namespace Harness.Suite;

/// <summary>One cell of a CI matrix: an image that a job of its own builds and tests.</summary>
/// <param name="Image">Its name in the catalog.</param>
/// <param name="Languages">The options that name its languages.</param>
/// <param name="Bases">Where its base comes from.</param>
public sealed record CiCell(string Image, string Languages, BaseProvider Bases);

/// <summary>Splits a plan over the jobs of a CI system.</summary>
public static class CiMatrix
{
    /// <summary>A cell for each image with a language to test.</summary>
    /// <exception cref="UsageException">There is no cell: a matrix of nothing would be a night without tests.</exception>
    public static IReadOnlyList<CiCell> Of(RunPlan plan)
    {
        var targets = (plan.Test?.Targets ?? []).Where(target => target.Languages.Count > 0).ToList();
        return targets.Count > 0
            ? [.. targets.Select(target => new CiCell(
                target.Definition.Name,
                string.Join(' ', target.Languages.Select(language => $"-l {language.Alias}")),
                plan.Build.Source.Provider))]
            : throw new UsageException("the plan has no image with a language to test, so there is no cell for --matrix; name other images, or none for all");
    }
}
