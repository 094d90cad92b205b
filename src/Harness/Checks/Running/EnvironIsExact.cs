using System.Globalization;

namespace Harness.Checks.Running;

/// <summary>RUN002: main's environ is what its ENTRYPOINT says, whatever the container's environment is.</summary>
internal sealed class EnvironIsExact() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN002",
        Title = "/proc/<main>/environ equals the ENTRYPOINT's assignments byte for byte, although hostile variables are injected",
        Guide = [GuideSection.EnvEntrypoint],
        AppliesTo = "every language, on every backend",
        Why = "The sidecar reads the environment there and passes it to every program. Anything that the pod, the engine or ENV adds would change "
            + "what users' programs do.",
        Remedy = "Start with ENTRYPOINT [\"/usr/bin/env\", \"-i\", \"PATH=…\", …]: every variable is an assignment there, and none is set by ENV "
            + "alone.",
        BreaksWith = "env without -i; ENV instead of assignments",
        Example = new()
        {
            Fault =
                """
                ENV PYTHONUNBUFFERED=1
                ENTRYPOINT ["/usr/bin/env", "HOME=/tmp", "TMPDIR=/tmp"]
                """,
            Mend =
                """
                ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/opt/runtime/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp", "PYTHONUNBUFFERED=1"]
                """,
        },
    },
    // Another user's environ cannot be read at all: that is RUN003's to report.
    "RUN003")
{
    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var entrypoint = subject.Snapshot.Config.Entrypoint;
        var assignments = entrypoint.Skip(1).Where(argument => argument.Contains('=', StringComparison.Ordinal)).ToList();
        var expected = $"exactly the assignments of the ENTRYPOINT, in order, each ended by a NUL: {string.Join(' ', assignments)}";

        var main = MainProcess.In(await subject.Main.FirstLookAsync(cancellation));
        if (main is null)
        {
            return Finding.Fail(expected, "main's process was not found");
        }

        if (Environ.Of(main) is not { } environ)
        {
            return Finding.Fail(expected, $"/proc/{main.Pid}/environ could not be read: {main.EnvironError}");
        }

        var injected = subject.Sandbox.Spec.Main.Environment.Select(variable => variable.Key).ToHashSet(StringComparer.Ordinal);
        var fromImage = subject.Snapshot.Config.Environment.Select(variable => variable.Split('=', 2)[0]).ToHashSet(StringComparer.Ordinal);
        return Finding.Of(
            Environ.Differences(
                Environ.Encode(assignments),
                environ,
                name => injected.Contains(name) ? "injected by the harness" : fromImage.Contains(name) ? "from ENV" : null),
            expected,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{assignments.Count} assignments, {environ.Length} bytes, none of the {injected.Count} injected variables"));
    }
}
