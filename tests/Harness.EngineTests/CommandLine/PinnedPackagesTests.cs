using System.Text.RegularExpressions;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.CommandLine;

/// <summary>
/// Packages are held to recorded checksums. PyPI, Maven Central and Packagist need not be in reach: the indices are the project's own, made of
/// Debian's packages, which the stand-in bases carry. What a lock is of, is recorded from them first.
/// </summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed partial class PinnedPackagesTests
{
    private const string Bases = "localhost/kcr-bases";

    [GeneratedRegex("^[0-9a-f]{64}(?=  joda-time/)", RegexOptions.Multiline)]
    private static partial Regex JodaTime { get; }

    [Test]
    public async Task A_wheel_that_changed_since_it_was_locked_is_not_taken()
    {
        using var copy = new RepositoryCopy();
        // What it needs is in no list: only the lock has it.
        copy.Edit("images/python/requirements.txt", _ => "beautifulsoup4==4.13.4\n");
        await LockAsync(copy, "python", "PIP_INDEX=file:///usr/share/python-index/simple");
        var locked = await File.ReadAllTextAsync(Path.Combine(copy.Root, "images/python/requirements.lock"));
        locked.ShouldContain("\nbeautifulsoup4==4.13.4 \\\n");
        locked.ShouldContain("\nsoupsieve==2.7 \\\n");

        (await BuildsAsync(copy, "python", "PIP_CHECKSUMS=verify")).ShouldNotContain("NOT VERIFIED");
        var changed = await ChangedAsync("python:3.13-debian13-dev", "/usr/share/python-index/simple/soupsieve/soupsieve-2.7-py3-none-any.whl");
        var text = await FailsAsync(copy, "python", "builder", "PIP_CHECKSUMS=verify", $"PYTHON_BASE_DEV={changed}");

        text.ShouldSay("THESE PACKAGES DO NOT MATCH THE HASHES");
        text.ShouldSay("soupsieve-2.7-py3-none-any.whl");
    }

    [Test]
    public async Task A_package_that_the_lock_does_not_have_is_not_taken()
    {
        using var copy = new RepositoryCopy();
        copy.Edit("images/python/requirements.txt", _ => "soupsieve==2.7\n");
        await LockAsync(copy, "python", "PIP_INDEX=file:///usr/share/python-index/simple");
        copy.Edit("images/python/requirements.txt", text => text + "six==1.17.0\n");

        var text = await FailsAsync(copy, "python", "builder", "PIP_CHECKSUMS=verify");

        text.ShouldSay("requirements.lock has nothing for six, and six==1.17.0 is asked for");
        text.ShouldSay("scripts/lock-packages.sh python");
    }

    [Test]
    public async Task A_jar_that_changed_since_it_was_locked_is_not_taken()
    {
        using var copy = new RepositoryCopy();
        await LockAsync(copy, "java", "MAVEN_REPOSITORY=file:///usr/share/maven-repo", "PACKAGES_UNAVAILABLE=failureaccess");

        (await BuildsAsync(copy, "java", "MAVEN_CHECKSUMS=verify")).ShouldNotContain("no SHA-256 is recorded");
        // Whichever of the two changed: the list's checksum here, since the image's last stage starts from the base that has the jars.
        copy.Edit("images/java/jars.txt", text => JodaTime.Replace(text, match => $"{(match.Value[0] == '0' ? '1' : '0')}{match.Value[1..]}"));
        var text = await FailsAsync(copy, "java", "builder", "MAVEN_CHECKSUMS=verify");

        text.ShouldSay("joda-time-2.10.14.jar is not the jar that was expected: its sha256 is not");
    }

    [Test]
    public async Task An_archive_of_Composer_that_changed_since_it_was_locked_is_not_taken()
    {
        using var copy = new RepositoryCopy();
        await LockAsync(copy, "php", "COMPOSER_REPOSITORY=file:///usr/share/composer-repository");

        (await BuildsAsync(copy, "php", "COMPOSER_CHECKSUMS=verify")).ShouldNotContain("NOT VERIFIED");
        var changed = await ChangedAsync("php:8.4-debian13-dev", "/usr/share/composer-repository/dist/twig-twig-3.27.0.zip");
        var text = await FailsAsync(copy, "php", "packages", "COMPOSER_CHECKSUMS=verify", $"PHP_BASE_DEV={changed}");

        text.ShouldSay("The checksum verification of the file failed");
        text.ShouldSay("twig-twig-3.27.0.zip");
    }

    [Test]
    public async Task A_lock_of_another_repository_says_so()
    {
        using var copy = new RepositoryCopy();
        await LockAsync(copy, "php", "COMPOSER_REPOSITORY=file:///usr/share/composer-repository");

        var text = await FailsAsync(copy, "php", "packages", "COMPOSER_CHECKSUMS=verify", "COMPOSER_REPOSITORY=file:///elsewhere");

        text.ShouldSay("composer.lock was written for another composer.json or another repository");
    }

    /// <summary>Records the checksums of the index that the stand-in base carries.</summary>
    private static Task<string> LockAsync(RepositoryCopy copy, string image, params string[] args) => Commands.RunAsync(
        Path.Combine(copy.Root, "scripts", "lock-packages.sh"),
        [image, .. Options([$"DHI_REGISTRY={Bases}", .. args])]);

    /// <summary>A base whose index has one file with one byte more.</summary>
    private static Task<string> ChangedAsync(string standIn, string file) => TestImages.BuildAsync(
        $"changed-{standIn.Split(':')[0]}", $"FROM {Bases}/{standIn}", $"RUN [\"/bin/bash\", \"-c\", \"test -s {file} && printf x >>{file}\"]");

    private static async Task<string> BuildsAsync(RepositoryCopy copy, string image, params string[] args)
    {
        var tag = $"locked-{image}";
        try
        {
            var (exitCode, text) = await BuildAsync(copy, image, tag, args);
            exitCode.ShouldBe(0, text);
            return text;
        }
        finally
        {
            await Commands.RunAsync("docker", "image", "rm", "--force", $"kcr-{image}:{tag}");
        }
    }

    private static async Task<string> FailsAsync(RepositoryCopy copy, string image, string stage, params string[] args)
    {
        var tag = $"changed-{image}";
        var (exitCode, text) = await BuildAsync(copy, image, tag, args);

        exitCode.ShouldBe(3, text);
        text.ShouldSay($"kcr-{image}:{tag} was not built");
        text.ShouldMatch($@"images/{image}/Dockerfile:\d+, step \[{stage} \d+/\d+\]");
        (await Commands.RunAsync("docker", "images", "--quiet", $"kcr-{image}:{tag}")).ShouldBeEmpty();
        return text;
    }

    private static Task<(int ExitCode, string Text)> BuildAsync(RepositoryCopy copy, string image, string tag, string[] args) =>
        HarnessProcess.RunAsync(copy.Environment, ["build", image, "--bases", "local", "--tag", tag, .. Options(args)]);

    private static IEnumerable<string> Options(IEnumerable<string> args) => args.SelectMany(arg => new[] { "--build-arg", arg });
}
