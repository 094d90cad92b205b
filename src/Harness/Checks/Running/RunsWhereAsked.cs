using Harness.Checks.Programs;

namespace Harness.Checks.Running;

/// <summary>RUN010: a program's working directory is the one of the request.</summary>
public sealed class RunsWhereAsked() : ReportCheck(
    new CheckInfo(
        "RUN010",
        "its working directory is the one asked for",
        "Lesson 15: the full sidecar execution flow",
        "every language, on every backend",
        "Programs open files by relative paths. After a change of the mount namespace the old directory is gone, and Node and Go do not even start.",
        "Let nsenter open the directory after it has entered the namespace (--wdns), and quote its name wherever a shell sees it.",
        "a sidecar that stays in the directory of its own namespace")
    {
        Example = new(
            """
            # in the sidecar
            cd "$working_dir" && nsenter --target "$pid" --mount -- node code.js
            """,
            """
            # in the sidecar
            nsenter --target "$pid" --mount --wdns="$working_dir" -- node code.js
            """),
    },
    "the current directory is the working_dir of the request, a directory on the data volume with blanks and quotes in its name",
    "LANG001")
{
    /// <inheritdoc />
    protected override async Task<Finding> JudgeAsync(
        SandboxSubject subject, ReportRun run, SelfReport report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(report);
        var asked = subject.Main.WorkingDirectory;
        var look = await subject.Main.FirstLookAsync(cancellation);
        List<string> problems = [];
        if (look.Planted?.FirstOrDefault(file => file.Path.StartsWith(asked, StringComparison.Ordinal))?.Error is { } error)
        {
            problems.Add($"the directory {asked} could not be made in main: {error}");
        }
        else if (!report.WorkingDirectory.IsKnown)
        {
            problems.Add($"the program could not tell its current directory: {report.WorkingDirectory.Problem}");
        }
        else if (report.WorkingDirectory.Value != asked)
        {
            problems.Add($"asked for {Evidence.Quote(asked)}, the program ran in {Evidence.Quote(report.WorkingDirectory.Value)}");
        }

        return Finding.Of(problems, Expected, asked);
    }
}
