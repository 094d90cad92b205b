using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.CommandLine;

/// <summary>The version in the catalog and the version in the image cannot part without a red LANG002.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class VersionTests
{
    [Test]
    public async Task A_version_that_changes_in_the_catalog_only_fails_LANG002()
    {
        using var copy = new RepositoryCopy();
        copy.Edit("images/catalog.yaml", text => text.Replace("PYTHON_VERSION: \"3.13\"", "PYTHON_VERSION: \"3.12\"", StringComparison.Ordinal));

        var (exitCode, text) = await HarnessProcess.RunAsync(copy.Environment, "test", "docker", "-l", "py", "--check", "LANG002");

        exitCode.ShouldBe(1, text);
        text.ShouldSay("✗ LANG002");
        text.ShouldSay("3.12");
        text.ShouldSay("3.13");
    }

    [Test]
    public async Task An_expected_version_of_the_command_line_takes_the_place_of_the_catalogs()
    {
        var (exitCode, text) = await HarnessProcess.RunAsync(
            "test", "docker", "-l", "py", "--check", "LANG002", "--build-arg", "PYTHON_VERSION=3.12");

        exitCode.ShouldBe(1, text);
        text.ShouldSay("✗ LANG002");
    }

    [Test]
    public async Task A_build_arg_alone_gives_another_version_of_the_same_image()
    {
        foreach (var version in Rotation.Part(["1.24", "1.26"], parts: 2))
        {
            var tag = $"version-test-{version}";
            string[] arguments = ["--tag", tag, "--build-arg", $"GO_VERSION={version}"];
            try
            {
                await SucceedAsync(["build", "go", "sidecar", .. arguments]);
                await SucceedAsync(["test", "docker", "-l", "go", "--check", "LANG002", .. arguments]);
            }
            finally
            {
                await Commands.RunAsync("docker", ["image", "rm", "--force", $"kcr-go:{tag}", $"kcr-sidecar:{tag}"]);
            }
        }
    }

    private static async Task SucceedAsync(params string[] arguments)
    {
        var (exitCode, text) = await HarnessProcess.RunAsync(arguments);
        exitCode.ShouldBe(0, text);
    }
}
