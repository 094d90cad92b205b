using Harness.Checks.Programs;
using Sidecar.Protocol;

namespace Harness.Checks.Running;

/// <summary>RUN014: programs run where main's root file system cannot be written.</summary>
internal sealed class WorksReadOnly() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN014",
        Title = "Programs work with a read-only root file system, writing only to /mnt/data and an in-memory /tmp",
        Guide = [GuideSection.SandboxContract],
        AppliesTo = "every language, on every backend, in a sandbox of its own",
        Why = "Production pods set readOnlyRootFilesystem. A runtime that keeps a cache in its own directory, or a compiler that ignores TMPDIR, "
            + "fails there and nowhere earlier.",
        Remedy = "Point every cache and temporary directory to /tmp or /mnt/data by an assignment in the ENTRYPOINT (HOME, TMPDIR, GOCACHE, …), and "
            + "compile at build time what the runtime would compile at first use.",
        BreaksWith = "a runtime that writes to /opt",
        Example = new()
        {
            Fault =
                """
                ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/local/go/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp", "GOCACHE=/opt/go-build"]
                """,
            Mend =
                """
                ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/local/go/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp", "GOCACHE=/mnt/data/go-build"]
                """,
        },
    },
    "LANG001")
{
    private const string Expected = "hello has its exact output with a root file system that cannot be written";

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var run = await subject.ConfinedAsync(cancellation);
        var both = "";
        if (run.Problems.Count > 0)
        {
            // The network was away as well: whether that is the reason, RUN015 says.
            both = $" (without a network as well it did not: {run.Problems[0]})";
            run = await ConfinedRun.TakeAsync(subject, "read-only", ConfinedRun.WithReadOnlyRoot, alone: true, cancellation);
        }

        return RootOf(run.Look) is not { } root ? Finding.Fail(Expected, "main's mounts could not be read, so nothing is proven")
            : !root.Split(',').Contains("ro")
                ? Finding.Fail(Expected, $"main's root is mounted {root}: the backend did not make it read-only, so nothing is proven")
            : Finding.Of(run.Problems, Expected, $"hello ran with the root mounted {root}{both}");
    }

    /// <summary>The options with which main's root is mounted; null when they cannot be read.</summary>
    private static string? RootOf(ProbeReport look) => MainProcess.In(look)?.MountInfo?
        .Split('\n')
        .Select(line => line.Split(' '))
        .LastOrDefault(fields => fields.Length > 5 && fields[4] == "/")?[5];
}
