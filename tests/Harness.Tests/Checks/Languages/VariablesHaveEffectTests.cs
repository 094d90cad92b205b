using Harness.Checks;
using Harness.Checks.Languages;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Checks.Languages;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class VariablesHaveEffectTests
{
    private FakeSandbox sandbox = null!;

    [SetUp]
    public void Create() => sandbox = Given.Sandbox();

    [TearDown]
    public async Task Remove() => await sandbox.DisposeAsync();

    [Test]
    public async Task A_line_for_each_variable_that_says_ok_passes()
    {
        var finding = await ExamineAsync("HOME ok\nPATH ok\n");
        finding.Passed.ShouldBeTrue(finding.Observed);
        finding.Observed.ShouldBe("PATH, HOME: ok");
    }

    [TestCase("PATH ok\nHOME is None, and /home/nonroot is what counts\n", "HOME: is None, and /home/nonroot is what counts")]
    [TestCase("PATH ok\n", "HOME: the program does not mention it")]
    [TestCase("PATH ok\nPATH ok\nHOME ok\n", "PATH: the program mentions it 2 times")]
    [TestCase("PATH ok\nHOME ok\nJAVA_OPTS ok\n", "the program mentions JAVA_OPTS, which the catalog does not list for python")]
    [TestCase("PATH ok\nHOME\n", "HOME: ")]
    public async Task Anything_else_is_told(string output, string problem)
    {
        var finding = await ExamineAsync(output);
        finding.Passed.ShouldBeFalse();
        finding.Observed.ShouldStartWith(problem);
    }

    [Test]
    public async Task A_variable_of_the_ENTRYPOINT_that_no_language_reads_is_told()
    {
        var finding = await ExamineAsync("HOME ok\nPATH ok\n", "JAVA_OPTS=-Xmx1g");
        finding.Passed.ShouldBeFalse();
        finding.Observed.ShouldStartWith("JAVA_OPTS: in the ENTRYPOINT, and no language of the image reads it");
    }

    [Test]
    public async Task A_program_that_fails_proves_nothing() =>
        (await ExamineAsync("HOME ok\nPATH ok\n", exitCode: 1)).Observed.ShouldStartWith("the exit code is 1");

    private Task<Finding> ExamineAsync(string output, string? assignment = null, int exitCode = 0)
    {
        sandbox.Programs["environment"] = request =>
        {
            request.Code.ShouldBe("environment /mnt/data");
            return FakeSandbox.Answer(exitCode, output);
        };
        var language = Given.Promising();
        var subject = Given.Subject(sandbox, language: language);
        var config = subject.Snapshot.Config;
        return new VariablesHaveEffect().ExamineAsync(
            subject with
            {
                Snapshot = subject.Snapshot with
                {
                    Config = config with { Entrypoint = [.. config.Entrypoint, .. assignment is null ? (string[])[] : [assignment]] }
                },
            },
            CancellationToken.None);
    }
}
