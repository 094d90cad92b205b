using Harness.Building;
using Harness.Catalog;
using Harness.Checks;
using Harness.Dockerfiles;
using Harness.Images;
using Harness.Sandboxes;
using Harness.Suite;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Catalog;

/// <summary>A version that no hardened image has is refused before anything is pulled, and an older way to write one is understood.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class VersionArgTests
{
    private static readonly VersionArg Go = new("GO_VERSION", "1.26", ["1.22.12", "1.23.7", "1.24.1"]);
    private static readonly VersionArg Java = new("JAVA_VERSION", "25", []) { FormerPrefix = "1." };

    private static readonly ImageCatalog Catalog = CatalogLoader.Load(RepositoryRoot.Path);

    [TestCase("1.23.6", "1.23.7")]
    [TestCase("v1.23.6", "1.23.7")]
    [TestCase("1.24.0", "1.24.1")]
    [TestCase("1.24.1", null)]
    [TestCase("1.23", null)]
    [TestCase("1", null)]
    [TestCase("1.21", "1.22.12")]
    [TestCase("1.9.7", "1.22.12")]
    [TestCase("0", "1.22.12")]
    [TestCase("1.25.0", null)]
    [TestCase("2", null)]
    [TestCase("1.23.6-dev", "1.23.7")]
    [TestCase("latest", null)]
    [TestCase("", null)]
    public void The_smallest_version_of_the_line_is_named(string version, string? smallest)
    {
        var problem = Go.Problem(version);

        (problem is not null).ShouldBe(smallest is not null, problem);
        problem?.ShouldStartWith($"GO_VERSION={version} is below {smallest},");
    }

    [TestCase("1.8", "8")]
    [TestCase("1.8.0", "8")]
    [TestCase("1.11", "11")]
    [TestCase("11", "11")]
    [TestCase("1", "1")]
    [TestCase("1.", "1.")]
    [TestCase("21.0.2", "21.0.2")]
    [TestCase("1.8.0_292", "1.8.0_292")]
    public void Numbers_had_something_before_them_in_an_older_scheme(string given, string read) => Java.Read(given).ShouldBe(read);

    [Test]
    public void What_has_no_older_scheme_is_read_as_it_is() => Go.Read("1.8").ShouldBe("1.8");

    [Test]
    public void A_build_is_refused_with_words() => Should.Throw<UsageException>(() => Plan("go", "GO_VERSION", "1.23.6"))
        .Problems.ShouldContain(problem => problem.StartsWith("image 'go': GO_VERSION=1.23.6 is below 1.23.7", StringComparison.Ordinal));

    [Test]
    public void A_build_reads_what_an_older_scheme_wrote() =>
        Plan("java", "JAVA_VERSION", "1.25").Images[0].Args.ShouldContain(new PlannedArg("JAVA_VERSION", "25", ArgOrigin.CommandLine));

    [Test]
    public void A_test_expects_what_the_build_was_given_and_refuses_what_it_refuses()
    {
        Test("JAVA_VERSION", "1.25").Targets.Single(target => target.Definition.Name == "java").Versions["JAVA_VERSION"].ShouldBe("25");
        Should.Throw<UsageException>(() => Test("GO_VERSION", "1.22.11")).Message.ShouldContain("GO_VERSION=1.22.11 is below 1.22.12");
    }

    private static BuildPlan Plan(string image, string arg, string value) => BuildPlanner.Plan(
        Catalog,
        new BuildRequest([image], BuildArgs: new Dictionary<string, string> { [arg] = value }),
        BaseSource.Local("asked for"),
        definition => Dockerfile.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, definition.Context, "Dockerfile"))));

    private static TestPlan Test(string arg, string value) =>
        TestPlanner.Plan(Catalog, CheckCatalog.On(Backend.Docker), new TestRequest([], [], [], BuildArgs: new Dictionary<string, string> { [arg] = value }));
}
