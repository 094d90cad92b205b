using Harness.Platform.Processes;
using Harness.Tests.Catalog;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Ci;

/// <summary>What the workflows do besides building and testing must not turn nothing into green.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CiScriptTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("kcr-ci-").FullName;

    [TestCase(0, "success")]
    [TestCase(0, "success", "success")]
    [TestCase(1, "success", "failure")]
    [TestCase(1, "success", "skipped")]
    [TestCase(1, "success", "cancelled")]
    [TestCase(1, "")]
    [TestCase(2)]
    public async Task The_verdict_is_success_only_if_every_job_is(int status, params string[] results) =>
        (await RunAsync(["verdict", .. results])).ExitCode.ShouldBe(status);

    [Test]
    public async Task A_report_is_added_to_the_summary()
    {
        var (report, page) = (Path.Combine(directory, "report.md"), Path.Combine(directory, "page.md"));
        await File.WriteAllTextAsync(report, "## all\n");
        await File.WriteAllTextAsync(page, "before\n");

        (await RunAsync(["summary", report], ("GITHUB_STEP_SUMMARY", page))).ExitCode.ShouldBe(0);

        (await File.ReadAllTextAsync(page)).ShouldBe("before\n## all\n");
    }

    [Test]
    public async Task A_report_that_is_missing_is_said_and_fails()
    {
        var page = Path.Combine(directory, "page.md");

        (await RunAsync(["summary", Path.Combine(directory, "none.md")], ("GITHUB_STEP_SUMMARY", page))).ExitCode.ShouldBe(1);

        (await File.ReadAllTextAsync(page)).ShouldContain("No report was written");
    }

    [Test]
    public async Task An_unknown_command_is_wrong_usage() => (await RunAsync(["nope"])).ExitCode.ShouldBe(2);

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private static Task<ProcessResult> RunAsync(IReadOnlyList<string> arguments, params (string Name, string Value)[] environment) =>
        new ProcessRunner().RunAsync(new ProcessCommand(Path.Combine(RepositoryRoot.Path, "scripts", "ci.sh"), arguments)
        {
            Environment = environment.ToDictionary(one => one.Name, one => (string?)one.Value),
        });
}
