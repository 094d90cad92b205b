using System.Text;
using System.Text.Json.Nodes;
using Harness.Checks;
using Harness.Checks.Pods;
using Harness.Sandboxes;
using Harness.Tests.Sandboxes.Kubernetes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Checks.Pods;

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
        CheckCatalog.On(Backend.Docker).OfType<PodCheck>().ShouldBeEmpty();
        CheckCatalog.On(Backend.Kubernetes).ShouldBe(CheckCatalog.All);
    }

    [Test]
    public async Task POD002_shows_the_state_the_events_and_the_logs_of_a_container_that_is_not_ready()
    {
        pod.Stored["status"]!["containerStatuses"]![0]!["ready"] = false;
        pod.Stored["status"]!["containerStatuses"]![0]!["state"] =
            new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "CreateContainerConfigError" } };

        var seen = (await FailedAsync(new PodIsReady())).Observed;

        seen.ShouldContain("main is not ready: ");
        seen.ShouldContain("CreateContainerConfigError");
        seen.ShouldContain("words of the kubelet");
        seen.ShouldContain("what the containers wrote:");
    }

    [Test]
    public async Task POD002_sees_a_restart()
    {
        pod.Stored["status"]!["containerStatuses"]![1]!["restartCount"] = 3;

        (await FailedAsync(new PodIsReady())).Observed.ShouldContain("sidecar was restarted 3 times");
    }

    [Test]
    public async Task POD003_names_what_was_changed_on_the_way()
    {
        pod.Stored["spec"]!["shareProcessNamespace"] = false;

        (await FailedAsync(new PodIsAsAsked())).Observed.ShouldBe("spec.shareProcessNamespace is false, expected true");
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

    [TestCase(typeof(DataVolumeIsWritable))]
    [TestCase(typeof(PodHoldsNoClusterCredentials))]
    [TestCase(typeof(AgreesWithDocker))]
    public async Task A_probe_that_says_nothing_of_what_it_was_asked_proves_nothing(Type check)
    {
        pod.IsSilent = true;

        var fault = await Should.ThrowAsync<InfrastructureException>(() => ExamineAsync((PodCheck)Activator.CreateInstance(check)!));

        fault.Message.ShouldContain("does not mention it");
        fault.Message.ShouldContain("just build-images");
    }

    [Test]
    public async Task POD005_sees_a_token()
    {
        pod.Paths["/var/run/secrets/kubernetes.io/serviceaccount"] = FakeSandbox.File();

        (await FailedAsync(new PodHoldsNoClusterCredentials())).Observed.ShouldContain("/var/run/secrets/kubernetes.io/serviceaccount is there in main");
    }

    [Test]
    public async Task POD005_sees_the_clusters_address_in_the_environ()
    {
        pod.Inner.Environ = Encoding.UTF8.GetBytes("PATH=/usr/bin\0KUBERNETES_SERVICE_HOST=10.96.0.1\0");

        (await FailedAsync(new PodHoldsNoClusterCredentials())).Observed.ShouldBe("in main's environ: KUBERNETES_SERVICE_HOST=10.96.0.1");
    }

    [Test]
    public async Task POD006_names_both_values_and_says_that_the_file_system_may_differ()
    {
        var docker = FakePod.Create();
        docker.MountInfo = docker.MountInfo.Replace("ext4", "tmpfs", StringComparison.Ordinal);
        pod.InDocker = () => docker;

        (await ExamineAsync(new AgreesWithDocker())).Observed.ShouldContain("which may differ: ext4 in the pod, tmpfs in Docker");

        docker.Inner.Reported["version"] = "3.13.6";
        docker.MountInfo = docker.MountInfo.Replace("/mnt/data rw", "/mnt/data rw,noexec", StringComparison.Ordinal);
        docker.Paths["/mnt/data"] = docker.Paths["/mnt/data"] with { Gid = 0 };
        docker.Inner.Status["Gid"] = "0\t0\t0\t0";
        docker.Inner.Environ = Encoding.UTF8.GetBytes("PATH=/usr/bin\0");

        (await FailedAsync(new AgreesWithDocker())).Observed.ReplaceLineEndings("\n").Split('\n').ShouldBe(
        [
            "main's environ: PATH=/usr/bin HOME=/tmp in the pod, PATH=/usr/bin in Docker",
            "main's group: 65532 65532 65532 65532 in the pod, 0 0 0 0 in Docker",
            "/mnt/data: directory 2777 0:65532 in the pod, directory 2777 0:0 in Docker",
            "the mount at /mnt/data: writable, programs may run there in the pod, noexec in Docker",
            "the runtime's version: 3.13.5 in the pod, 3.13.6 in Docker",
        ]);
        docker.Inner.Disposals.ShouldBe(2);
    }

    [Test]
    public async Task POD006_is_skipped_without_an_engine_and_without_the_image()
    {
        pod.InDocker = null;
        var engineless = await ExamineAsync(new AgreesWithDocker());
        pod.InDocker = () => throw new MissingImageException("The image kcr-python:latest is not in the engine.", new IOException());
        var imageless = await ExamineAsync(new AgreesWithDocker());

        (engineless.Outcome, imageless.Outcome).ShouldBe((Outcome.Skipped, Outcome.Skipped));
        engineless.Observed.ShouldStartWith("There is no Docker Engine at hand");
        imageless.Observed.ShouldContain("kcr-python:latest is not in the engine");
    }

    [Test]
    public async Task POD007_sees_that_main_was_not_restarted()
    {
        pod.Restarting = FakePod.Create();
        pod.Restarting.Restart = _ => { };

        (await FailedAsync(new SurvivesRestart())).Observed.ShouldContain("pid 7 (started at tick 1000, mnt:[100]) as before");
        pod.Restarting.Inner.Disposals.ShouldBe(1);
    }

    [Test]
    public async Task POD007_sees_a_sidecar_that_does_not_find_the_new_main()
    {
        pod.Restarting = FakePod.Create();
        pod.Restarting.Restart = restarted =>
        {
            restarted.Pid++;
            restarted.Inner.Programs["hello"] = _ => throw new SidecarException(503, "main was not found");
            restarted.Inner.Reported["nonce"] = "! No such file or directory";
        };

        var seen = (await FailedAsync(new SurvivesRestart())).Observed;

        seen.ShouldContain("after the restart: LANG001: the sidecar refused with HTTP 503: main was not found");
        seen.ShouldContain("after the restart: RUN007: the nonce");
    }

    [Test]
    public async Task POD007_shows_the_events_of_a_main_that_does_not_stay()
    {
        pod.Restarting = FakePod.Create();
        pod.Restarting.Restart = restarted =>
        {
            restarted.Mains = 0;
            restarted.Inner.State = new MainState(false, 1, 1, "CrashLoopBackOff");
        };

        var seen = (await FailedAsync(new SurvivesRestart())).Observed;

        seen.ShouldStartWith("main was started again and does not stay: CrashLoopBackOff");
        seen.ShouldContain("words of the kubelet");
    }

    private Task<Finding> ExamineAsync(PodCheck check) => check.ExamineAsync(pod.Subject(), CancellationToken.None);

    private async Task<Finding> FailedAsync(PodCheck check)
    {
        var finding = await ExamineAsync(check);
        finding.Passed.ShouldBeFalse(finding.Observed);
        return finding;
    }
}
