using Harness.Building;
using Harness.Catalog;
using Harness.Dockerfiles;
using Harness.Images;
using Harness.Tests.Catalog;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Building;

/// <summary>A build that has no checksums to hold packages to says so; it is never taken for one that was verified.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class UnpinnedListsTests
{
    private static readonly ImageCatalog Catalog = CatalogLoader.Load(RepositoryRoot.Path);

    private readonly DirectoryInfo empty = Directory.CreateTempSubdirectory("kcr-unpinned-");

    [OneTimeTearDown]
    public void Remove() => empty.Delete(recursive: true);

    [Test]
    public void Lists_without_a_lock_are_named_with_what_writes_it()
    {
        var told = UnpinnedLists.Of(Plan(BaseSource.Dhi("asked for")), empty.FullName);

        told.Count.ShouldBe(2);
        told[0].ShouldStartWith("kcr-python:latest: PIP_CHECKSUMS is verify, and images/python/requirements.lock is not there");
        told[0].ShouldContain("scripts/lock-packages.sh python");
        told[1].ShouldStartWith("kcr-php:latest: COMPOSER_CHECKSUMS is verify, and images/php/composer.lock is not there");
    }

    [Test]
    public void Nothing_is_said_where_the_locks_are_there_and_of_jars_those_without_a_SHA_256()
    {
        var root = empty.CreateSubdirectory("locked");
        foreach (var (context, file, text) in ((string, string, string)[])[
            ("python", "requirements.lock", ""),
            ("php", "composer.lock", ""),
            ("java", "jars.txt", "# a list\n-  org/a/1/a-1.jar\n0123  org/b/1/b-1.jar\n")])
        {
            File.WriteAllText(Path.Combine(root.CreateSubdirectory($"images/{context}").FullName, file), text);
        }

        var told = UnpinnedLists.Of(Plan(BaseSource.Dhi("asked for")), root.FullName).ShouldHaveSingleItem();

        told.ShouldStartWith("kcr-java:latest: MAVEN_CHECKSUMS is verify, and images/java/jars.txt has no SHA-256 of a-1.jar, so that");
    }

    [Test]
    public void Nothing_is_said_where_none_are_asked_for()
    {
        UnpinnedLists.Of(Plan(BaseSource.Local("asked for")), empty.FullName).ShouldBeEmpty();
        UnpinnedLists.Of(Plan(BaseSource.Dhi("asked for"), PackageSet.Core), empty.FullName).ShouldBeEmpty();
    }

    private static BuildPlan Plan(BaseSource source, PackageSet? set = null) => BuildPlanner.Plan(
        Catalog,
        new BuildRequest([]) { Set = set },
        source,
        image => Dockerfile.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, image.Context, "Dockerfile"))));
}
