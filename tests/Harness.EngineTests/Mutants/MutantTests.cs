using Harness.Checks;
using Harness.Checks.Dockerfiles;
using Harness.EngineTests.Kubernetes;
using Harness.EngineTests.Platform.Docker;
using Harness.Images;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.Mutants;

/// <summary>The negative controls in Docker: the suite fails each of them on exactly the checks that it names.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class MutantTests
{
    // DisturbedClusterTests has a cluster that refuses the pod, so that nothing else is looked at.
    private const string RefusedPod = "POD001";

    private static IEnumerable<TestCaseData> Mutants => MutantList.Cases("docker");

    [OneTimeSetUp]
    public void Build()
    {
        foreach (var mutant in MutantList.On("docker"))
        {
            _ = MutantBuilder.ImageAsync(mutant);
        }
    }

    [TestCaseSource(nameof(Mutants))]
    public Task Fails_exactly_the_checks_that_it_names(Mutant mutant) =>
        new MutantSuite(On(mutant), docker: null, Session.NewId()).VerifyAsync(mutant);

    private static DockerBackend On(Mutant mutant) => new(RealEngine.Client, ImageReference.For("sidecar"))
    {
        Alteration = mutant.Sandbox is { } fault ? SandboxFaults.All[fault] : null,
    };

    [Test]
    public void Every_check_has_a_mutant()
    {
        var covered = MutantList.All.SelectMany(mutant => mutant.Fails["docker"]).ToHashSet();

        // What only a pod has is proven by mutants and by wrong pods, on the real cluster; a Dockerfile's mutants need no engine.
        CheckCatalog.On(Backend.Docker)
            .Where(check => check is not DockerfileCheck)
            .Select(check => check.Id)
            .Where(id => !covered.Contains(id))
            .ShouldBeEmpty();
    }

    [Test]
    public void Every_check_is_the_only_one_that_some_negative_control_fails_or_says_why_none_can_be()
    {
        var alone = MutantList.All.SelectMany(mutant => mutant.Fails.Values)
            .Concat(WrongPodTests.Expected)
            .Where(fails => fails.Count == 1)
            .Select(fails => fails[0])
            .Append(RefusedPod)
            .ToHashSet();

        CheckCatalog.All.Where(check => check is not DockerfileCheck).ShouldAllBe(check => alone.Contains(check.Id) != (check.Info.NeverAlone != null));
    }
}
