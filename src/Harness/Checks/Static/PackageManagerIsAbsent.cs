using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>FS004: a minimal image cannot install anything.</summary>
internal sealed class PackageManagerIsAbsent() : StaticCheck(new CheckInfo
{
    Id = "FS004",
    Title = "No package manager in a minimal image",
    Guide = [GuideSection.ImageVariants],
    AppliesTo = "every image whose final stage is the minimal variant",
    Why = "A package manager lets an intruder install the rest of their tools; minimal images are minimal because they have none. Package managers "
        + "of languages (pip, npm) are part of a runtime and are not meant here.",
    Remedy = "Base the final stage on the variant without -dev, and copy single directories instead of all of /usr/bin from a -dev stage.",
    BreaksWith = "apt copied in; a -dev base in the final stage",
    Example = new()
    {
        Fault =
            """
            FROM ${PYTHON_BASE_DEV} AS final
            USER 65532:65532
            """,
        Mend =
            """
            FROM ${PYTHON_BASE} AS final
            USER 65532:65532
            """,
    },
})
{
    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => image.Variant == FinalVariant.Minimal;

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot) => Finding.Of(
        [.. PackageManagers.In(snapshot).Select(found => $"found {found.Path}")],
        "no system package manager anywhere in the image",
        "none was found");
}
