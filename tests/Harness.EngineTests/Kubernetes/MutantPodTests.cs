using Harness.EngineTests.Mutants;
using Harness.EngineTests.Platform.Docker;
using Harness.Images;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using NUnit.Framework;

namespace Harness.EngineTests.Kubernetes;

/// <summary>The negative controls in pods, those among them that only a kubelet, or only an engine, shows.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class MutantPodTests
{
    private static IEnumerable<TestCaseData> Mutants => MutantList.Cases("k8s");

    [TestCaseSource(nameof(Mutants))]
    public async Task Fails_exactly_the_checks_that_it_names(Mutant mutant)
    {
        var session = Session.NewId();
        await using var backend = await RealCluster.OpenAsync(session, "default");

        await new MutantSuite(backend, new DockerBackend(RealEngine.Client, new ImageName(RealCluster.Sidecar)), session).VerifyAsync(mutant);
    }
}
