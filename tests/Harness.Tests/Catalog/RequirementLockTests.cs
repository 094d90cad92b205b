using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Catalog;

/// <summary>Requirement lists are pinned with checksums; what is not yet pinned is named here, and nothing else may be.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RequirementLockTests
{
    private const string Head = "# Written\n# Python: 3.13\n# Architectures: x86_64\n";

    private static readonly string Checksum = new('a', 64);

    // No two public files that agree on the SHA-256 were at hand: held to the repository's own SHA-1 until scripts/lock-packages.sh java wrote it.
    private static readonly string[] JarsWithout =
    [
        "jackson-annotations-2.14.0.jar",
        "jackson-core-2.14.1.jar",
        "jackson-databind-2.14.0.jar",
        "jackson-datatype-jsr310-2.14.2.jar",
        "joda-time-2.10.14.jar",
        "commons-csv-1.9.0.jar",
        "commons-text-1.13.1.jar",
        "slf4j-simple-1.7.32.jar",
    ];

    [Test]
    public void Every_jar_has_a_SHA_256_but_those_named()
    {
        RequirementLock.OfJars(Read("java/jars.txt")!).ShouldBe(JarsWithout.Select(jar => $"{jar} has no SHA-256"), ignoreOrder: true);
    }

    [Test]
    public void Every_requirement_of_Python_is_pinned_once()
    {
        var pins = RequirementLock.Pins(Read("python/requirements.txt")!);

        pins.ShouldAllBe(pin => RequirementLock.Pin().IsMatch(pin));
        RequirementLock.Repeated(pins.Select(pin => pin.Split("==")[0])).ShouldBeEmpty();
    }

    [Test]
    public void Pythons_lock_once_written_has_every_requirement_with_checksums()
    {
        if (Read("python/requirements.lock") is { } locked)
        {
            RequirementLock.OfPip(Read("python/requirements.txt")!, locked).ShouldBeEmpty();
        }
    }

    [Test]
    public void Composers_lock_once_written_has_every_requirement_with_its_version()
    {
        using var list = JsonDocument.Parse(Read("php/composer.json")!);
        var required = list.RootElement.GetProperty("require").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetString()!);
        required.Values.ShouldAllBe(version => char.IsAsciiDigit(version[0]));
        if (Read("php/composer.lock") is not { } text)
        {
            return;
        }

        using var document = JsonDocument.Parse(text);
        var locked = document.RootElement.GetProperty("packages").EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!);
        locked.ToDictionary(one => one.Key, one => one.Value.GetProperty("version").GetString()!.TrimStart('v')).ShouldBe(required, ignoreOrder: true);
        locked.Values.Select(one => one.GetProperty("dist")).ShouldAllBe(dist => Held(dist, "reference") || Held(dist, "shasum"));
    }

    [Test]
    public void A_complete_lock_is_right() => RequirementLock.OfPip(
        "# comment\nPyYAML==6.0.2\n",
        $"{Head}pyyaml==6.0.2 \\\n    --hash=sha256:{Checksum} \\\n    --hash=sha256:{Checksum}\nsix==1.17.0 \\\n    --hash=sha256:{Checksum}\n")
        .ShouldBeEmpty();

    [TestCase("other==1.0 --hash=sha256:", "six==1.17.0 is not in the lock")]
    [TestCase("six==1.16.0 --hash=sha256:", "six==1.17.0 is not in the lock")]
    [TestCase("six==1.17.0 --hash=sha256:0", "six==1.17.0 has no SHA-256")]
    [TestCase("six==1.17.0 --hash=md5:", "six==1.17.0 has no SHA-256")]
    [TestCase("six>=1.17.0 --hash=sha256:", "six>=1.17.0 is not NAME==VERSION")]
    public void A_lock_with_a_fault_is_told(string line, string problem) =>
        RequirementLock.OfPip("six==1.17.0\n", $"{Head}{line}{Checksum}\n").ShouldContain(problem);

    [Test]
    public void A_lock_with_no_checksum_at_all_or_a_package_twice_is_told() =>
        RequirementLock.OfPip("six==1.17.0\n", $"{Head}six==1.17.0\nsix==1.17.0 --hash=sha256:{Checksum}\n")
            .ShouldBe(["six is there 2 times", "six==1.17.0 has no SHA-256"], ignoreOrder: true);

    [Test]
    public void A_lock_that_does_not_say_what_it_is_for_is_told() =>
        RequirementLock.OfPip("", $"six==1.17.0 --hash=sha256:{Checksum}\n").Count.ShouldBe(2);

    [TestCase("-  org/a/1/a-1.jar", "a-1.jar has no SHA-256")]
    [TestCase("0123  org/a/1/a-1.jar", "a-1.jar has no SHA-256")]
    public void A_jar_without_a_SHA_256_is_told(string line, string problem) => RequirementLock.OfJars(line).ShouldBe([problem]);

    private static bool Held(JsonElement dist, string by) => dist.TryGetProperty(by, out var value) && !string.IsNullOrEmpty(value.GetString());

    private static string? Read(string path)
    {
        var file = Path.Combine(RepositoryRoot.Path, "images", path);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }
}
