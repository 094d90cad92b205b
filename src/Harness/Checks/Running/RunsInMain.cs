using Harness.Checks.Programs;

namespace Harness.Checks.Running;

/// <summary>RUN007: the code ran in main, proven by the namespace and by a nonce.</summary>
internal sealed class RunsInMain() : ReportCheck(
    new CheckInfo
    {
        Id = "RUN007",
        Title = "The code ran in main's mount namespace: both the namespace and a planted nonce prove it",
        Guide = [GuideSection.EnvEntrypoint],
        AppliesTo = "every language, on every backend",
        Why = "A sidecar that falls back to its own file system produces output that looks right without the image: nothing that is tested from then "
            + "on is what users get.",
        Remedy = "Enter main's mount namespace with nsenter, and answer 503 when main is not there; never run code anywhere else.",
        BreaksWith = "a sidecar that falls back to its own file system",
        Example = new()
        {
            Fault =
                """
                # in the sidecar
                nsenter --target "$pid" --mount -- "$@" || "$@"
                """,
            Mend =
                """
                # in the sidecar
                nsenter --target "$pid" --mount -- "$@"
                """,
        },
    },
    "the program's mount namespace is main's and not the sidecar's, and it reads the nonce that was planted in main",
    "LANG001")
{
    /// <inheritdoc />
    protected override async Task<Finding> JudgeAsync(
        SandboxSubject subject, ReportRun run, SelfReport report, CancellationToken cancellation)
    {
        var look = await subject.Main.FirstLookAsync(cancellation);
        var main = MainProcess.In(look)?.Namespaces.GetValueOrDefault("mnt");
        var sidecar = look.Self.Namespaces.GetValueOrDefault("mnt");
        var program = report.MountNamespace;

        List<string> problems = [];
        if (main is null)
        {
            problems.Add("main's mount namespace could not be read");
        }
        else if (program.Value != main)
        {
            var whose = program.Value == sidecar ? ", the sidecar's own," : "";
            problems.Add($"the program ran in {program.Value ?? program.Problem}{whose} and not in main's {main}");
        }
        else if (program.Value == sidecar)
        {
            problems.Add($"main and the sidecar have the same mount namespace {main}: nothing is proven");
        }

        var plantProblem = look.Planted?.FirstOrDefault(file => file.Path == subject.Main.Nonce.Path)?.Error;
        if (plantProblem is not null)
        {
            problems.Add($"the nonce could not be planted in main at {subject.Main.Nonce.Path}: {plantProblem}");
        }
        else if (report.Nonce.Value != subject.Main.Nonce.Content)
        {
            problems.Add($"the nonce at {subject.Main.Nonce.Path} reads {Words(report.Nonce)} instead of {Evidence.Quote(subject.Main.Nonce.Content)}");
        }

        return Finding.Of(problems, Expected, $"{main} (the sidecar has {sidecar}), and the nonce was read");
    }

    private static string Words(Reported<string> value) => value.IsKnown ? Evidence.Quote(value.Value) : $"'{value.Problem}'";
}
