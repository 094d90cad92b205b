using Harness.Catalog;
using Harness.Checks.Languages;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Checks.Languages;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LanguageCheckTests
{
    private FakeSandbox sandbox = null!;

    [SetUp]
    public void Create() => sandbox = Given.Sandbox();

    [TearDown]
    public async Task Remove() => await sandbox.DisposeAsync();

    [Test]
    public async Task LANG001_shows_both_outputs()
    {
        sandbox.Programs["hello"] = _ => FakeSandbox.Answer(127, "", "env: 'python': No such file or directory\n");
        var finding = await new HelloRuns().ExamineAsync(Given.Subject(sandbox), CancellationToken.None);
        finding.Passed.ShouldBeFalse();
        finding.Expected.ShouldBe("exit code 0, stdout \"hello\\n\"");
        finding.Observed.ShouldStartWith("the exit code is 127; stdout is different");
        finding.Observed.ShouldContain("stderr: \"env: 'python': No such file or directory\\n\"");
    }

    [Test]
    public async Task LANG001_is_exact_about_the_last_line_feed()
    {
        sandbox.Programs["hello"] = _ => FakeSandbox.Answer(0, "hello");
        (await new HelloRuns().ExamineAsync(Given.Subject(sandbox), CancellationToken.None)).Passed.ShouldBeFalse();
    }

    [TestCase("3.13", "3.13.5", true)]
    [TestCase("3.13", "3.13", true)]
    [TestCase("3.13", "3.130.0", false)]
    [TestCase("3.13.5", "3.13", false)]
    [TestCase("24", "v24.19.0", true)]
    [TestCase("3", "30.1", false)]
    public async Task LANG002_compares_component_by_component(string expected, string reported, bool passes)
    {
        sandbox.Reported["version"] = reported;
        var finding = await new VersionIsExpected().ExamineAsync(
            Given.Subject(sandbox, Given.Image(version: expected)), CancellationToken.None);
        finding.Passed.ShouldBe(passes);
        finding.Expected.ShouldBe($"PYTHON_VERSION={expected}");
        finding.Observed.ShouldContain(reported);
    }

    [TestCase("1.22.11", "1.22.12")]
    [TestCase("1.24.0", "1.24.1")]
    [TestCase("1.21.99", "1.22.12")]
    [TestCase("1.24.1", null)]
    [TestCase("1.24.1rc2", null)]
    [TestCase("1.26.0", null)]
    public void The_smallest_version_is_the_one_of_its_line(string version, string? floor) =>
        VersionNumber.Undercuts(version, ["1.23.7", "1.22.12", "1.24.1"]).ShouldBe(floor);

    [Test]
    public async Task LANG002_names_the_floor()
    {
        sandbox.Reported["version"] = "1.24.0";
        var finding = await new VersionIsExpected().ExamineAsync(
            Given.Subject(sandbox, Given.Image("go", "1.24", "1.24.1")), CancellationToken.None);
        finding.Passed.ShouldBeFalse();
        finding.Observed.ShouldBe("the runtime reports 1.24.0, which is below 1.24.1");
    }

    [Test]
    public async Task LANG004_fails_for_a_runner_that_swallows_the_status()
    {
        sandbox.Programs["compile"] = _ => FakeSandbox.Answer(0, "wrong type\n");
        var finding = await new ErrorsReachTheUser().ExamineAsync(Given.Subject(sandbox), CancellationToken.None);
        finding.Passed.ShouldBeFalse();
        finding.Expected.ShouldBe("uncaught error: exit code 1, stderr with \"oops\"; compile error: an exit code other than 0, stderr with \"wrong type\"");
        finding.Observed.ShouldStartWith("compile error: the exit code is 0; stderr lacks \"wrong type\"");
    }

    [Test]
    public async Task LANG004_runs_what_the_language_has()
    {
        var language = Given.Language();
        language = language with { Programs = language.Programs.Where(program => program.Key != ProgramRole.CompileError).ToDictionary() };
        (await new ErrorsReachTheUser().ExamineAsync(Given.Subject(sandbox, language: language), CancellationToken.None)).Passed.ShouldBeTrue();
        sandbox.Executed.ShouldBe(["uncaught"]);
    }

    [Test]
    public void LANG007_applies_where_there_are_modules_alone()
    {
        var language = Given.Language();
        var image = Given.Image().Definition;
        new ModulesWorkOffline().AppliesTo(image, language).ShouldBeTrue();
        new ModulesWorkOffline().AppliesTo(image, language with { Programs = new Dictionary<ProgramRole, ProgramDefinition>() }).ShouldBeFalse();
    }

    [Test]
    public async Task LANG007_builds_where_there_is_no_network_and_shows_what_the_build_said()
    {
        FakeSandbox? offline = null;
        sandbox.Sibling = sibling => (offline = sibling).Programs["modules"] = _ => FakeSandbox.Answer(1, "", "module lookup disabled by GOPROXY=off");
        var finding = await new ModulesWorkOffline().ExamineAsync(Given.Subject(sandbox), CancellationToken.None);
        finding.Passed.ShouldBeFalse();
        finding.Observed.ShouldContain("module lookup disabled by GOPROXY=off");
        offline.ShouldNotBeNull().Spec.HasNetwork.ShouldBeFalse();
    }
}
