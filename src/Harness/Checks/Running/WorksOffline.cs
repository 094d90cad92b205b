using Harness.Checks.Programs;

namespace Harness.Checks.Running;

/// <summary>RUN015: programs run without a network.</summary>
internal sealed class WorksOffline() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN015",
        Title = "Programs work without a network",
        Guide = [GuideSection.SandboxContract],
        AppliesTo = "every language, on every backend, in a sandbox of its own",
        Why = "Sandboxes run behind policies that block all outgoing traffic. A runtime that phones home, or a toolchain that asks a registry first, "
            + "then waits for its timeout or fails.",
        Remedy = "Preload what programs need when the image is built, and switch off network access by an assignment in the ENTRYPOINT (GOPROXY=off, "
            + "GOTOOLCHAIN=local, telemetry).",
        BreaksWith = "a runtime that phones home",
        Example = new()
        {
            Fault =
                """
                ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/local/go/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp", "GOTOOLCHAIN=auto"]
                """,
            Mend =
                """
                ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/local/go/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp", "GOTOOLCHAIN=local"]
                """,
        },
    },
    "LANG001")
{
    private const string Expected = "hello has its exact output with no network interface but the loopback";
    private const string Loopback = "lo";

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var run = await subject.ConfinedAsync(cancellation);
        var both = "";
        if (run.Problems.Count > 0)
        {
            // The root could not be written either: whether that is the reason, RUN014 says.
            both = $" (with a read-only root as well it did not: {run.Problems[0]})";
            run = await ConfinedRun.TakeAsync(subject, "offline", spec => spec with { HasNetwork = false }, alone: true, cancellation);
        }

        return run.Look.RoutedInterfaces is not { } interfaces ? Finding.Fail(Expected, "the routes could not be read, so nothing is proven")
            : interfaces.Any(name => name != Loopback)
                ? Finding.Fail(
                    Expected, $"there are routes by {string.Join(", ", interfaces)}: the backend did not take the network away, so nothing is proven")
            : Finding.Of(run.Problems, Expected, $"hello ran with no route but the loopback's{both}");
    }
}
