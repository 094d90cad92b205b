using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Building;
using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>CFG006: the labels identify the image's sources and its base.</summary>
internal sealed partial class LabelsAreTrue() : StaticCheck(new CheckInfo
{
    Id = "CFG006",
    Title = "The OCI labels are complete and true",
    Guide = [GuideSection.OciImageSpecification],
    AppliesTo = "every image, the sidecar too",
    Why = "Labels are how a running image is traced to its sources, and to the base whose security fixes it has. A label that is missing, or was "
        + "inherited from the base and describes that one, leads an investigation to the wrong commit or the wrong base.",
    Remedy = "Build with `just build-images`, which writes all labels. An image that was retagged afterwards must be built again under the new tag.",
    BreaksWith = "a missing label; the version of the base instead of the tag; the digest of another base",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            docker build -t kcr-python:2026-11 images/python
            """,
        Mend =
            """
            harness build python -t 2026-11
            """,
    },
})
{
    private const string Scratch = "scratch";

    private static readonly string[] Always =
    [
        ImageLabels.Title, ImageLabels.Description, ImageLabels.Version, ImageLabels.Created, ImageLabels.Revision,
        ImageLabels.BaseName, ImageLabels.BaseProvider,
    ];

    private static readonly string[] OfABase = [ImageLabels.BaseDigest, ImageLabels.BaseLayers];

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => true;

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var labels = snapshot.Config.Labels;
        string[] required = labels.GetValueOrDefault(ImageLabels.BaseName) == Scratch ? Always : [.. Always, .. OfABase];
        return Finding.Of(
            [
                .. required.Where(name => string.IsNullOrWhiteSpace(labels.GetValueOrDefault(name))).Select(name => $"{name} is missing or empty"),
                .. Untrue(image.Reference.Tag, snapshot.Config).OfType<string>(),
            ],
            $"the labels {string.Join(", ", required)}; the version is the tag {image.Reference.Tag}, the base is the one whose layers the image has",
            $"version {labels.GetValueOrDefault(ImageLabels.Version)}, revision {labels.GetValueOrDefault(ImageLabels.Revision)}, "
                + $"base {labels.GetValueOrDefault(ImageLabels.BaseName)} ("
                + $"{labels.GetValueOrDefault(ImageLabels.BaseDigest)}), whose layers are the image's lowest");
    }

    /// <summary>Labels that are not true; missing ones are reported once, elsewhere.</summary>
    private static IEnumerable<string?> Untrue(string tag, ImageConfig config)
    {
        yield return Judge(ImageLabels.Version, version => version == tag ? null : $"the image is tagged {tag}");
        yield return Judge(ImageLabels.Created, created => IsTime(created) ? null : "that is not a time in the format of RFC 3339");

        var name = Label(ImageLabels.BaseName);
        yield return Judge(ImageLabels.BaseProvider, provider =>
            name is null or Scratch || BaseIdentities.ProviderOf(name) == provider
                ? null
                : $"the base is {name}, which comes from {BaseIdentities.ProviderOf(name)}");
        yield return Judge(ImageLabels.BaseDigest, digest =>
            !Digest().IsMatch(digest) ? "that is not a digest (sha256: and 64 hexadecimal digits)"
            : name?.Split('@') is [_, var named] && named != digest ? $"the base is {name}"
            : null);
        yield return Judge(ImageLabels.BaseLayers, _ =>
            BaseLayers.CountOf(config) is not null
                ? null
                : $"the image's lowest layers are {string.Join(' ', config.DiffIds.Take(BaseLayers.Named(config).Count))}: it was built on another base");

        string? Label(string label) => config.Labels.GetValueOrDefault(label) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

        string? Judge(string label, Func<string, string?> fault) =>
            Label(label) is { } value && fault(value) is { } told ? $"{label} is {value}, but {told}" : null;
    }

    private static bool IsTime(string text) => DateTimeOffset.TryParseExact(
        text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(@"\Asha256:[0-9a-f]{64}\z")]
    private static partial Regex Digest();
}
