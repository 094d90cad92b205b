using Harness.Building;
using Harness.Catalog;
using Harness.Images;
using Harness.Pins;
using Harness.Snapshots;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Pins;

/// <summary>What is recorded of bases, and what of a change is told.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class PinTests : IDisposable
{
    private static readonly BaseState Python = new("sha256:aa", "nonroot", [], "/usr/bin/python3.13");

    private readonly string root = Directory.CreateTempSubdirectory("kcr-pins-").FullName;

    public PinTests() => Directory.CreateDirectory(Path.Combine(root, "images"));

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Test]
    public void Another_digest_alone_is_no_change() => Python.Changes(Python with { Digest = "sha256:bb" }).ShouldBeEmpty();

    [Test]
    public void User_entrypoint_and_place_are_changes()
    {
        Python.Changes(Python with { User = "" }).ShouldBe(["its user was 'nonroot' and is root (none set)"]);
        Python.Changes(Python with { Entrypoint = ["python3"] }).ShouldBe(["its ENTRYPOINT was empty and is [python3]"]);
        Python.Changes(Python with { Runtime = "/opt/python/bin/python3.13" }).ShouldBe(
            ["its runtime was /usr/bin/python3.13 and is /opt/python/bin/python3.13"]);
        Python.Changes(Python with { Runtime = null }).ShouldHaveSingleItem().ShouldEndWith("is nowhere on its PATH");
    }

    [Test]
    public void The_exact_version_in_a_path_is_no_other_place() =>
        (Python with { Runtime = "/opt/nodejs/node-v24.18.0-0/bin/node" })
            .Changes(Python with { Runtime = "/opt/nodejs/node-v24.19.0-0/bin/node" })
            .ShouldBeEmpty();

    [Test]
    public void A_record_is_read_as_it_was_written_and_written_once()
    {
        var record = new PinRecord(new Dictionary<string, BaseState>
        {
            ["dhi.io/python:3.13"] = Python,
            ["dhi.io/a:1"] = Python with { Runtime = null, Entrypoint = ["/bin/<&>"] }
        });

        record.Write(root).ShouldBeTrue();
        record.Write(root).ShouldBeFalse();

        var text = File.ReadAllText(Path.Combine(root, PinRecord.FileName));
        text.IndexOf("dhi.io/a:1", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("dhi.io/python", StringComparison.Ordinal));
        text.ShouldContain("/bin/<&>");
        var read = PinRecord.Read(root).Bases;
        read.Keys.ShouldBe(["dhi.io/a:1", "dhi.io/python:3.13"]);
        read["dhi.io/python:3.13"].Changes(Python).ShouldBeEmpty();
        read["dhi.io/python:3.13"].Digest.ShouldBe("sha256:aa");
    }

    [Test]
    public void Without_a_file_nothing_is_recorded() => PinRecord.Read(root).Bases.ShouldBeEmpty();

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("""{"version":2,"bases":{}}""")]
    [TestCase("""{"version":1}""")]
    [TestCase("""{"version":1,"bases":{"a":{"digest":"sha256:aa"}}}""")]
    public void A_file_that_is_none_of_the_harness_is_wrong_usage(string text)
    {
        File.WriteAllText(Path.Combine(root, PinRecord.FileName), text);

        Should.Throw<UsageException>(() => PinRecord.Read(root)).Message.ShouldContain(PinRecord.FileName);
    }

    [Test]
    public void What_is_gone_and_what_no_image_starts_from_is_no_longer_recorded()
    {
        var record = new PinRecord(new Dictionary<string, BaseState>
        {
            ["dhi.io/a:1"] = Python,
            ["dhi.io/b:1"] = Python,
            ["dhi.io/old:1"] = Python,
            ["other.example/x:1"] = Python
        });
        var report = new PinReport(
            BaseSource.Dhi("asked for"),
            [
                new BasePin("dhi.io/a:1", [], PinState.Gone, Python, null, []),
                new BasePin("dhi.io/b:1", [], PinState.Moved, Python, Python with { Digest = "sha256:bb" }, [])
            ],
            []);

        var next = record.With(report).Without("dhi.io", new HashSet<string> { "dhi.io/a:1", "dhi.io/b:1" });

        next.Bases.Keys.ShouldBe(["dhi.io/b:1", "other.example/x:1"], ignoreOrder: true);
        next.Bases["dhi.io/b:1"].Digest.ShouldBe("sha256:bb");
        report.Failed.ShouldHaveSingleItem().Reference.ShouldBe("dhi.io/a:1");
    }

    [Test]
    public void A_version_is_changed_where_it_stands_and_nowhere_else()
    {
        Directory.CreateDirectory(Path.Combine(root, "images/go"));
        var catalog = "versions:\n  GO_VERSION: { value: \"1.26\", minimum: [\"1.26\"] } # the 1.26 line\n  OTHER: \"1.26\"\r\n";
        const string Dockerfile = "ARG GO_VERSION=1.26\nARG OTHER=1.26\nARG X=${GO_VERSION}-1.26\nFROM a:${GO_VERSION}\nARG GO_VERSION\n";
        File.WriteAllText(Path.Combine(root, CatalogLoader.FileName), catalog);
        File.WriteAllText(Path.Combine(root, "images/go/Dockerfile"), Dockerfile);

        var files = VersionEdits.Write(Images(), [new VersionEdit("GO_VERSION", "1.26", "1.27")]);

        files.ShouldBe(["images/catalog.yaml", "images/go/Dockerfile"]);
        File.ReadAllText(Path.Combine(root, CatalogLoader.FileName)).ShouldBe(catalog.Replace("value: \"1.26\"", "value: \"1.27\"", StringComparison.Ordinal));
        File.ReadAllText(Path.Combine(root, "images/go/Dockerfile")).ShouldBe(
            Dockerfile.Replace("ARG GO_VERSION=1.26", "ARG GO_VERSION=1.27", StringComparison.Ordinal));
    }

    [Test]
    public void Where_a_version_does_not_stand_nothing_is_written()
    {
        Directory.CreateDirectory(Path.Combine(root, "images/go"));
        File.WriteAllText(Path.Combine(root, CatalogLoader.FileName), "  GO_VERSION: \"1.26\"\n");
        File.WriteAllText(Path.Combine(root, "images/go/Dockerfile"), "ARG GO_VERSION=1.25\n");

        Should.Throw<UsageException>(() => VersionEdits.Write(Images(), [new VersionEdit("GO_VERSION", "1.26", "1.27")]))
            .Message.ShouldContain("images/go/Dockerfile does not have the line 'ARG GO_VERSION=1.26'");

        File.ReadAllText(Path.Combine(root, CatalogLoader.FileName)).ShouldContain("1.26");
    }

    [TestCase("none", "", "")]
    [TestCase("", "/usr/bin/bash", "com.docker.dhi.shell says '', and there is /usr/bin/bash")]
    [TestCase("none", "/usr/bin/bash", "com.docker.dhi.shell says 'none', and there is /usr/bin/bash")]
    [TestCase("bash", "/usr/bin/bash", "")]
    [TestCase("bash", "", "com.docker.dhi.shell says 'bash', and no shell was found")]
    public void What_an_image_says_of_its_shell_is_held_to_what_it_has(string said, string has, string expected) =>
        Untrue(new() { ["com.docker.dhi.shell"] = said }, has, "3.13-debian13").ShouldBe(expected);

    [TestCase("apt", "", "com.docker.dhi.package-manager says 'apt', and no package manager was found")]
    [TestCase("none", "/usr/bin/apt-get", "com.docker.dhi.package-manager says 'none', and there is /usr/bin/apt-get")]
    [TestCase("apt", "/usr/bin/apt-get", "")]
    public void So_is_what_it_says_of_its_package_manager(string said, string has, string expected) =>
        Untrue(new() { ["com.docker.dhi.package-manager"] = said }, has, "3.13-debian13").ShouldBe(expected);

    [TestCase("dev", "3.13-debian13", "com.docker.dhi.variant says 'dev', and the tag is 3.13-debian13")]
    [TestCase("runtime", "3.13-debian13-dev", "com.docker.dhi.variant says 'runtime', and the tag is 3.13-debian13-dev")]
    [TestCase("dev", "3.13-debian13-dev", "")]
    [TestCase("runtime", null, "")]
    public void So_is_its_variant_to_the_tag(string said, string? tag, string expected) =>
        Untrue(new() { ["com.docker.dhi.variant"] = said }, "", tag).ShouldBe(expected);

    [Test]
    public void One_that_says_nothing_is_not_judged() => Untrue([], "/usr/bin/bash", "3.13-debian13").ShouldBe("");

    [Test]
    public void The_end_of_the_most_exact_line_counts()
    {
        var ends = new LifeEnd("https://example.org", new Dictionary<string, DateOnly>
        {
            ["3"] = new(2040, 1, 1),
            ["3.1"] = new(2012, 4, 9),
            ["3.13"] = new(2029, 10, 31)
        });

        ends.Of("3.13").ShouldBe(new DateOnly(2029, 10, 31));
        ends.Of("3.13.5").ShouldBe(new DateOnly(2029, 10, 31));
        ends.Of("3.14").ShouldBe(new DateOnly(2040, 1, 1));
        ends.Of("4").ShouldBeNull();
    }

    [Test]
    public void Every_image_of_the_catalog_says_which_of_its_bases_a_version_is_in()
    {
        var catalog = CatalogLoader.Load(Catalog.RepositoryRoot.Path);
        var plan = BuildPlanner.Plan(
            catalog, new BuildRequest([]), BaseSource.Dhi("asked for"),
            image => Harness.Dockerfiles.Dockerfile.Parse(File.ReadAllText(Path.Combine(catalog.Root, image.Context, "Dockerfile"))));

        var python = plan.Images.Single(image => image.Definition.Name == "python");
        python.Bases.ShouldBe(["dhi.io/python:3.13-debian13", "dhi.io/python:3.13-debian13-dev"]);
        python.VersionedBases["PYTHON_VERSION"].Select(one => one.Replace(PlannedImage.VersionMark, '*')).ShouldBe(
            ["dhi.io/python:*-debian13", "dhi.io/python:*-debian13-dev"]);
        plan.Images.Single(image => image.Definition.Name == "nodejs").VersionedBases["TYPESCRIPT_VERSION"].ShouldBeEmpty();
        plan.Images.ShouldAllBe(image => image.VersionedBases["DEBIAN_VERSION"].Count == image.Bases.Count);
    }

    private static string Untrue(Dictionary<string, string> annotations, string program, string? tag)
    {
        var files = program.Length == 0 ? [] : new[] { new FileEntry(program, FileType.File, 0x1ED, 0, 0, 1) };
        var config = new ImageConfig("amd64", "linux", "", "", [], [], ["PATH=/usr/bin"], new Dictionary<string, string>(), []);
        return string.Join('|', HardenedClaims.Untrue(annotations, new ImageSnapshot("sha256:aa", config, RootFileSystem.Of(files)), tag));
    }

    private ImageCatalog Images()
    {
        var known = CatalogLoader.Load(Catalog.RepositoryRoot.Path);
        return new ImageCatalog(root, [known.Images.Single(image => image.Name == "go")], []);
    }
}
