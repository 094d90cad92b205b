using Harness.EngineTests.Kubernetes;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.CommandLine;

/// <summary>The package set core: the same images, the languages alone.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class CoreSetTests
{
    [Test]
    public async Task Images_of_the_core_set_honour_the_contract_and_advertise_no_package()
    {
        using var report = new RunReports();
        const string tag = "core-test";
        var images = Rotation.Part([.. Repository.Catalog.Images.Where(image => image.Languages.Count > 0)], parts: 3);
        var languages = images.SelectMany(image => image.Languages).SelectMany(language => new[] { "-l", language.Name });
        try
        {
            var (built, building) = await HarnessProcess.RunAsync(["build", .. images.Select(image => image.Name), "sidecar", "--set", "core", "--tag", tag]);
            built.ShouldBe(0, building);

            // A check's time runs while its programs wait for their turn, on a machine that has other tests to run.
            var (tested, testing) = await HarnessProcess.RunAsync(
                ["test", "docker", "--tag", tag, "--timeout", "300", "--report", report.Path, .. languages]);

            tested.ShouldBe(0, testing);
            // Both ask for packages; LANG007 is Go's alone.
            string[] skipped = images.Any(image => image.Name == "go") ? ["LANG003", "LANG007"] : ["LANG003"];
            report.Checks("skipped").ShouldBe(skipped, ignoreOrder: true, testing);
            testing.ShouldContain("package set core, not included: ");
        }
        finally
        {
            await Commands.RunAsync("docker", ["image", "rm", "--force", .. Repository.Catalog.Images.Select(image => $"kcr-{image.Name}:{tag}")]);
        }
    }
}
