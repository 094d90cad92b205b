using System.Text.Json.Nodes;
using Harness.Checks;
using Harness.Checks.Programs;
using Harness.EngineTests.Mutants;
using Harness.EngineTests.Platform.Docker;
using Harness.Mutants;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using Harness.Snapshots;
using Harness.Snapshots.Cache;
using Harness.Suite;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.Kubernetes;

/// <summary>The negative controls of the pod: one field of the contract is wrong, and the check that is about it says so.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class WrongPodTests
{
    private static readonly string[] PodChecks =
        ["POD001", "POD002", "POD003", "POD004", "POD005", "POD006", "RUN001", "RUN002", "RUN003", "RUN004", "RUN005", "RUN006"];

    private static IEnumerable<TestCaseData> WrongPods =>
    [
        Wrong("nothing", _ => { }),
        Wrong("privilege escalation", pod => MainOf(pod)["securityContext"]!["allowPrivilegeEscalation"] = true, "POD003", "RUN004"),
        Wrong("a capability kept", pod => MainOf(pod)["securityContext"]!["capabilities"]!["add"] = new JsonArray("NET_RAW"), "POD003", "RUN004"),
        Wrong(
            "a fourth capability in the sidecar",
            pod => SidecarOf(pod)["securityContext"]!["capabilities"]!["add"]!.AsArray().Add("NET_ADMIN"),
            "POD003", "RUN004"),
        Wrong("seccomp unconfined", pod => Spec(pod)["securityContext"]!["seccompProfile"]!["type"] = "Unconfined", "POD003", "RUN005"),
        Wrong(
            "seccomp unconfined in main",
            pod => MainOf(pod)["securityContext"]!["seccompProfile"] = new JsonObject { ["type"] = "Unconfined" },
            "POD003", "RUN005"),
        Wrong("no shared process namespace", pod => Spec(pod)["shareProcessNamespace"] = false, "POD003", "RUN001"),
        Wrong("the token mounted", pod => Spec(pod)["automountServiceAccountToken"] = true, "POD003", "POD005"),
        Wrong("no fsGroup", pod => Spec(pod)["securityContext"]!.AsObject().Remove("fsGroup"), "POD003", "POD004", "POD006"),
        Wrong("its volume in memory", pod => Spec(pod)["volumes"]![0]!["emptyDir"]!["medium"] = "Memory", "POD003", "POD006"),
        Wrong(
            "variables from elsewhere",
            pod => MainOf(pod)["envFrom"] = new JsonArray(
                new JsonObject { ["configMapRef"] = new JsonObject { ["name"] = "absent", ["optional"] = true } }),
            "POD003"),
        Wrong("no time to end in", pod => Spec(pod)["terminationGracePeriodSeconds"] = 0, "POD003"),
        Wrong("a host name", pod => Spec(pod)["hostname"] = "web", "POD003"),
        Wrong(
            "hosts of its own",
            pod => Spec(pod)["hostAliases"] = new JsonArray(new JsonObject { ["ip"] = "192.0.2.7", ["hostnames"] = new JsonArray("proxy") }),
            "POD003"),
        Wrong("a limit of a LimitRange", pod => MainOf(pod)["resources"]!["limits"]!["ephemeral-storage"] = "2Gi", "POD003"),
        Wrong("root", pod => MainOf(pod)["securityContext"]!.AsObject().Add("runAsUser", 0), "POD002", "POD003", "RUN001"),
    ];

    /// <summary>The checks that each of the wrong pods must fail.</summary>
    public static IEnumerable<IReadOnlyList<string>> Expected => WrongPods.Select(pod => (string[])pod.Arguments[2]!);

    [TestCaseSource(nameof(WrongPods))]
    public async Task Is_caught_by_the_checks_about_it(string name, Action<JsonObject> change, string[] fails)
    {
        var report = await RunAsync(change);

        MutantTable.Add(name, "pod", "k8s", fails, report.Results.Where(result => result.Outcome == Outcome.Failed).Select(result => result.CheckId));
        report.Results.Where(result => result.Outcome is Outcome.Failed or Outcome.Errored).Select(result => result.CheckId)
            .ShouldBe(fails, ignoreOrder: true, string.Join('\n', report.Results.Where(result => result.Outcome != Outcome.Passed)));
        report.Status.ShouldBe(fails.Length == 0 ? ExitStatus.Passed : ExitStatus.CheckFailed);
    }

    [Test]
    public async Task A_node_with_another_image_than_the_engines_is_caught_by_the_comparison()
    {
        var other = await MutantBuilder.ImageAsync(new Mutant
        {
            Name = "another-python",
            Image = "python",
            Language = "python",
            // The stand-in has packages for one version of Python alone.
            Args = new() { ["PYTHON_VERSION"] = "3.11", ["PACKAGE_SET"] = "core" },
            Fails = [],
        });

        var report = await RunAsync(pod => MainOf(pod)["image"] = other.ToString());

        report.Results.Where(result => result.Outcome == Outcome.Failed).Select(result => result.CheckId).ShouldBe(["POD003", "POD006"]);
        report.Results.Single(result => result.CheckId == "POD006").Observed
            .ShouldMatch(@"^the runtime's version: 3\.11\.\S+ in the pod, 3\.13\.\S+ in Docker$");
    }

    private static async Task<RunReport> RunAsync(Action<JsonObject> change)
    {
        var request = new TestRequest(["python"], PodChecks, []);
        var plan = TestPlanner.Plan(Repository.Catalog, CheckCatalog.On(Backend.Kubernetes), request);
        var images = await new ImageResolver(RealEngine.Client).ResolveAsync(plan, CancellationToken.None);
        var session = Session.NewId();
        await using var backend = await RealCluster.OpenAsync(session, "default", alteration: change);
        return await new SuiteRunner(
            new ProgramSources(Repository.Root),
            new SnapshotReader(RealEngine.Client, SnapshotCache.OfUser()),
            backend,
            new SilentObserver(),
            new DockerBackend(RealEngine.Client, images.OwnSidecar.Name))
            .RunAsync(plan, images, session, "the wrong pods", CancellationToken.None);
    }

    private static JsonObject Spec(JsonObject pod) => pod["spec"]!.AsObject();

    private static JsonObject MainOf(JsonObject pod) => Spec(pod)["containers"]![0]!.AsObject();

    private static JsonObject SidecarOf(JsonObject pod) => Spec(pod)["containers"]![1]!.AsObject();

    private static TestCaseData Wrong(string name, Action<JsonObject> change, params string[] fails) =>
        new TestCaseData(name, change, fails).SetName($"A pod with {name} fails {(fails.Length == 0 ? "nothing" : string.Join(' ', fails))}");
}
