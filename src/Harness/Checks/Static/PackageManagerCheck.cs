using System.Collections.Frozen;
using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>FS004.</summary>
internal sealed class PackageManagerCheck() : StaticCheck(new CheckInfo(
    "FS004",
    "No package manager in a minimal image",
    "Image Variants",
    "every image whose final stage is the minimal variant",
    "A package manager lets whoever gets in install the rest of their tools; minimal images are minimal because it is not there. "
        + "Package managers of languages (pip, npm) are part of a runtime and not meant.",
    "Make the final stage from the base without -dev, and copy single directories instead of all of /usr/bin from a -dev stage.",
    "apt copied in, or a -dev base in the final stage")
{
    Example = new(
        """
        FROM ${PYTHON_BASE_DEV} AS final
        USER 65532:65532
        """,
        """
        FROM ${PYTHON_BASE} AS final
        USER 65532:65532
        """),
})
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
    [
        "apk", "apt", "apt-get", "aptitude", "dnf", "dnf5", "dpkg", "emerge", "microdnf", "opkg", "pacman", "rpm", "tdnf", "yum", "zypper",
    ]);

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => image.Variant == FinalVariant.Minimal;

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot) => Finding.Of(
        [.. Programs.Named(Names, snapshot).Select(found => $"found {found.Path}")],
        "no system package manager anywhere in the image",
        "none was found");
}
