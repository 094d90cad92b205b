using System.Text.Json;
using Harness.Checks.Dockerfiles;
using Harness.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Checks.Dockerfiles;

/// <summary>shellcheck gets the scripts, and its findings stand at lines of the Dockerfile.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ShellCheckTests
{
    private const string Text =
        "FROM debian:trixie\nRUN true && \\\n    # why\n    echo $X\nSHELL [\"/bin/bash\", \"-c\"]\n"
        + "# check=skip=SC2086 one word\nRUN <<E\nset -e\necho $Y\nE\nRUN [\"a\"]\n";

    [Test]
    public async Task Findings_are_mapped_to_the_Dockerfile()
    {
        var shells = new List<string>();
        var processes = new Answering(command =>
        {
            var shell = command.Arguments.Single(argument => argument.StartsWith("--shell=", StringComparison.Ordinal));
            shells.Add($"{shell} {string.Concat(File.ReadAllText(command.Arguments[^1]).Split('\n').Select(line => line.Trim() + ";"))}");
            var (line, column) = shell == "--shell=bash" ? (2, 6) : (1, 18);
            var comment = new { file = command.Arguments[^1], line, column, level = "info", code = 2086, message = "Double quote to prevent globbing." };
            return new ProcessResult(1, JsonSerializer.Serialize(new { comments = new[] { comment } }), "");
        });

        var report = await CheckAsync(processes);

        shells.ShouldBe(["--shell=dash true &&     echo $X;;", "--shell=bash set -e;echo $Y;;;"], ignoreOrder: true);
        report.Findings.Where(finding => finding.Check.Id == "SC2086").Select(finding => $"{finding} {finding.Exempt}")
            .ShouldBe(["Dockerfile:4:10: Double quote to prevent globbing ", "Dockerfile:9:6: Double quote to prevent globbing one word"]);
    }

    [Test]
    public void A_shellcheck_that_does_not_work_is_a_fault_of_the_machine() =>
        Should.Throw<InfrastructureException>(() => CheckAsync(new Answering(_ => new ProcessResult(2, "", "no such option"))))
            .Message.ShouldContain("shellcheck ended with 2: no such option");

    private static async Task<LintReport> CheckAsync(IProcessRunner processes) =>
        (await new ShellCheck(processes).AddToAsync([(Linter.Lint(Text, "Dockerfile", null), Text)], CancellationToken.None)).ShouldHaveSingleItem();

    private sealed class Answering(Func<ProcessCommand, ProcessResult> answer) : IProcessRunner
    {
        public Task<ProcessResult> RunAsync(
            ProcessCommand command, Action<string>? onOutput = null, Action<string>? onError = null, CancellationToken cancellation = default) =>
            Task.FromResult(answer(command));
    }
}
