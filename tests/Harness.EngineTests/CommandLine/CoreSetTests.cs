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
        try
        {
            var (built, building) = await HarnessProcess.RunAsync("build", "--set", "core", "--tag", tag);
            built.ShouldBe(0, building);

            // A check's time runs while its programs wait for their turn, on a machine that has other tests to run.
            var (tested, testing) = await HarnessProcess.RunAsync("test", "docker", "--tag", tag, "--timeout", "300", "--report", report.Path);

            tested.ShouldBe(0, testing);
            report.Checks("skipped").ShouldBe(["LANG003", "LANG007"], ignoreOrder: true, testing);
            testing.ShouldContain("package set core, not included: ");
        }
        finally
        {
            await Commands.RunAsync("docker", ["image", "rm", "--force", .. Repository.Catalog.Images.Select(image => $"kcr-{image.Name}:{tag}")]);
        }
    }
}
