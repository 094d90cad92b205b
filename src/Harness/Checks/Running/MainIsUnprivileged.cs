namespace Harness.Checks.Running;

/// <summary>RUN003: main runs as 65532.</summary>
internal sealed class MainIsUnprivileged() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN003",
        Title = "Main's real, effective, saved and file-system user and group are 65532",
        Guide = [GuideSection.NonRootUser],
        AppliesTo = "every language, on every backend",
        Why = "Clusters refuse root, files in the data directory belong to 65532, and the sidecar may inspect main only as the same user. A container runtime "
            + "adds the groups that the image's /etc/group lists the user in, root's too.",
        Remedy = "Set USER 65532:65532 in the final stage, as numbers: bases differ in their default (node has 1000).",
        BreaksWith = "USER root; USER 1000; in pods, 65532 as a member of another group in /etc/group",
        Example = new()
        {
            Fault =
                """
                FROM ${NODE_BASE} AS final
                USER 1000
                """,
            Mend =
                """
                FROM ${NODE_BASE} AS final
                USER 65532:65532
                """,
        },
        NeverAlone = "An image's user is its USER, which CFG003 reads; any other user is a field of the pod, which POD003 sees.",
    },
    "RUN001")
{
    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var main = MainProcess.In(await subject.Main.FirstLookAsync(cancellation));
        return Finding.Of(
            main is null ? ["main's process was not found"] : [.. Identity.Problems(main.Status)],
            "four times 65532 for the user and for the group, no other supplementary group",
            "Uid and Gid 65532, no other group");
    }
}
