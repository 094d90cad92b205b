using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>CFG012: an image that is built on this one is what its own Dockerfile says.</summary>
internal sealed class NothingIsTriggered() : StaticCheck(new CheckInfo
{
    Id = "CFG012",
    Title = "No ONBUILD",
    Guide = [GuideSection.OciImageSpecification],
    AppliesTo = "every image, the sidecar too",
    Why = "An ONBUILD instruction is carried out in whatever is built on the image, where nobody sees it: a site that adds its own packages to a sandbox "
        + "would copy its build context into it, or run a command as the user that the base left. OCI images have no such field, so podman drops it.",
    Remedy = "Remove the ONBUILD and write the instruction into the Dockerfiles that need it.",
    BreaksWith = "ONBUILD COPY . /mnt/data",
    Example = new()
    {
        Fault =
            """
            ONBUILD COPY . /mnt/data
            """,
        Mend =
            """
            COPY packages /opt/packages
            """,
    },
})
{
    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => true;

    /// <inheritdoc />
    public override IReadOnlyList<string> Instructions => ["ONBUILD"];

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot) => Finding.Of(
        [.. snapshot.Config.OnBuild.Select(trigger => $"ONBUILD {trigger}")], "no ONBUILD", "there is none");
}
