using System.Text;
using System.Text.Json.Nodes;
using Harness.Checks;
using Harness.Checks.Pods;
using Harness.Tests.Checks;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Kubernetes;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class PodCheckTests
{
    private FakePod pod = null!;

    private static IEnumerable<PodCheck> AllPodChecks => CheckCatalog.All.OfType<PodCheck>();

    [SetUp]
    public void Create() => pod = FakePod.Create();

    [TearDown]
    public async Task Remove() => await pod.DisposeAsync();

    [TestCaseSource(nameof(AllPodChecks))]
    public async Task A_pod_that_keeps_the_contract_passes(PodCheck check)
    {
        var finding = await ExamineAsync(check);

        finding.Passed.ShouldBeTrue(finding.Observed);
        finding.Expected.ShouldNotBeEmpty();
        finding.Observed.ShouldNotBeEmpty();
    }

    [Test]
    public void Pod_checks_run_in_pods_alone()
    {
        CheckCatalog.On("docker").OfType<PodCheck>().ShouldBeEmpty();
        CheckCatalog.On("k8s").ShouldBe(CheckCatalog.All);
    }

    [Test]
    public async Task POD002_shows_the_state_the_events_and_the_logs_of_a_container_that_is_not_ready()
    {
        pod.Stored!["status"]!["containerStatuses"]![0]!["ready"] = false;
        pod.Stored["status"]!["containerStatuses"]![0]!["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "CreateContainerConfigError" } };

        var seen = (await FailedAsync(new PodIsReady())).Observed;

        seen.ShouldContain("main is not ready: ");
        seen.ShouldContain("CreateContainerConfigError");
        seen.ShouldContain("words of the kubelet");
        seen.ShouldContain("what the containers wrote:");
    }

    [Test]
    public async Task POD002_sees_a_restart()
    {
        pod.Stored!["status"]!["containerStatuses"]![1]!["restartCount"] = 3;

        (await FailedAsync(new PodIsReady())).Observed.ShouldContain("sidecar was restarted 3 times");
    }

    [Test]
    public async Task POD003_names_what_was_changed_on_the_way()
    {
        pod.Stored!["spec"]!["shareProcessNamespace"] = false;

        (await FailedAsync(new PodIsAsAsked())).Observed.ShouldBe("spec.shareProcessNamespace is false, expected true");
    }

    [Test]
    public async Task A_pod_that_is_gone_fails_what_looks_at_it()
    {
        pod.Stored = null;

        (await FailedAsync(new PodIsReady())).Observed.ShouldContain("deleted by somebody else");
        (await FailedAsync(new PodIsAsAsked())).Observed.ShouldContain("deleted by somebody else");
    }

    [Test]
    public async Task POD004_sees_another_group_and_mode()
    {
        pod.Paths["/mnt/data"] = pod.Paths["/mnt/data"] with { Gid = 0, Mode = 0b111_101_101 };

        (await FailedAsync(new DataVolumeIsWritable())).Observed.ShouldContain("/mnt/data is a directory with mode 755 of group 0");
    }

    [Test]
    public async Task POD004_sees_that_there_is_no_volume()
    {
        pod.MountInfo = "25 20 0:22 / / rw - overlay overlay rw";

        (await FailedAsync(new DataVolumeIsWritable())).Observed.ShouldContain("no mount of its own at /mnt/data");
    }

    [Test]
    public async Task POD004_writes_to_every_directory_of_the_data_volume_that_the_environ_names()
    {
        pod.Inner.Environ = Encoding.UTF8.GetBytes("PATH=/mnt/data/bin:/usr/bin\0GOCACHE=/mnt/data/go-build\0HOME=/tmp\0");
        pod.Plant = path => path.StartsWith("/mnt/data/go-build/", StringComparison.Ordinal) ? "Permission denied" : null;

        (await FailedAsync(new DataVolumeIsWritable())).Observed.ShouldBe("/mnt/data/go-build/kcr-written could not be written: Permission denied");
    }

    [Test]
    public async Task POD005_sees_a_token()
    {
        pod.Paths["/var/run/secrets/kubernetes.io/serviceaccount"] = FakeSandbox.File();

        (await FailedAsync(new NoClusterCredentials())).Observed.ShouldContain("/var/run/secrets/kubernetes.io/serviceaccount is there in main");
    }

    [Test]
    public async Task POD005_sees_the_clusters_address_in_the_environ()
    {
        pod.Inner.Environ = Encoding.UTF8.GetBytes("PATH=/usr/bin\0KUBERNETES_SERVICE_HOST=10.96.0.1\0");

        (await FailedAsync(new NoClusterCredentials())).Observed.ShouldBe("in main's environ: KUBERNETES_SERVICE_HOST=10.96.0.1");
    }

    private Task<Finding> ExamineAsync(PodCheck check) => check.ExamineAsync(pod.Subject(), CancellationToken.None);

    private async Task<Finding> FailedAsync(PodCheck check)
    {
        var finding = await ExamineAsync(check);
        finding.Passed.ShouldBeFalse(finding.Observed);
        return finding;
    }
}
