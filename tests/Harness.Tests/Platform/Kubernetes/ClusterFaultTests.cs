using System.Net;
using Harness.Platform.Kubernetes;
using Harness.Sandboxes.Kubernetes;
using k8s;
using k8s.Models;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Kubernetes;

/// <summary>Words for what a cluster says, from its own words as they were seen.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ClusterFaultTests
{
    [TestCase("pods is forbidden: User \"jane\" cannot create resource \"pods\" in API group \"\" in the namespace \"x\"", "RBAC", false)]
    [TestCase("pods \"p\" is forbidden: violates PodSecurity \"restricted:latest\": unrestricted capabilities", "Pod Security Admission", true)]
    [TestCase("pods \"p\" is forbidden: PodSecurityPolicy: unable to admit pod: []", "PodSecurityPolicy that the user may use", true)]
    [TestCase("admission webhook \"policy.example\" denied the request: no", "admission webhook of the cluster", true)]
    [TestCase("pods \"p\" is forbidden: exceeded quota: q, requested: pods=1", "A ResourceQuota of the namespace", true)]
    [TestCase("pods \"p\" is forbidden: maximum memory usage per Container is 64Mi, but limit is 512Mi", "A LimitRange of the namespace", true)]
    [TestCase(
        "pods \"p\" is forbidden: ValidatingAdmissionPolicy 'no-capabilities' with binding 'all' denied request: "
        + "failed expression: object.spec.containers.all(c, true)",
        "CEL refuses it", true)]
    [TestCase(
        "pods \"p\" is forbidden: ValidatingAdmissionPolicy 'typo' denied request: expression 'object.spec.x' resulted in error: no such key: x",
        "matchConditions", true)]
    [TestCase("policy 'label-them' with binding 'all' denied request: failed to apply: no such key: labels", "MutatingAdmissionPolicy", true)]
    [TestCase("policy \"label-them\" denied request: failed to configure policy: no such kind", "mend the expression", true)]
    [TestCase("admission webhook \"validate.gatekeeper.sh\" denied the request: [psp] capability SYS_ADMIN is not allowed", "An admission webhook", true)]
    [TestCase(
        "pods \"p\" is forbidden: violates PodSecurity \"baseline:v1.36\": non-default capabilities "
        + "(container \"sidecar\" must not include \"SYS_ADMIN\", \"SYS_PTRACE\" in securityContext.capabilities.add)",
        "pod-security.kubernetes.io/enforce=privileged", true)]
    [TestCase("pods \"p\" is forbidden: failed quota: small: must specify limits.ephemeral-storage", "A ResourceQuota of the namespace", true)]
    [TestCase(
        "pods \"p\" is forbidden: [maximum cpu usage per Pod is 500m, but limit is 1500m, "
        + "memory max limit to request ratio per Container is 2, but provided ratio is 16]",
        "A LimitRange of the namespace", true)]
    [TestCase("pods \"p\" is forbidden: pod rejected: RuntimeClass \"gvisor\" not found", "pods \"p\"", true)]
    [TestCase("pods \"p\" is forbidden: error looking up service account x/default: serviceaccount \"default\" not found", "pods \"p\"", false)]
    [TestCase("Internal error occurred: failed calling webhook \"policy.example\": Post: dial tcp: refused", "does not answer", false)]
    [TestCase("pods \"p\" is forbidden: unable to create new content in namespace x because it is being terminated", "going away", false)]
    public void A_refusal_is_told_by_who_refuses(string words, string advice, bool isAdmission)
    {
        var fault = KubernetesFault.Refused("kind-kind", HttpStatusCode.Forbidden, words, "POST /api/v1/namespaces/x/pods");

        fault.Message.ShouldContain(words);
        fault.Message.ShouldContain(advice);
        fault.Message.ShouldContain("kind-kind");
        KubernetesFault.IsAdmission(fault).ShouldBe(isAdmission);
    }

    [TestCase("x509: certificate signed by unknown authority")]
    [TestCase("The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot.")]
    public void A_certificate_that_is_not_trusted_is_no_matter_of_a_login_nor_of_a_cluster_that_is_down(string words)
    {
        var fault = KubernetesFault.Unreachable("c", "GET /version", words).Message;

        fault.ShouldContain("certificate-authority");
        fault.ShouldNotContain("Is the cluster running?");
        fault.ShouldNotContain("..");
    }

    [Test]
    public void A_registry_whose_certificate_a_node_does_not_trust_is_told_without_a_login() =>
        PodFaults.Of(
            Pod("""{"waiting":{"reason":"ErrImagePull","message":"failed to pull image \"registry.example:5000/kcr-python@sha256:1\": tls: failed to verify certificate: x509: certificate signed by unknown authority."}}"""),
            _ => "docker login")
            .ShouldNotBeNull().ShouldSatisfyAllConditions(
                words => words.ShouldContain("/etc/containerd/certs.d/registry.example:5000/hosts.toml"),
                words => words.ShouldNotContain("docker login"),
                words => words.ShouldNotContain(".)."));

    [TestCase("FailedCreatePodSandBox", "Failed to create pod sandbox: can't set `spec.hostUsers: false`, runtime does not support user namespaces", true)]
    [TestCase(
        "FailedCreatePodSandBox",
        "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for \"kata\" is configured", true)]
    [TestCase(
        "FailedCreatePodSandBox",
        "Failed to create pod sandbox: plugin type=\"calico\" failed (add): stat /var/lib/calico/nodename: no such file or directory", false)]
    [TestCase("Scheduled", "Successfully assigned user namespaces to node", false)]
    public void A_node_that_lacks_what_the_pod_asks_for_is_not_waited_for(string reason, string message, bool isHopeless) =>
        PodFaults.IsHopeless(new Corev1Event { Reason = reason, Message = message }).ShouldBe(isHopeless);

    [Test]
    public void What_a_server_warns_of_is_told_once()
    {
        List<string> told = [];
        var warnings = new ServerWarnings { Listener = told.Add };
        using var answer = new HttpResponseMessage(HttpStatusCode.Created);
        answer.Headers.TryAddWithoutValidation(
            "Warning", """299 - "would violate PodSecurity \"restricted:latest\": seccompProfile", 299 - "unknown field \"spec.x\"" """.TrimEnd());
        answer.Headers.TryAddWithoutValidation("Warning", "199 - \"a proxy's own\"");

        warnings.Take(answer);
        warnings.Take(answer);

        told.ShouldBe(["would violate PodSecurity \"restricted:latest\": seccompProfile", "unknown field \"spec.x\""]);
    }

    [TestCase("no", "no.")]
    [TestCase(" it is gone. ", "it is gone.")]
    [TestCase("why?", "why?")]
    [TestCase("and so on...", "and so on...")]
    [TestCase("", "")]
    public void Words_of_others_end_with_one_full_stop(string words, string sentence) => Sentence.Of(words).ShouldBe(sentence);

    [Test]
    public void A_missing_image_is_told_with_the_way_to_get_it_to_the_node() =>
        PodFaults.Of(
            Pod("""{"waiting":{"reason":"ErrImageNeverPull","message":"Container image \"kcr-python:latest\" is not present with pull policy of Never"}}"""),
            image => $"Load {image} onto it.")
            .ShouldNotBeNull().ShouldSatisfyAllConditions(
                words => words.ShouldContain("Load kcr-python:latest onto it."),
                words => words.ShouldContain("a kubelet from 1.35 on remembers which images it has pulled, from which repository and with which secret"),
                words => words.ShouldContain("crictl rmi"));

    [Test]
    public void A_main_that_cannot_start_settles_the_pod_and_is_no_fault_of_it()
    {
        var pod = Pod("""{"waiting":{"reason":"CreateContainerConfigError","message":"image will run as root"}}""");

        PodFaults.Of(pod, _ => "").ShouldBeNull();
        PodFaults.IsSettled(pod).ShouldBeTrue();
    }

    [Test]
    public void A_pull_that_failed_once_is_repeated_by_the_kubelet_and_a_second_failure_is_believed()
    {
        var pulls = new PullAttempts();
        var states = new[] { "ContainerCreating", "ErrImagePull", "ErrImagePull", "ImagePullBackOff", "ErrImagePull", "ImagePullBackOff" };

        states.Select(reason => pulls.WillBeRepeated(Pod($$$"""{"waiting":{"reason":"{{{reason}}}"}}"""))).ShouldBe([false, true, true, true, false, false]);
    }

    [TestCase("ErrImageNeverPull")]
    [TestCase("InvalidImageName")]
    public void An_image_that_will_not_be_pulled_again_is_not_waited_for(string reason) =>
        new PullAttempts().WillBeRepeated(Pod($$$"""{"waiting":{"reason":"{{{reason}}}"}}""")).ShouldBeFalse();

    [Test]
    public void A_pod_whose_containers_are_being_created_is_waited_for() =>
        PodFaults.IsSettled(Pod("""{"waiting":{"reason":"ContainerCreating"}}""")).ShouldBeFalse();

    [Test]
    public void A_pod_that_is_gone_is_not_waited_for() => PodFaults.IsSettled(null).ShouldBeTrue();

    [Test]
    public void An_eviction_is_told_in_the_clusters_words() =>
        PodFaults.Of(Parse("""{"metadata":{"name":"p"},"status":{"phase":"Failed","reason":"Evicted","message":"The node was low on memory."}}"""), _ => "")
            .ShouldBe("the pod was ended by the cluster (Evicted: The node was low on memory.)");

    [Test]
    public void A_sidecar_that_ended_is_told_with_its_status() =>
        PodFaults.Of(Pod("""{"running":{}}""", """{"terminated":{"exitCode":3,"reason":"Error"}}"""), _ => "")
            .ShouldBe("the sidecar ended with status 3 (Error)");

    [TestCase("""{"terminated":{"exitCode":1,"reason":"Error"}}""", "the init container isolate ended with status 1 (Error)")]
    [TestCase(
        """{"waiting":{"reason":"CrashLoopBackOff","message":"back-off 10s"}}""",
        "the init container isolate cannot be started (CrashLoopBackOff: back-off 10s)")]
    [TestCase(
        """{"waiting":{"reason":"ErrImagePull","message":"no"}}""", "the node has no image for the container isolate and cannot get it (ErrImagePull: no). ")]
    [TestCase("""{"terminated":{"exitCode":0,"reason":"Completed"}}""", null)]
    [TestCase("""{"waiting":{"reason":"PodInitializing"}}""", null)]
    [TestCase("""{"running":{}}""", null)]
    public void An_init_container_that_failed_is_told_and_not_waited_for(string state, string? fault)
    {
        var pod = Initialising(state);

        PodFaults.Of(pod, _ => "").ShouldBe(fault);
        PodFaults.IsSettled(pod).ShouldBe(fault is not null);
        PodFaults.FailedInit(pod)?.Name.ShouldBe("isolate");
    }

    [Test]
    public void A_first_pull_for_an_init_container_that_failed_is_waited_for_as_any_other() =>
        new PullAttempts().WillBeRepeated(Initialising("""{"waiting":{"reason":"ErrImagePull"}}""")).ShouldBeTrue();

    [TestCase("""{"terminated":{"exitCode":137}}""", """{"terminated":{"exitCode":0}}""", true, true)]
    [TestCase("""{"terminated":{"exitCode":137}}""", """{"running":{}}""", true, false)]
    [TestCase("""{"terminated":{"exitCode":137}}""", """{"waiting":{"reason":"ContainerCreating"}}""", true, false)]
    [TestCase("""{"terminated":{"exitCode":137}}""", """{"terminated":{"exitCode":0}}""", false, false)]
    public void A_pod_is_over_when_it_is_deleted_and_all_of_it_has_ended(string main, string sidecar, bool isDeleted, bool isOver)
    {
        var pod = Pod(main, sidecar);

        pod.Metadata.DeletionTimestamp = isDeleted ? DateTime.UnixEpoch : null;

        PodFaults.IsOver(pod).ShouldBe(isOver);
    }

    [TestCase("8Gi", 8L << 30)]
    [TestCase("16000000Ki", 16_000_000L << 10)]
    [TestCase("110", 110)]
    [TestCase("500m", 0)]
    [TestCase("2500m", 2)]
    [TestCase("1.5Gi", 3L << 29)]
    [TestCase("64M", 64_000_000)]
    [TestCase("", 0)]
    public void A_quantity_is_read_in_whole_units(string text, long units) => ClusterCapacity.Quantity(text).ShouldBe(units);

    private static V1Pod Pod(string mainState, string sidecarState = """{"running":{"startedAt":"2026-01-01T00:00:00Z"}}""") => Parse(
        $$"""
        {"metadata":{"name":"p"},"status":{"phase":"Pending","containerStatuses":[
          {"name":"main","ready":false,"restartCount":0,"state":{{mainState}} },
          {"name":"sidecar","ready":true,"restartCount":0,"state":{{sidecarState}} }]} }
        """);

    private static V1Pod Initialising(string state) => Parse(
        $$"""
        {"metadata":{"name":"p"},"status":{"phase":"Pending",
          "initContainerStatuses":[{"name":"isolate","ready":false,"restartCount":0,"state":{{state}} }],
          "containerStatuses":[{"name":"main","ready":false,"restartCount":0,"state":{"waiting":{"reason":"PodInitializing"} } },
            {"name":"sidecar","ready":false,"restartCount":0,"state":{"waiting":{"reason":"PodInitializing"} } }]} }
        """);

    private static V1Pod Parse(string json) => KubernetesJson.Deserialize<V1Pod>(json);
}
