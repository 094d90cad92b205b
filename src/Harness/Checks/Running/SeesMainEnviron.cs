using System.Globalization;
using Harness.Checks.Programs;
using Harness.Sandboxes;

namespace Harness.Checks.Running;

/// <summary>RUN008: a program sees main's environment and nothing else.</summary>
internal sealed class SeesMainEnviron() : ReportCheck(
    new CheckInfo
    {
        Id = "RUN008",
        Title = "The program saw exactly main's environment and nothing of the sidecar's",
        Guide = [GuideSection.EnvEntrypoint, GuideSection.SidecarHowItWorks],
        AppliesTo = "every language, on every backend",
        Why = "With the sidecar's variables, a program behaves differently from how it would in the image, and can read the sidecar's configuration.",
        Remedy = "Start the program with /usr/bin/env -i and the assignments from /proc/<main>/environ, unchanged and in the same order.",
        BreaksWith = "a sidecar that passes on its own environment",
        Example = new()
        {
            Fault =
                """
                # in the sidecar
                nsenter --target "$pid" --mount -- "$@"
                """,
            Mend =
                """
                # in the sidecar
                mapfile -d '' environ <"/proc/$pid/environ"
                nsenter --target "$pid" --mount -- /usr/bin/env -i "${environ[@]}" "$@"
                """,
        },
    },
    "the program's environ equals main's byte for byte",
    "LANG001")
{
    /// <inheritdoc />
    protected override async Task<Finding> JudgeAsync(
        SandboxSubject subject, ReportRun run, SelfReport report, CancellationToken cancellation)
    {
        var main = MainProcess.In(await subject.Main.FirstLookAsync(cancellation));
        if (main is null || Environ.Of(main) is not { } expected)
        {
            return Finding.Fail(Expected, $"main's environ could not be read: {main?.EnvironError ?? "its process was not found"}");
        }

        if (!report.Environ.IsKnown)
        {
            return Finding.Fail(Expected, $"the program could not read its own environ: {report.Environ.Problem}");
        }

        var added = subject.Language.Adds;
        var seen = added.Count == 0 ? report.Environ.Value : Environ.WithoutAdded(report.Environ.Value, added, expected);
        var spec = subject.Sandbox.Spec;
        var ofSidecar = spec.Sidecar.Environment.Select(variable => variable.Key).Append(SidecarToken.Variable).ToHashSet(StringComparer.Ordinal);
        var hostile = spec.Main.Environment.Select(variable => variable.Key).ToHashSet(StringComparer.Ordinal);
        return Finding.Of(
            Environ.Differences(
                expected,
                seen,
                name => ofSidecar.Contains(name) ? "the sidecar's" : hostile.Contains(name) ? "injected by the harness" : null),
            Expected,
            string.Create(CultureInfo.InvariantCulture, $"the same {expected.Length} bytes")
            + (added.Count == 0 ? "" : $", beside what the runtime's start script adds ({string.Join(", ", added)})"));
    }
}
