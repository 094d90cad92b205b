using Harness.Checks.Programs;

namespace Harness.Checks.Running;

/// <summary>RUN010: a program's working directory is the one of the request.</summary>
internal sealed class RunsWhereAsked() : ReportCheck(
    new CheckInfo
    {
        Id = "RUN010",
        Title = "The program's working directory is the one that was asked for",
        Guide = [GuideSection.SandboxContract],
        AppliesTo = "every language, on every backend",
        Why = "Programs open files by relative paths. After the mount namespace changes, the old directory is gone, and Node.js and Go do not even "
            + "start.",
        Remedy = "Let nsenter open the directory after it has entered the namespace (--wdns), and quote its name wherever a shell sees it.",
        BreaksWith = "a sidecar that stays in the directory of its own namespace",
        Example = new()
        {
            Fault =
                """
                # in the sidecar
                cd "$working_dir" && nsenter --target "$pid" --mount -- node code.js
                """,
            Mend =
                """
                # in the sidecar
                nsenter --target "$pid" --mount --wdns="$working_dir" -- node code.js
                """,
        },
    },
    "the current directory is the working_dir of the request, a directory on the data volume with blanks and quotes in its name",
    "LANG001")
{
    /// <inheritdoc />
    protected override async Task<Finding> JudgeAsync(
        SandboxSubject subject, ReportRun run, SelfReport report, CancellationToken cancellation)
    {
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
