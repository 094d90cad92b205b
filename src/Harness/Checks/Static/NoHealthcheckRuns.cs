using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>CFG010: nothing is started in main beside what the sidecar runs.</summary>
internal sealed class NoHealthcheckRuns() : StaticCheck(new CheckInfo
{
    Id = "CFG010",
    Title = "No HEALTHCHECK",
    Guide = [GuideSection.NoShellAvailable, GuideSection.SandboxContract],
    AppliesTo = "every image, the sidecar too",
    Why = "Docker runs a HEALTHCHECK in the container again and again, beside users' programs and with ENV instead of main's environment; in an image "
        + "without a shell the shell form fails each time, and main counts as unhealthy. A kubelet ignores it, so the two would differ.",
    Remedy = "Remove the HEALTHCHECK, or end the base's with HEALTHCHECK NONE. That main is ready, the sidecar says (GET /ready); a pod has probes for that.",
    BreaksWith = "HEALTHCHECK CMD curl -f http://localhost/; one that the base has",
    Example = new()
    {
        Fault =
            """
            HEALTHCHECK CMD python3 --version
            """,
        Mend =
            """
            HEALTHCHECK NONE
            """,
    },
})
{
    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => true;

    /// <inheritdoc />
    public override IReadOnlyList<string> Instructions => ["HEALTHCHECK"];

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        const string expected = "no HEALTHCHECK, or HEALTHCHECK NONE";
        return snapshot.Config.Healthcheck switch
        {
            [] => Finding.Pass(expected, "there is none"),
            ["NONE"] => Finding.Pass(expected, "HEALTHCHECK is NONE"),
            ["CMD-SHELL", ..] and var test => Finding.Fail(
                expected,
                $"HEALTHCHECK runs {string.Join(' ', test.Skip(1))} in a shell"
                    + $"{(snapshot.Files.Resolve("/bin/sh") is null ? ", and the image has no /bin/sh: it fails each time" : "")}"),
            var test => Finding.Fail(expected, $"HEALTHCHECK is {Shown.ExecForm(test)}"),
        };
    }
}
