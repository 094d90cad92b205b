using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>CFG001: main starts through env -i, so that its environment is the image's own list and nothing else.</summary>
internal sealed class EntrypointSetsWholeEnvironment() : StaticCheck(new CheckInfo
{
    Id = "CFG001",
    Title = "ENTRYPOINT is /usr/bin/env -i followed by assignments only",
    Guide = [GuideSection.EnvEntrypoint],
    AppliesTo = "every language image",
    Why = "The sidecar gives a program the environment that it reads from /proc/<main>/environ. Only env -i makes that exactly the image's own list: "
        + "without it, variables of the pod and of the cluster leak in; with a wrapper, main is another process.",
    Remedy = "End the Dockerfile with ENTRYPOINT [\"/usr/bin/env\", \"-i\", \"PATH=…\", \"HOME=/tmp\", \"TMPDIR=/tmp\", …] in exec form.",
    BreaksWith = "env without -i; a wrapper script or a shell as the ENTRYPOINT",
    Example = new()
    {
        Fault =
            """
            ENTRYPOINT ["/usr/bin/env", "PATH=/opt/runtime/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp"]
            CMD ["sleep", "infinity"]
            """,
        Mend =
            """
            ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/opt/runtime/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp"]
            CMD ["sleep", "infinity"]
            """,
    },
})
{
    /// <inheritdoc />
    public override IReadOnlyList<string> Instructions => ["ENTRYPOINT"];

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        const string expected = "ENTRYPOINT [\"/usr/bin/env\", \"-i\", \"NAME=value\", …]";
        var entrypoint = snapshot.Config.Entrypoint;
        var observed = $"ENTRYPOINT is {Shown.ExecForm(entrypoint)}";
        if (entrypoint.Count == 0 || entrypoint[0] != "/usr/bin/env")
        {
            return Finding.Fail(expected, $"{observed}: it does not start with /usr/bin/env");
        }

        if (entrypoint.Count == 1 || entrypoint[1] != "-i")
        {
            return Finding.Fail(expected, $"{observed}: -i does not follow /usr/bin/env");
        }

        var others = entrypoint.Skip(2).Where(argument => Assignment.Parse(argument) is null).ToList();
        return others.Count == 0
            ? Finding.Pass(expected, observed)
            : Finding.Fail(expected, $"{observed}: these are not assignments: {Shown.ExecForm(others)}");
    }
}
