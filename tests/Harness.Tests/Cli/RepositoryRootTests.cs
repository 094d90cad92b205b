using Harness.Cli;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Cli;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RepositoryRootTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("kcr-root-").FullName;

    [Test]
    public void The_nearest_directory_upward_with_solution_and_catalog_is_the_root()
    {
        var deep = Directory.CreateDirectory(Path.Combine(Repository(), "a", "b")).FullName;
        RepositoryRoot.Find(deep, _ => null).ShouldBe(directory);
    }

    [Test]
    public void The_variable_comes_first() => RepositoryRoot.Find("/", name => name == RepositoryRoot.Variable ? Repository() : null).ShouldBe(directory);

    [Test]
    public void A_variable_that_names_no_repository_is_a_usage_fault() =>
        Should.Throw<UsageException>(() => RepositoryRoot.Find("/", _ => directory)).Message.ShouldContain("images/catalog.yaml");

    [Test]
    public void Outside_of_a_repository_the_message_says_what_to_do() =>
        Should.Throw<UsageException>(() => RepositoryRoot.Find(directory, _ => null)).Message.ShouldContain("KCR_HARNESS_ROOT");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private string Repository()
    {
        File.WriteAllText(Path.Combine(directory, "Harness.sln"), "");
        Directory.CreateDirectory(Path.Combine(directory, "images"));
        File.WriteAllText(Path.Combine(directory, "images", "catalog.yaml"), "");
        return directory;
    }
}
