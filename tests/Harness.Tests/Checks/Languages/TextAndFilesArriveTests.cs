using System.Text;
using Harness.Checks;
using Harness.Checks.Languages;
using NUnit.Framework;
using Shouldly;
using Sidecar.Protocol;

namespace Harness.Tests.Checks.Languages;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class TextAndFilesArriveTests
{
    private FakeSandbox sandbox = null!;

    [SetUp]
    public void Create()
    {
        sandbox = Given.Sandbox();
        sandbox.Programs["files"] = request => Copy(request, Encoding.UTF8);
    }

    [TearDown]
    public async Task Remove() => await sandbox.DisposeAsync();

    [Test]
    public async Task Files_go_there_and_back()
    {
        var finding = await ExamineAsync();

        finding.Passed.ShouldBeTrue(finding.Observed);
        sandbox.Executed.ShouldBe(["sources", "files"]);
        sandbox.Files.Keys.Count(name => name.Contains("Grüße-世界", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Test]
    public async Task A_second_source_file_that_is_not_found_fails()
    {
        sandbox.Programs["sources"] = _ => FakeSandbox.Answer(1, "", "No module named 'greeting'\n");

        (await ExamineAsync()).Observed.ShouldStartWith("two source files: the exit code is 1");
    }

    [Test]
    public async Task Text_that_went_through_another_encoding_fails()
    {
        sandbox.Programs["files"] = request => Copy(request, Encoding.Latin1);

        (await ExamineAsync()).Observed.ShouldMatch("^files: output-\\S+ says \"written: GrÃ¼Ã");
    }

    [Test]
    public async Task A_file_that_was_not_written_fails()
    {
        sandbox.Programs["files"] = _ => FakeSandbox.Answer(0, "3 Grüße, 世界 ✓\n");

        (await ExamineAsync()).Observed.ShouldContain("was not written");
    }

    private ExecuteResponse Copy(ExecuteRequest request, Encoding encoding)
    {
        var names = request.Code!.Split(' ').Skip(1).Select(path => path["/mnt/data/".Length..]).ToList();
        var line = encoding.GetString(sandbox.Files[names[0]]).Split('\n')[0];
        sandbox.Files[names[1]] = Encoding.UTF8.GetBytes($"written: {line}\n");
        return FakeSandbox.Answer(0, "3 Grüße, 世界 ✓\n");
    }

    private Task<Finding> ExamineAsync() =>
        new TextAndFilesArrive().ExamineAsync(Given.Subject(sandbox, language: Given.Promising("numpy")), CancellationToken.None);
}
