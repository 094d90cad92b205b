using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.CommandLine;

/// <summary>Wrong input ends with 2, before anything is built or started, and says what would be right.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class WrongUsageTests
{
    [TestCase("nope", TestName = "An unknown language lists the languages")]
    public async Task Unknown_language(string language)
    {
        var (exitCode, text) = await HarnessProcess.RunAsync("test", "docker", "-l", language);

        exitCode.ShouldBe(2, text);
        text.ShouldSay(language);
        foreach (var (_, known) in Repository.Catalog.Languages)
        {
            text.ShouldSay(known.Name);
            text.ShouldSay(known.Alias);
        }
    }

    [Test]
    public async Task An_unknown_image_names_the_nearest_one()
    {
        var (exitCode, text) = await HarnessProcess.RunAsync("build", "pyhton");

        exitCode.ShouldBe(2, text);
        text.ShouldSay("pyhton");
        text.ShouldSay("python");
    }

    [Test]
    public async Task An_unknown_check_names_the_nearest_one()
    {
        var (exitCode, text) = await HarnessProcess.RunAsync("test", "docker", "--check", "RUN02");

        exitCode.ShouldBe(2, text);
        text.ShouldSay("RUN02");
        text.ShouldSay("RUN002");
    }

    [Test]
    public async Task An_unknown_option_names_the_nearest_one()
    {
        var (exitCode, text) = await HarnessProcess.RunAsync("test", "docker", "--langauge", "py");

        exitCode.ShouldBe(2, text);
        text.ShouldSay("--langauge");
        text.ShouldSay("--language");
    }

    [Test]
    public async Task Skipping_every_check_is_not_a_success()
    {
        var (exitCode, text) = await HarnessProcess.RunAsync("test", "docker", "-l", "py", "--check", "CFG001", "--skip", "CFG001");

        exitCode.ShouldBe(2, text);
    }

    [Test]
    public async Task A_catalog_with_three_faults_names_them_all_with_their_lines()
    {
        using var copy = new RepositoryCopy();
        copy.Edit("images/catalog.yaml", text => text
            .Replace(
                "    variant: minimal\n    shell: false\n    runtimes: [/opt",
                "    varient: minimal\n    shell: perhaps\n    runtimes: [/opt",
                StringComparison.Ordinal)
            .Replace("file: code.py", "file: [code.py]", StringComparison.Ordinal));

        var (exitCode, text) = await HarnessProcess.RunAsync(copy.Environment, "plan");

        exitCode.ShouldBe(2, text);
        text.ShouldMatch(@"catalog\.yaml:\d+:\d+: .*varient.*variant");
        text.ShouldMatch(@"catalog\.yaml:\d+:\d+: .*perhaps");
        text.ShouldMatch(@"catalog\.yaml:\d+:\d+: .*file");
    }
}
