using Harness.Building;
using Harness.Platform.Processes;
using Harness.Tests.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Building;

/// <summary>What <c>docker buildx inspect</c> tells of builders: recorded answers.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class BuilderAbilitiesTests
{
    public const string Engine = """
        Name:   default
        Driver: docker

        Nodes:
        Name:             default
        Endpoint:         default
        Labels:
         org.mobyproject.buildkit.worker.moby.host-gateway-ip: 172.17.0.1
        """;

    public const string EngineWithContainerd = """
        Name:          default
        Driver:        docker
        Last Activity: 2026-11-30 08:55:57 +0000 UTC

        Nodes:
        Name:             default
        Labels:
         org.mobyproject.buildkit.worker.executor:             containerd
         org.mobyproject.buildkit.worker.snapshotter:          overlayfs
        """;

    private const string Container = """
        Name:          ci
        Driver:        docker-container
        Nodes:
        Name:                  ci0
        """;

    [TestCase(Engine, "default", "docker", false)]
    [TestCase(EngineWithContainerd, "default", "docker", true)]
    [TestCase(Container, "ci", "docker-container", true)]
    public async Task A_builder_makes_images_itself_or_leaves_it_to_the_engine(string answer, string name, string driver, bool exports) =>
        (await OfAsync(new ProcessResult(0, answer, ""))).ShouldBe(new BuilderAbilities(name, driver, exports));

    [Test]
    public async Task One_that_is_not_there_is_told_with_how_to_see_those_that_are()
    {
        var fault = await Should.ThrowAsync<InfrastructureException>(() => OfAsync(new ProcessResult(1, "", "ERROR: no builder \"cj\" found")));

        fault.Message.ShouldContain("no builder \"cj\" found");
        fault.Message.ShouldContain("docker buildx ls");
        fault.Status.ShouldBe(ExitStatus.Infrastructure);
    }

    private static Task<BuilderAbilities> OfAsync(ProcessResult answer) =>
        BuilderAbilities.OfAsync(new FakeProcesses(_ => answer), "cj", new Dictionary<string, string?>(), CancellationToken.None);
}
