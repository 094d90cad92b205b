using System.Text.Json.Nodes;
using Harness.Sandboxes.Kubernetes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Sandboxes.Kubernetes;

[Parallelizable(ParallelScope.All)]
public sealed class PodDifferencesTests
{
    private static readonly JsonObject Contract = PodManifest.Render(Specs.Of("0123abcd"), "tests");

    private static IEnumerable<TestCaseData> Changes =>
    [
        Change("spec.containers[main].securityContext.allowPrivilegeEscalation is true, expected false", pod => MainOf(pod)["securityContext"]!["allowPrivilegeEscalation"] = true),
        Change("spec.containers[main].securityContext.privileged was added: true", pod => MainOf(pod)["securityContext"]!["privileged"] = true),
        Change("spec.containers[main].securityContext.runAsUser was added: 65532", pod => MainOf(pod)["securityContext"]!["runAsUser"] = 65532),
        Change("""spec.containers[main].securityContext.capabilities.drop is ["NET_RAW"], expected ["ALL"]""", pod => MainOf(pod)["securityContext"]!["capabilities"]!["drop"] = new JsonArray("NET_RAW")),
        Change("""spec.containers[main].securityContext.capabilities.add was added: ["NET_RAW"]""", pod => MainOf(pod)["securityContext"]!["capabilities"]!["add"] = new JsonArray("NET_RAW")),
        Change("""spec.securityContext.seccompProfile.type is "Unconfined", expected "RuntimeDefault" """.TrimEnd(), pod => Spec(pod)["securityContext"]!["seccompProfile"]!["type"] = "Unconfined"),
        Change("spec.securityContext.fsGroup is missing, expected 65532", pod => Spec(pod)["securityContext"]!.AsObject().Remove("fsGroup")),
        Change("spec.shareProcessNamespace is missing, expected true", pod => Spec(pod).Remove("shareProcessNamespace")),
        Change("spec.automountServiceAccountToken is true, expected false", pod => Spec(pod)["automountServiceAccountToken"] = true),
        Change("spec.hostNetwork is true", pod => Spec(pod)["hostNetwork"] = true),
        Change("""spec.containers[istio-proxy] was added: {"name":"istio-proxy"}""", pod => Spec(pod)["containers"]!.AsArray().Add(new JsonObject { ["name"] = "istio-proxy" })),
        Change("""spec.initContainers was added: [{"name":"istio-init"}]""", pod => Spec(pod)["initContainers"] = new JsonArray(new JsonObject { ["name"] = "istio-init" })),
        Change("""spec.volumes[token] was added: {"name":"token"}""", pod => Spec(pod)["volumes"]!.AsArray().Add(new JsonObject { ["name"] = "token" })),
        Change("""spec.containers[main].volumeMounts[/token] was added: {"name":"data","mountPath":"/token"}""", pod => MainOf(pod)["volumeMounts"]!.AsArray().Add(new JsonObject { ["name"] = "data", ["mountPath"] = "/token" })),
        Change("""spec.containers[main].env[EXTRA] was added: {"name":"EXTRA","value":"1"}""", pod => MainOf(pod)["env"]!.AsArray().Add(new JsonObject { ["name"] = "EXTRA", ["value"] = "1" })),
        Change("""spec.containers[main].command was added: ["/vault/env","sleep","infinity"]""", pod => MainOf(pod)["command"] = new JsonArray("/vault/env", "sleep", "infinity")),
        Change("""spec.containers[main].envFrom was added: [{"secretRef":{"name":"all"}}]""", pod => MainOf(pod)["envFrom"] = new JsonArray(new JsonObject { ["secretRef"] = new JsonObject { ["name"] = "all" } })),
        Change("""spec.containers[main].lifecycle was added: {"postStart":{}}""", pod => MainOf(pod)["lifecycle"] = new JsonObject { ["postStart"] = new JsonObject() }),
        Change("""spec.containers[main].volumeMounts[/mnt/data].readOnly was added: true""", pod => MainOf(pod)["volumeMounts"]![0]!["readOnly"] = true),
        Change("""spec.volumes[data].emptyDir.medium was added: "Memory" """.TrimEnd(), pod => Spec(pod)["volumes"]![0]!["emptyDir"]!["medium"] = "Memory"),
        Change("""spec.containers[main].resources.limits.memory is "1Gi", expected "512Mi" """.TrimEnd(), pod => MainOf(pod)["resources"]!["limits"]!["memory"] = "1Gi"),
        Change("""metadata.labels.kcr.dev/session is missing, expected "0123abcd" """.TrimEnd(), pod => pod["metadata"]!["labels"]!.AsObject().Remove("kcr.dev/session")),
    ];

    [TestCaseSource(nameof(Changes))]
    public void A_change_is_named_by_its_path(string difference, Action<JsonObject> change)
    {
        var stored = Stored();
        change(stored);

        PodDifferences.Between(Contract, stored).ShouldBe([difference]);
    }

    [Test]
    public void What_an_API_server_fills_in_is_no_difference() => PodDifferences.Between(Contract, Stored()).ShouldBeEmpty();

    private static JsonObject Stored()
    {
        var stored = Contract.DeepClone().AsObject();
        stored["metadata"]!["uid"] = "1";
        stored["status"] = new JsonObject();
        Spec(stored)["dnsPolicy"] = "ClusterFirst";
        Spec(stored)["nodeName"] = "node";
        Spec(stored)["hostNetwork"] = false;
        MainOf(stored)["terminationMessagePath"] = "/dev/termination-log";
        MainOf(stored)["terminationMessagePolicy"] = "File";
        MainOf(stored)["resources"]!["limits"]!["ephemeral-storage"] = "1Gi";
        return stored;
    }

    private static JsonObject Spec(JsonObject pod) => pod["spec"]!.AsObject();

    private static JsonObject MainOf(JsonObject pod) => Spec(pod)["containers"]![0]!.AsObject();

    private static TestCaseData Change(string difference, Action<JsonObject> change) =>
        new TestCaseData(difference, change).SetArgDisplayNames(difference);
}
