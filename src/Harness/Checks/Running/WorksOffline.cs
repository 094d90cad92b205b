using Harness.Checks.Programs;

namespace Harness.Checks.Running;

/// <summary>RUN015: programs run without a network.</summary>
public sealed class WorksOffline() : SandboxCheck(
    new CheckInfo(
        "RUN015",
        "works without a network",
        "Lesson 16: the pod's security contexts",
        "every language, on every backend, in a sandbox of its own",
        "Sandboxes run behind policies that let nothing out. A runtime that phones home, or a toolchain that asks a registry first, then waits for its time limit or fails.",
        "Preload what programs need while the image is built, and switch off what asks the network by an assignment of the ENTRYPOINT (GOPROXY=off, GOTOOLCHAIN=local, telemetry).",
        "a runtime that phones home")
    {
        Example = new(
            """
            ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/local/go/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp", "GOTOOLCHAIN=auto"]
            """,
            """
            ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/local/go/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp", "GOTOOLCHAIN=local"]
            """),
    },
    "LANG001")
{
    private const string Expected = "hello has its exact output with no network interface but the loopback";
    private const string Loopback = "lo";

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var run = await subject.ConfinedAsync(cancellation);
        var both = "";
        if (run.Problems.Count > 0)
        {
            // The root could not be written either: whether that is the reason, RUN014 says.
            both = $" (with a read-only root as well it did not: {run.Problems[0]})";
            run = await ConfinedRun.TakeAsync(subject, "offline", spec => spec with { HasNetwork = false }, alone: true, cancellation);
        }

        return run.Look.RoutedInterfaces is not { } interfaces ? Finding.Fail(Expected, "the routes could not be read, so nothing is proven")
            : interfaces.Any(name => name != Loopback) ? Finding.Fail(Expected, $"there are routes by {string.Join(", ", interfaces)}: the backend did not take the network away, so nothing is proven")
            : Finding.Of(run.Problems, Expected, $"hello ran with no route but the loopback's{both}");
    }
}
