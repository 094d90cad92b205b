using Harness.EngineTests.Services;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.CommandLine;

/// <summary>A package index, or what comes from it, is at fault: the message says where, and nothing half-built is tagged.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class BadIndexTests
{
    // The first jar of the list.
    private const string Jar = "jackson-annotations";

    [TestCase(404)]
    [TestCase(500)]
    public async Task An_index_that_answers_with_an_error_is_named_with_image_stage_and_line(int status)
    {
        await using var index = await HttpService.WithStatusAsync(status);

        var text = await FailsAsync("java", $"bad-index-{status}", $"MAVEN_REPOSITORY={index.Address}", "MAVEN_CHECKSUMS=verify");

        text.ShouldSay($"{status}");
        text.ShouldSay(index.Address);
        text.ShouldSay(Jar);
    }

    [Test]
    public async Task An_index_that_never_answers_is_given_up()
    {
        await using var index = await HttpService.SilentAsync();

        var text = await FailsAsync("java", "silent-index", $"MAVEN_REPOSITORY={index.Address}", "MAVEN_CHECKSUMS=verify");

        text.ShouldSay(index.Address);
        text.ShouldSay(Jar);
    }

    [Test]
    public async Task A_download_that_breaks_off_is_no_package()
    {
        await using var index = await HttpService.WithBrokenDownloadAsync();

        var text = await FailsAsync("java", "broken-download", $"MAVEN_REPOSITORY={index.Address}", "MAVEN_CHECKSUMS=verify");

        text.ShouldSay(index.Address);
        text.ShouldSay(Jar);
    }

    [Test]
    public async Task The_address_that_an_index_redirects_to_is_the_one_that_counts()
    {
        await using var gone = await HttpService.WithStatusAsync(410);
        await using var index = await HttpService.WithRedirectAsync($"{gone.Address}/elsewhere.jar");

        var text = await FailsAsync("java", "redirected-index", $"MAVEN_REPOSITORY={index.Address}", "MAVEN_CHECKSUMS=verify");

        text.ShouldSay("410");
        text.ShouldSay(Jar);
    }

    [Test]
    public async Task A_package_with_another_checksum_than_the_lists_is_not_taken()
    {
        using var copy = new RepositoryCopy();
        copy.Edit("images/java/jars.txt", text => text.Replace(
            "4241c14a7727c34feea6507ec801318a3d4a90f070e4525681079fb94ee4c593", new string('0', 64), StringComparison.Ordinal));
        // Up to the jar in question none is looked at: what the stand-in has is packaged again, with checksums of its own.
        copy.Edit("images/java/jars.txt", text => string.Join('\n', text.Split('\n').SkipWhile(line => !line.Contains("gson", StringComparison.Ordinal))));

        var text = await FailsAsync(copy, "java", "bad-checksum", "MAVEN_CHECKSUMS=verify");

        text.ShouldSay("gson-2.10.1.jar is not the jar that was expected");
        text.ShouldSay(new string('0', 64));
    }

    [Test]
    public async Task A_package_that_its_index_no_longer_has_is_named()
    {
        using var copy = new RepositoryCopy();
        copy.Edit("images/python/requirements.txt", text => text + "taken-back-by-its-author==1.0\n");

        var text = await FailsAsync(copy, "python", "removed-package");

        text.ShouldSay("taken-back-by-its-author");
    }

    [Test]
    public async Task A_version_that_the_base_does_not_have_is_named_and_the_other_images_are_built()
    {
        const string tag = "no-such-version";
        try
        {
            var (exitCode, text) = await HarnessProcess.RunAsync("build", "go", "nodejs", "--tag", tag, "--build-arg", "GO_VERSION=1.99");

            exitCode.ShouldBe(3, text);
            text.ShouldSay("golang-1.99-go");
            text.ShouldSay($"kcr-nodejs:{tag}");
            (await TaggedAsync("go", tag)).ShouldBeEmpty();
            (await TaggedAsync("nodejs", tag)).ShouldNotBeEmpty();
        }
        finally
        {
            await Commands.RunAsync("docker", "image", "rm", "--force", $"kcr-nodejs:{tag}");
        }
    }

    private static async Task<string> FailsAsync(string image, string tag, params string[] args)
    {
        using var copy = new RepositoryCopy();
        return await FailsAsync(copy, image, tag, args);
    }

    private static async Task<string> FailsAsync(RepositoryCopy copy, string image, string tag, params string[] args)
    {
        var (exitCode, text) = await HarnessProcess.RunAsync(
            copy.Environment, ["build", image, "--tag", tag, .. args.SelectMany(arg => new[] { "--build-arg", arg })]);

        exitCode.ShouldBe(3, text);
        text.ShouldSay($"kcr-{image}:{tag} was not built");
        text.ShouldMatch($@"images/{image}/Dockerfile:\d+, step \[builder \d+/\d+\]");
        (await TaggedAsync(image, tag)).ShouldBeEmpty();
        return text;
    }

    private static Task<string> TaggedAsync(string image, string tag) => Commands.RunAsync("docker", "images", "--quiet", $"kcr-{image}:{tag}");
}
