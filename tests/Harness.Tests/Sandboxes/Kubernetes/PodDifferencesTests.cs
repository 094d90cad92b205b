using System.Text.Json.Nodes;
using Harness.Sandboxes;
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
        Change(
            "spec.containers[main].securityContext.allowPrivilegeEscalation is true, expected false",
            pod => MainOf(pod)["securityContext"]!["allowPrivilegeEscalation"] = true),
        Change("spec.containers[main].securityContext.privileged was added: true", pod => MainOf(pod)["securityContext"]!["privileged"] = true),
        Change("spec.containers[main].securityContext.runAsUser was added: 65532", pod => MainOf(pod)["securityContext"]!["runAsUser"] = 65532),
        Change(
            """spec.containers[main].securityContext.capabilities.drop is ["NET_RAW"], expected ["ALL"]""",
            pod => MainOf(pod)["securityContext"]!["capabilities"]!["drop"] = new JsonArray("NET_RAW")),
        Change(
            """spec.containers[main].securityContext.capabilities.add was added: ["NET_RAW"]""",
            pod => MainOf(pod)["securityContext"]!["capabilities"]!["add"] = new JsonArray("NET_RAW")),
        Change(
            """spec.securityContext.seccompProfile.type is "Unconfined", expected "RuntimeDefault" """.TrimEnd(),
            pod => Spec(pod)["securityContext"]!["seccompProfile"]!["type"] = "Unconfined"),
        Change("spec.securityContext.fsGroup is missing, expected 65532", pod => Spec(pod)["securityContext"]!.AsObject().Remove("fsGroup")),
        Change("spec.shareProcessNamespace is missing, expected true", pod => Spec(pod).Remove("shareProcessNamespace")),
        Change("spec.automountServiceAccountToken is true, expected false", pod => Spec(pod)["automountServiceAccountToken"] = true),
        Change("spec.hostNetwork is true", pod => Spec(pod)["hostNetwork"] = true),
        Change(
            """spec.containers[istio-proxy] was added: {"name":"istio-proxy"}""",
            pod => Spec(pod)["containers"]!.AsArray().Add(new JsonObject { ["name"] = "istio-proxy" })),
        Change(
            """spec.initContainers was added: [{"name":"istio-init"}]""",
            pod => Spec(pod)["initContainers"] = new JsonArray(new JsonObject { ["name"] = "istio-init" })),
        Change("""spec.volumes[token] was added: {"name":"token"}""", pod => Spec(pod)["volumes"]!.AsArray().Add(new JsonObject { ["name"] = "token" })),
        Change(
            """spec.containers[main].volumeMounts[/token] was added: {"name":"data","mountPath":"/token"}""",
            pod => MainOf(pod)["volumeMounts"]!.AsArray().Add(new JsonObject { ["name"] = "data", ["mountPath"] = "/token" })),
        Change(
            """spec.containers[main].env[EXTRA] was added: {"name":"EXTRA","value":"1"}""",
            pod => MainOf(pod)["env"]!.AsArray().Add(new JsonObject { ["name"] = "EXTRA", ["value"] = "1" })),
        Change(
            """spec.containers[main].command was added: ["/vault/env","sleep","infinity"]""",
            pod => MainOf(pod)["command"] = new JsonArray("/vault/env", "sleep", "infinity")),
        Change(
            """spec.containers[main].envFrom was added: [{"secretRef":{"name":"all"}}]""",
            pod => MainOf(pod)["envFrom"] = new JsonArray(new JsonObject { ["secretRef"] = new JsonObject { ["name"] = "all" } })),
        Change(
            """spec.containers[main].lifecycle was added: {"postStart":{}}""",
            pod => MainOf(pod)["lifecycle"] = new JsonObject { ["postStart"] = new JsonObject() }),
        Change("""spec.containers[main].volumeMounts[/mnt/data].readOnly was added: true""", pod => MainOf(pod)["volumeMounts"]![0]!["readOnly"] = true),
        Change("""spec.volumes[data].emptyDir.medium was added: "Memory" """.TrimEnd(), pod => Spec(pod)["volumes"]![0]!["emptyDir"]!["medium"] = "Memory"),
        Change(
            """spec.containers[main].resources.limits.memory is "1Gi", expected "512Mi" """.TrimEnd(),
            pod => MainOf(pod)["resources"]!["limits"]!["memory"] = "1Gi"),
        Change(
            """spec.containers[sidecar].livenessProbe.httpGet.path is "/", expected "/health" """.TrimEnd(),
            pod => SidecarOf(pod)["livenessProbe"]!["httpGet"]!["path"] = "/"),
        Change(
            """spec.containers[main].livenessProbe was added: {"exec":{}}""",
            pod => MainOf(pod)["livenessProbe"] = new JsonObject { ["exec"] = new JsonObject() }),
        Change(
            """metadata.labels.kcr.dev/session is missing, expected "0123abcd" """.TrimEnd(),
            pod => pod["metadata"]!["labels"]!.AsObject().Remove("kcr.dev/session")),
        Change("spec.hostUsers was added: false", pod => Spec(pod)["hostUsers"] = false),
        Change(
            """spec.resources was added: {"limits":{"cpu":"250m"}}""",
            pod => Spec(pod)["resources"] = new JsonObject { ["limits"] = new JsonObject { ["cpu"] = "250m" } }),
        Change("""spec.hostname was added: "web" """.TrimEnd(), pod => Spec(pod)["hostname"] = "web"),
        Change("""spec.subdomain was added: "sandboxes" """.TrimEnd(), pod => Spec(pod)["subdomain"] = "sandboxes"),
        Change(
            """spec.hostAliases was added: [{"ip":"192.0.2.7","hostnames":["proxy"]}]""",
            pod => Spec(pod)["hostAliases"] = Json("""[{"ip":"192.0.2.7","hostnames":["proxy"]}]""")),
        Change("""spec.dnsPolicy was added: "None" """.TrimEnd(), pod => Spec(pod)["dnsPolicy"] = "None"),
        Change("""spec.dnsConfig was added: {"nameservers":["192.0.2.53"]}""", pod => Spec(pod)["dnsConfig"] = Json("""{"nameservers":["192.0.2.53"]}""")),
        Change("""spec.runtimeClassName was added: "gvisor" """.TrimEnd(), pod => Spec(pod)["runtimeClassName"] = "gvisor"),
        Change("""spec.overhead was added: {"memory":"120Mi"}""", pod => Spec(pod)["overhead"] = Json("""{"memory":"120Mi"}""")),
        Change("""spec.serviceAccountName was added: "builder" """.TrimEnd(), pod => Spec(pod)["serviceAccountName"] = "builder"),
        Change("spec.priority was added: 2000000000", pod => Spec(pod)["priority"] = 2000000000),
        Change("""spec.priorityClassName was added: "system-node-critical" """.TrimEnd(), pod => Spec(pod)["priorityClassName"] = "system-node-critical"),
        Change("""spec.nodeSelector was added: {"pool":"spot"}""", pod => Spec(pod)["nodeSelector"] = Json("""{"pool":"spot"}""")),
        Change(
            """spec.tolerations was added: {"key":"pool","operator":"Equal","value":"spot","effect":"NoSchedule"}""",
            pod => Spec(pod)["tolerations"]!.AsArray().Add(Json("""{"key":"pool","operator":"Equal","value":"spot","effect":"NoSchedule"}"""))),
        Change(
            """spec.resourceClaims was added: [{"name":"gpu","resourceClaimName":"shared"}]""",
            pod => Spec(pod)["resourceClaims"] = Json("""[{"name":"gpu","resourceClaimName":"shared"}]""")),
        Change("spec.activeDeadlineSeconds was added: 60", pod => Spec(pod)["activeDeadlineSeconds"] = 60),
        Change("spec.securityContext.runAsUser was added: 1000", pod => Spec(pod)["securityContext"]!["runAsUser"] = 1000),
        Change("spec.securityContext.supplementalGroups was added: [0]", pod => Spec(pod)["securityContext"]!["supplementalGroups"] = new JsonArray(0)),
        Change(
            """spec.containers[main].resources.limits.ephemeral-storage was added: "1Gi" """.TrimEnd(),
            pod => MainOf(pod)["resources"]!["limits"]!["ephemeral-storage"] = "1Gi"),
        Change(
            """spec.containers[main].resources.claims was added: [{"name":"gpu"}]""",
            pod => MainOf(pod)["resources"]!["claims"] = Json("""[{"name":"gpu"}]""")),
        Change(
            """spec.containers[main].terminationMessagePolicy was added: "FallbackToLogsOnError" """.TrimEnd(),
            pod => MainOf(pod)["terminationMessagePolicy"] = "FallbackToLogsOnError"),
        Change(
            """spec.containers[main].lifecycle was added: {"stopSignal":"SIGKILL"}""",
            pod => MainOf(pod)["lifecycle"] = Json("""{"stopSignal":"SIGKILL"}""")),
        Change(
            """spec.containers[main].securityContext.procMount was added: "Unmasked" """.TrimEnd(),
            pod => MainOf(pod)["securityContext"]!["procMount"] = "Unmasked"),
        Change("spec.containers[main].stdin was added: true", pod => MainOf(pod)["stdin"] = true),
        Change(
            """metadata.annotations[container.apparmor.security.beta.kubernetes.io/main] was added: "unconfined" """.TrimEnd(),
            pod => pod["metadata"]!["annotations"] = Json("""{"container.apparmor.security.beta.kubernetes.io/main":"unconfined"}""")),
    ];

    [TestCaseSource(nameof(Changes))]
    public void A_change_is_named_by_its_path(string difference, Action<JsonObject> change)
    {
        foreach (var stored in Servers.Select(server => Stored(server.Additions)))
        {
            change(stored);

            PodDifferences.Between(Contract, stored).ShouldBe([difference]);
        }
    }

    [TestCaseSource(nameof(Servers))]
    public void What_an_API_server_fills_in_is_no_difference((string Version, string Additions) server) =>
        PodDifferences.Between(Contract, Stored(server.Additions)).ShouldBeEmpty();

    [Test]
    public void A_default_PriorityClass_is_no_difference([ValueSource(nameof(Servers))] (string Version, string Additions) server)
    {
        var stored = Stored(server.Additions);
        Spec(stored)["priorityClassName"] = "batch";
        Spec(stored)["priority"] = 1000;
        Spec(stored)["preemptionPolicy"] = "Never";

        PodDifferences.Between(Contract, stored).ShouldBeEmpty();
    }

    [Test]
    public void The_defaults_have_a_version_a_field_and_a_value_each()
    {
        var table = PodDefaults.Read().ToList();

        table.ShouldNotBeEmpty();
        table.ShouldAllBe(line => Version.Parse(line.Since) >= new Version(1, 0) && line.Field.Length > 5 && line.Value.ToJsonString().Length > 0);
        table.Select(line => line.Field).Where(field => !field.EndsWith("[]", StringComparison.Ordinal)).ShouldBeUnique();
    }

    /// <summary>What servers add to a pod of this shape by themselves, as their API's reference says it.</summary>
    private static (string Version, string Additions)[] Servers =>
    [
        ("1.20", """
            {
              "metadata": {"uid": "1", "resourceVersion": "2", "annotations": {"seccomp.security.alpha.kubernetes.io/pod": "runtime/default", "kubernetes.io/psp": "sandboxes"}},
              "spec": {
                "dnsPolicy": "ClusterFirst", "enableServiceLinks": true, "nodeName": "node", "preemptionPolicy": "PreemptLowerPriority", "priority": 0,
                "schedulerName": "default-scheduler", "serviceAccount": "default", "serviceAccountName": "default", "hostNetwork": false,
                "imagePullSecrets": [{"name": "of-the-service-account"}],
                "tolerations": [
                  {"effect": "NoExecute", "key": "node.kubernetes.io/not-ready", "operator": "Exists", "tolerationSeconds": 300},
                  {"effect": "NoExecute", "key": "node.kubernetes.io/unreachable", "operator": "Exists", "tolerationSeconds": 300}]
              },
              "container": {"terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File"},
              "status": {"phase": "Running", "qosClass": "Burstable"}
            }
            """),
        ("1.36", """
            {
              "metadata": {"uid": "1", "generation": 1, "annotations": {"cni.projectcalico.org/podIP": "10.0.0.7/32"}, "managedFields": []},
              "spec": {
                "dnsPolicy": "ClusterFirst", "enableServiceLinks": true, "nodeName": "kind-worker", "preemptionPolicy": "PreemptLowerPriority", "priority": 0,
                "schedulerName": "default-scheduler", "serviceAccount": "default", "serviceAccountName": "default",
                "tolerations": [
                  {"effect": "NoExecute", "key": "node.kubernetes.io/not-ready", "operator": "Exists", "tolerationSeconds": 60},
                  {"effect": "NoExecute", "key": "node.kubernetes.io/unreachable", "operator": "Exists", "tolerationSeconds": 60},
                  {"effect": "NoSchedule", "key": "node.kubernetes.io/memory-pressure", "operator": "Exists"}]
              },
              "container": {
                "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File",
                "resizePolicy": [{"resourceName": "cpu", "restartPolicy": "NotRequired"}, {"resourceName": "memory", "restartPolicy": "NotRequired"}]
              },
              "status": {"phase": "Running", "observedGeneration": 1, "hostIPs": [{"ip": "192.0.2.1"}], "qosClass": "Burstable"}
            }
            """),
    ];

    private static JsonObject Stored(string additions)
    {
        var stored = Contract.DeepClone().AsObject();
        var added = Json(additions).AsObject();
        Merge(stored["metadata"]!.AsObject(), added["metadata"]!);
        Merge(Spec(stored), added["spec"]!);
        foreach (var container in Spec(stored)["containers"]!.AsArray())
        {
            Merge(container!.AsObject(), added["container"]!);
        }

        stored["status"] = added["status"]!.DeepClone();
        return stored;

        static void Merge(JsonObject into, JsonNode from)
        {
            foreach (var member in from.AsObject())
            {
                into[member.Key] = member.Value!.DeepClone();
            }
        }
    }

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;

    private static JsonObject Spec(JsonObject pod) => pod["spec"]!.AsObject();

    private static JsonObject SidecarOf(JsonObject pod) => Spec(pod)["containers"]![1]!.AsObject();

    private static JsonObject MainOf(JsonObject pod) => Spec(pod)["containers"]![0]!.AsObject();

    [Test]
    public void The_token_is_never_shown_neither_the_one_sent_nor_the_one_stored()
    {
        var spec = Specs.Of("0123abcd") with { Token = SidecarToken.Create() };
        var stored = PodManifest.Render(spec, "tests");
        var contract = PodManifest.Render(spec with { Token = SidecarToken.Create() }, "tests");

        PodDifferences.Between(contract, stored).ShouldBe(
            ["spec.containers[sidecar].env[SIDECAR_TOKEN].value is \"(not shown)\", expected \"(not shown)\""]);
    }

    private static TestCaseData Change(string difference, Action<JsonObject> change) =>
        new TestCaseData(difference, change).SetArgDisplayNames(difference);
}
