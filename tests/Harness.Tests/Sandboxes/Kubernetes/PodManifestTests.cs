using System.Text.Json.Nodes;
using Harness.Catalog;
using Harness.Sandboxes;
using Harness.Sandboxes.Kubernetes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Sandboxes.Kubernetes;

[Parallelizable(ParallelScope.All)]
public sealed class PodManifestTests
{
    private static readonly SandboxSpec Spec = Specs.Of("0123abcd", "c-cpp C++/x");
    private static readonly JsonObject Pod = PodManifest.Render(Spec, "tests");

    [Test]
    public void The_pod_has_what_the_contract_says_of_pods()
    {
        var expected = JsonNode.Parse(
            """
            {
              "restartPolicy": "Never",
              "shareProcessNamespace": true,
              "automountServiceAccountToken": false,
              "terminationGracePeriodSeconds": 10,
              "securityContext": { "runAsNonRoot": true, "fsGroup": 65532, "seccompProfile": { "type": "RuntimeDefault" } },
              "volumes": [{ "name": "data", "emptyDir": { "sizeLimit": "1Gi" } }]
            }
            """)!.AsObject();
        var spec = Pod["spec"]!.DeepClone().AsObject();
        spec.Remove("containers");

        JsonNode.DeepEquals(spec, expected).ShouldBeTrue(spec.ToJsonString());
    }

    [Test]
    public void Main_may_gain_nothing_and_gets_the_hostile_environment()
    {
        var main = Container("main");

        main["securityContext"]!.ToJsonString().ShouldBe("""{"runAsGroup":65532,"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}""");
        main["resources"]!["limits"]!.ToJsonString().ShouldBe("""{"cpu":"1","memory":"512Mi"}""");
        main["volumeMounts"]!.ToJsonString().ShouldBe("""[{"name":"data","mountPath":"/mnt/data"}]""");
        main["env"]!.AsArray().Select(variable => ((string)variable!["name"]!, (string)variable["value"]!))
            .ShouldBe(HostileEnvironment.Variables.Select(variable => (variable.Key, variable.Value)));
    }

    [Test]
    public void The_sidecar_has_its_three_capabilities_and_may_gain_them()
    {
        var sidecar = Container("sidecar");

        sidecar["securityContext"]!.ToJsonString().ShouldBe(
            """{"runAsGroup":65532,"allowPrivilegeEscalation":true,"capabilities":{"drop":["ALL"],"add":["SYS_PTRACE","SYS_ADMIN","SYS_CHROOT"]}}""");
        sidecar["resources"]!["limits"]!["cpu"]!.ToJsonString().ShouldBe("\"500m\"");
    }

    [Test]
    public void A_kubelet_looks_after_the_sidecar_and_not_after_main()
    {
        Container("sidecar")["livenessProbe"]!.ToJsonString().ShouldBe(
            """{"httpGet":{"path":"/health","port":8080,"scheme":"HTTP"},"periodSeconds":10,"timeoutSeconds":5,"failureThreshold":6,"successThreshold":1}""");
        Container("main")["livenessProbe"].ShouldBeNull();
        PodManifest.Render(Spec with { HasNetwork = false }).ToJsonString().ShouldNotContain("livenessProbe");
    }

    [Test]
    public void A_read_only_root_comes_with_a_tmp_in_memory()
    {
        var pod = PodManifest.Render(Spec with { Main = Spec.Main with { ReadOnlyRoot = true } }, "tests");
        var (main, sidecar) = (pod["spec"]!["containers"]![0]!, pod["spec"]!["containers"]![1]!);

        ((bool)main["securityContext"]!["readOnlyRootFilesystem"]!).ShouldBeTrue();
        main["volumeMounts"]!.ToJsonString().ShouldBe("""[{"name":"data","mountPath":"/mnt/data"},{"name":"tmp","mountPath":"/tmp"}]""");
        pod["spec"]!["volumes"]![1]!.ToJsonString().ShouldBe("""{"name":"tmp","emptyDir":{"medium":"Memory","sizeLimit":"1Gi"}}""");
        sidecar["securityContext"]!["readOnlyRootFilesystem"].ShouldBeNull();
        sidecar["volumeMounts"]!.AsArray().Count.ShouldBe(1);
    }

    [Test]
    public void The_network_is_taken_away_before_main_starts()
    {
        var isolating = PodManifest.Render(Spec, "tests", isolatingImage: "kcr-sidecar:latest")["spec"]!["initContainers"]!.AsArray().ShouldHaveSingleItem()!;

        isolating["command"]!.ToJsonString().ShouldBe("""["/app/sidecar","isolate"]""");
        isolating["imagePullPolicy"]!.ToJsonString().ShouldBe("\"Never\"");
        isolating["securityContext"]!.ToJsonString().ShouldBe(
            """{"runAsNonRoot":false,"runAsUser":0,"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"],"add":["NET_ADMIN"]}}""");
    }

    [Test]
    public void Neither_user_nor_command_is_overridden()
    {
        var json = Pod.ToJsonString();

        json.ShouldNotContain("runAsUser");
        json.ShouldNotContain("\"command\"");
        json.ShouldNotContain("\"args\"");
        json.ShouldNotContain("workingDir");
    }

    [Test]
    public void The_name_is_one_that_DNS_takes_and_the_labels_are_the_sessions()
    {
        var metadata = Pod["metadata"]!;

        ((string)metadata["name"]!).ShouldBe("kcr-0123abcd-c-cpp-c---x");
        ((string)metadata["namespace"]!).ShouldBe("tests");
        ((string)metadata["labels"]![Session.IdLabel]!).ShouldBe("0123abcd");
        ((string)metadata["labels"]![Session.ManagedByLabel]!).ShouldBe(Session.ManagedBy);
    }

    [TestCase("kcr-python:latest", "Never")]
    [TestCase("localhost/tests/python:1", "Never")]
    [TestCase("localhost:5000/kcr-python:1", "IfNotPresent")]
    [TestCase("ghcr.io/user/kubecoderun-python:1", "IfNotPresent")]
    public void An_image_that_no_registry_has_is_never_pulled(string image, string policy)
    {
        var pod = PodManifest.Render(Spec with { Main = Spec.Main with { Image = image } });

        ((string)pod["spec"]!["containers"]![0]!["imagePullPolicy"]!).ShouldBe(policy);
    }

    [Test]
    public void A_pull_secret_is_named_where_there_is_one()
    {
        PodManifest.Render(Spec, pullSecret: "kcr-1-pull")["spec"]!["imagePullSecrets"]!.ToJsonString().ShouldBe("""[{"name":"kcr-1-pull"}]""");
        Pod.ToJsonString().ShouldNotContain("imagePullSecrets");
    }

    [Test]
    public void A_pod_is_placed_as_those_of_production_are()
    {
        var placement = new PodPlacement
        {
            RuntimeClass = "gvisor",
            NodeSelector = new Dictionary<string, string> { ["pool"] = "sandboxes" },
            Tolerations = [new("sandbox", "Equal", "yes", "NoSchedule"), new(null, "Exists", null, null)],
            PullSecrets = ["dhi-credentials"],
        };
        var spec = PodManifest.Render(Spec, pullSecret: "kcr-1-pull", placement: placement)["spec"]!;

        spec["runtimeClassName"]!.GetValue<string>().ShouldBe("gvisor");
        spec["nodeSelector"]!.ToJsonString().ShouldBe("""{"pool":"sandboxes"}""");
        spec["tolerations"]!.ToJsonString().ShouldBe("""[{"key":"sandbox","operator":"Equal","value":"yes","effect":"NoSchedule"},{"operator":"Exists"}]""");
        spec["imagePullSecrets"]!.ToJsonString().ShouldBe("""[{"name":"dhi-credentials"},{"name":"kcr-1-pull"}]""");
        foreach (var field in (string[])["runtimeClassName", "nodeSelector", "tolerations", "imagePullSecrets"])
        {
            Pod["spec"]!.AsObject().ContainsKey(field).ShouldBeFalse();
        }
    }

    [Test]
    public void Another_sidecar_is_probed_from_a_third_container_with_the_sidecars_security_context()
    {
        var containers = PodManifest.Render(Spec, probeImage: "kcr-sidecar:latest")["spec"]!["containers"]!.AsArray();

        containers.Count.ShouldBe(3);
        ((string)containers[2]!["image"]!).ShouldBe("kcr-sidecar:latest");
        containers[2]!["command"]!.ToJsonString().ShouldBe("""["/usr/bin/catatonit","-P"]""");
        JsonNode.DeepEquals(containers[2]!["securityContext"], containers[1]!["securityContext"]).ShouldBeTrue();
    }

    private static JsonNode Container(string name) =>
        Pod["spec"]!["containers"]!.AsArray().Single(container => (string)container!["name"]! == name)!;
}
