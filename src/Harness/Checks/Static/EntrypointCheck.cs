using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>CFG001.</summary>
internal sealed class EntrypointCheck() : StaticCheck(new CheckInfo(
    "CFG001",
    "ENTRYPOINT is /usr/bin/env -i and assignments only",
    "6. No shell in final image - use env -i ENTRYPOINT pattern",
    "every language image",
    "The sidecar gives a program the environment that it reads in /proc/<main>/environ. Only env -i makes that exactly the "
        + "image's own list: without it the variables of the pod and of the cluster leak in, and with a wrapper main is another process.",
    "End the Dockerfile with ENTRYPOINT [\"/usr/bin/env\", \"-i\", \"PATH=…\", \"HOME=/tmp\", \"TMPDIR=/tmp\", …] in exec form.",
    "env without -i; a wrapper script or a shell as ENTRYPOINT")
{
    Example = new(
        """
        ENTRYPOINT ["/usr/bin/env", "PATH=/opt/runtime/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp"]
        CMD ["sleep", "infinity"]
        """,
        """
        ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/opt/runtime/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp"]
        CMD ["sleep", "infinity"]
        """),
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
            : Finding.Fail(expected, $"{observed}: no assignment is {Shown.ExecForm(others)}");
    }
}
