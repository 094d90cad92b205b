using Harness.Checks;
using Harness.Images;
using Harness.Suite;

namespace Harness.Reports;

/// <summary>What every report, and the summary on the terminal, is made of.</summary>
/// <param name="Run">What the run found out.</param>
/// <param name="Checks">What a reader needs to know of the checks.</param>
/// <param name="Reproduction">The commands that do it again.</param>
public sealed record ReportContent(RunReport Run, IReadOnlyList<CheckInfo> Checks, Reproduction Reproduction)
{
    private readonly Dictionary<string, CheckInfo> byId = Checks.ToDictionary(check => check.Id, StringComparer.Ordinal);

    /// <summary>The base providers of the images, each once: dhi, mirror, local, unknown.</summary>
    public IReadOnlyList<string> Providers => [.. Run.Images.Select(image => image.BaseProvider ?? "unknown").Distinct()];

    /// <summary>What a reader needs to know of a result's check.</summary>
    public CheckInfo Info(CheckResult result) => byId[result.CheckId];

    /// <summary>The image of a result; null when the run ended before it was found.</summary>
    public ImageUnderTest? Image(CheckResult result) =>
        Run.Images.FirstOrDefault(image => image.Definition.Name == result.Subject.Image);

    /// <summary>The Dockerfile of a result's image, or what is nearest to it when the run ended before the image was found.</summary>
    public string DockerfileOf(CheckResult result) => Image(result) is { } image ? $"{image.Definition.Context}/Dockerfile" : "images/catalog.yaml";

    /// <summary>The places of a result that its evidence does not name already.</summary>
    public static IReadOnlyList<SourcePlace> FurtherPlaces(CheckResult result)
    {
        return [.. result.Places.Where(place => place.Message is null)];
    }

    /// <summary>
    /// What to do about a result: the check's own remedy is for what the check has found, and one that could not be carried out
    /// has found nothing.
    /// </summary>
    /// <param name="result">The result.</param>
    /// <param name="info">Its check.</param>
    public static string Remedy(CheckResult result, CheckInfo info) => result.Outcome == Outcome.Errored
        ? "The check found nothing, neither good nor bad: do what its reason says, and run it again."
        : info.Remedy;

    /// <summary>The command that does one result again.</summary>
    public string Reproduce(CheckResult result) => Reproduction.Of(result, Image(result));

    /// <summary>The advertised packages that an image does not have, in words; null when it has them all.</summary>
    public static string? DescribeMissing(ImageUnderTest image)
    {
        return image.NotIncluded is { Count: > 0 } missing
            ? $"package set {Names.Of(image.Set)}, not included: {string.Join(", ", missing)}"
            : null;
    }

    /// <summary>A base provider in words that cannot be mistaken.</summary>
    public static string Describe(string? provider) => provider switch
    {
        "dhi" => "dhi.io",
        "mirror" => "a mirror of dhi.io",
        "local" => "local stand-ins, NOT dhi.io",
        null or "unknown" => "unknown: the image has no label kcr.dev/base-provider",
        _ => provider,
    };
}
