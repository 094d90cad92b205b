using System.Text.Json.Nodes;
using Harness.Catalog;
using Harness.Sandboxes;
using Harness.Sandboxes.Kubernetes;
using Harness.Sandboxes.Kubernetes.Drift;
using Harness.Tests.Catalog;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Sandboxes.Kubernetes.Drift;

[Parallelizable(ParallelScope.All)]
internal sealed class DriftTests
{
    private static readonly ImageCatalog Catalog = CatalogLoader.Load(RepositoryRoot.Path);

    private const string LivenessProbe =
        """{"httpGet":{"path":"/health","port":8080,"scheme":"HTTP"},"periodSeconds":10,"timeoutSeconds":5,"failureThreshold":6,"successThreshold":1}""";

    private static IEnumerable<TestCaseData> Changes =>
    [
        // The pod.
        Change("no shared processes", "spec.shareProcessNamespace", "true", "absent (not shared)", pod => Spec(pod).Remove("shareProcessNamespace")),
        Change("processes shared by a text", "spec.shareProcessNamespace", "true", "\"true\"", pod => Spec(pod)["shareProcessNamespace"] = "true"),
        Change("the token mounted", "spec.automountServiceAccountToken", "false", "true", pod => Spec(pod)["automountServiceAccountToken"] = true),
        Change(
            "the token mounted by default", "spec.automountServiceAccountToken", "false", "absent (the token is mounted)",
            pod => Spec(pod).Remove("automountServiceAccountToken")),
        Change("hostPID", "spec.hostPID", "absent", "true", pod => Spec(pod)["hostPID"] = true),
        Change("hostNetwork", "spec.hostNetwork", "absent", "true", pod => Spec(pod)["hostNetwork"] = true),
        Change("hostIPC", "spec.hostIPC", "absent", "true", pod => Spec(pod)["hostIPC"] = true),
        Change("a user namespace", "spec.hostUsers", "absent", "false", pod => Spec(pod)["hostUsers"] = false),
        Change("another runtime", "spec.runtimeClassName", "absent", "\"kata\"", pod => Spec(pod)["runtimeClassName"] = "kata"),
        Change("no fsGroup", "spec.securityContext.fsGroup", "65532", "absent", pod => Context(Spec(pod)).Remove("fsGroup")),
        Change("another fsGroup", "spec.securityContext.fsGroup", "65532", "0", pod => Context(Spec(pod))["fsGroup"] = 0),
        Change(
            "fsGroup on a mismatch only", "spec.securityContext.fsGroupChangePolicy", "absent", "\"OnRootMismatch\"",
            pod => Context(Spec(pod))["fsGroupChangePolicy"] = "OnRootMismatch"),
        Change(
            "further groups", "spec.securityContext.supplementalGroups", "absent", "[0]",
            pod => Context(Spec(pod))["supplementalGroups"] = new JsonArray(0)),
        Change(
            "a sysctl", "spec.securityContext.sysctls", "absent", """[{"name":"a","value":"1"}]""",
            pod => Context(Spec(pod))["sysctls"] = new JsonArray(new JsonObject { ["name"] = "a", ["value"] = "1" })),
        Change("root allowed", "spec.securityContext.runAsNonRoot", "true", "absent (root is allowed)", pod => Context(Spec(pod)).Remove("runAsNonRoot")),
        Change(
            "no seccomp", "spec.securityContext.seccompProfile", """{"type":"RuntimeDefault"}""", "absent (unconfined)",
            pod => Context(Spec(pod)).Remove("seccompProfile")),
        Change(
            "seccomp unconfined for the pod", "spec.securityContext.seccompProfile", """{"type":"RuntimeDefault"}""", """{"type":"Unconfined"}""",
            pod => Context(Spec(pod))["seccompProfile"]!["type"] = "Unconfined"),
        Change("the pod as root", "spec.securityContext.runAsUser", "absent (the image's own USER, 65532)", "0", pod => Context(Spec(pod))["runAsUser"] = 0),
        Change("a field of a newer Kubernetes", "spec.securityContext.newMember", "absent", "\"x\"", pod => Context(Spec(pod))["newMember"] = "x"),
        Change(
            "AppArmor off by annotation", "metadata.annotations[container.apparmor.security.beta.kubernetes.io/main]", "absent", "\"unconfined\"",
            pod => pod["metadata"]!["annotations"] = new JsonObject { ["container.apparmor.security.beta.kubernetes.io/main"] = "unconfined" }),

        // Main and the sidecar.
        Change("main privileged", "spec.containers[main].securityContext.privileged", "absent", "true", pod => Context(MainOf(pod))["privileged"] = true),
        Change(
            "main may gain privileges", "spec.containers[main].securityContext.allowPrivilegeEscalation", "false", "true",
            pod => Context(MainOf(pod))["allowPrivilegeEscalation"] = true),
        Change(
            "main may gain privileges by default", "spec.containers[main].securityContext.allowPrivilegeEscalation", "false", "absent (allowed)",
            pod => Context(MainOf(pod)).Remove("allowPrivilegeEscalation")),
        Change(
            "the sidecar may not", "spec.containers[sidecar].securityContext.allowPrivilegeEscalation", "true", "false",
            pod => Context(SidecarOf(pod))["allowPrivilegeEscalation"] = false),
        Change(
            "nothing dropped", "spec.containers[main].securityContext.capabilities.drop", """["ALL"]""", "absent",
            pod => Context(MainOf(pod))["capabilities"]!.AsObject().Remove("drop")),
        Change(
            "only some dropped", "spec.containers[sidecar].securityContext.capabilities.drop", """["ALL"]""", """["NET_RAW"]""",
            pod => Context(SidecarOf(pod))["capabilities"]!["drop"] = new JsonArray("NET_RAW")),
        Change(
            "a capability for main", "spec.containers[main].securityContext.capabilities.add", "absent", """["NET_RAW"]""",
            pod => Context(MainOf(pod))["capabilities"]!["add"] = new JsonArray("NET_RAW")),
        Change(
            "a capability less for the sidecar", "spec.containers[sidecar].securityContext.capabilities.add",
            """["SYS_PTRACE","SYS_ADMIN","SYS_CHROOT"]""", """["SYS_PTRACE"]""",
            pod => Context(SidecarOf(pod))["capabilities"]!["add"] = new JsonArray("SYS_PTRACE")),
        Change(
            "main as another user", "spec.containers[main].securityContext.runAsUser", "absent (the image's own USER, 65532)", "1000",
            pod => Context(MainOf(pod))["runAsUser"] = 1000),
        Change("main in another group", "spec.containers[main].securityContext.runAsGroup", "65532", "0", pod => Context(MainOf(pod))["runAsGroup"] = 0),
        Change(
            "main in the image's group", "spec.containers[main].securityContext.runAsGroup", "65532", "absent (the group of the image's passwd, or root)",
            pod => Context(MainOf(pod)).Remove("runAsGroup")),
        Change(
            "main allowed to be root", "spec.containers[main].securityContext.runAsNonRoot", "true", "false",
            pod => Context(MainOf(pod))["runAsNonRoot"] = false),
        Change(
            "main's seccomp unconfined", "spec.containers[main].securityContext.seccompProfile", """{"type":"RuntimeDefault"}""", """{"type":"Unconfined"}""",
            pod => Context(MainOf(pod))["seccompProfile"] = new JsonObject { ["type"] = "Unconfined" }),
        Change(
            "a profile of its own", "spec.containers[sidecar].securityContext.seccompProfile",
            """{"type":"RuntimeDefault"}""", """{"type":"Localhost","localhostProfile":"x.json"}""",
            pod => Context(SidecarOf(pod))["seccompProfile"] = new JsonObject { ["type"] = "Localhost", ["localhostProfile"] = "x.json" }),
        Change(
            "AppArmor off", "spec.containers[main].securityContext.appArmorProfile", "absent (the runtime's default)", """{"type":"Unconfined"}""",
            pod => Context(MainOf(pod))["appArmorProfile"] = new JsonObject { ["type"] = "Unconfined" }),
        Change(
            "a read-only root", "spec.containers[main].securityContext.readOnlyRootFilesystem", "absent (writable)", "true",
            pod => Context(MainOf(pod))["readOnlyRootFilesystem"] = true),
        Change(
            "an unmasked proc", "spec.containers[sidecar].securityContext.procMount", "absent", "\"Unmasked\"",
            pod => Context(SidecarOf(pod))["procMount"] = "Unmasked"),
        Change(
            "a label", "spec.containers[main].securityContext.seLinuxOptions", "absent", """{"type":"spc_t"}""",
            pod => Context(MainOf(pod))["seLinuxOptions"] = new JsonObject { ["type"] = "spc_t" }),
        Change(
            "a command", "spec.containers[main].command", "absent", """["sleep","infinity"]""",
            pod => MainOf(pod)["command"] = new JsonArray("sleep", "infinity")),
        Change("arguments", "spec.containers[main].args", "absent", """["sleep","1"]""", pod => MainOf(pod)["args"] = new JsonArray("sleep", "1")),
        Change("a command of the sidecar", "spec.containers[sidecar].command", "absent", """["sh"]""", pod => SidecarOf(pod)["command"] = new JsonArray("sh")),
        Change("a working directory", "spec.containers[main].workingDir", "absent", "\"/app\"", pod => MainOf(pod)["workingDir"] = "/app"),
        Change(
            "a secret for main", "spec.containers[main].env[TOKEN]", "absent", """{"secretKeyRef":{"name":"s","key":"k"}}""",
            pod => Env(MainOf(pod)).Add(new JsonObject
            {
                ["name"] = "TOKEN",
                ["valueFrom"] = new JsonObject { ["secretKeyRef"] = new JsonObject { ["name"] = "s", ["key"] = "k" } }
            })),
        Change(
            "a library for main's env", "spec.containers[main].env[LD_PRELOAD]", "absent", "\"/x.so\"",
            pod => Env(MainOf(pod)).Add(Variable("LD_PRELOAD", "/x.so"))),
        Change(
            "all of a secret", "spec.containers[main].envFrom", "absent", """[{"secretRef":{"name":"s"}}]""",
            pod => MainOf(pod)["envFrom"] = new JsonArray(new JsonObject { ["secretRef"] = new JsonObject { ["name"] = "s" } })),
        Change("a variable of the sidecar", "spec.containers[sidecar].env[TOKEN]", "absent", "\"x\"", pod => Env(SidecarOf(pod)).Add(Variable("TOKEN", "x"))),
        Change(
            "the network open to toolchains", "spec.containers[sidecar].env[NETWORK_ISOLATED]", "\"true\"", "absent (false)",
            pod => Env(SidecarOf(pod)).RemoveAll(variable => (string)variable!["name"]! == "NETWORK_ISOLATED")),
        Change(
            "another limit of time", "spec.containers[sidecar].env[MAX_EXECUTION_TIME]", "absent (120)", "\"3600\"",
            pod => Env(SidecarOf(pod)).Add(Variable("MAX_EXECUTION_TIME", "3600"))),
        Change(
            "no limit of memory", "spec.containers[main].resources.limits.memory", "\"512Mi\"", "absent (unlimited)",
            pod => Limits(MainOf(pod)).Remove("memory")),
        Change(
            "no limit of processors", "spec.containers[sidecar].resources.limits.cpu", "\"1\"", "absent (unlimited)",
            pod => Limits(SidecarOf(pod)).Remove("cpu")),
        Change("another limit", "spec.containers[main].resources.limits.memory", "\"512Mi\"", "\"4Gi\"", pod => Limits(MainOf(pod))["memory"] = "4Gi"),
        Change(
            "a hook", "spec.containers[main].lifecycle.postStart", "absent", """{"exec":{"command":["x"]}}""",
            pod => MainOf(pod)["lifecycle"] = JsonNode.Parse("""{"postStart":{"exec":{"command":["x"]}}}""")),
        Change(
            "a hook at the end", "spec.containers[sidecar].lifecycle.preStop", "absent", """{"sleep":{"seconds":5}}""",
            pod => SidecarOf(pod)["lifecycle"] = JsonNode.Parse("""{"preStop":{"sleep":{"seconds":5}}}""")),
        Change(
            "another signal to stop", "spec.containers[main].lifecycle.stopSignal", "absent", "\"SIGUSR1\"",
            pod => MainOf(pod)["lifecycle"] = JsonNode.Parse("""{"stopSignal":"SIGUSR1"}""")),
        Change(
            "a moment of a newer Kubernetes", "spec.containers[main].lifecycle.onFreeze", "absent", "{\"x\":1}",
            pod => MainOf(pod)["lifecycle"] = JsonNode.Parse("""{"onFreeze":{"x":1}}""")),
        Change(
            "rules of restarting", "spec.containers[main].restartPolicyRules", "absent",
            """[{"action":"Restart","exitCodes":{"operator":"In","values":[137]}}]""",
            pod => MainOf(pod)["restartPolicyRules"] = JsonNode.Parse("""[{"action":"Restart","exitCodes":{"operator":"In","values":[137]}}]""")),
        Change(
            "a policy of restarting of its own", "spec.containers[main].restartPolicy", "absent", "\"Never\"",
            pod => MainOf(pod)["restartPolicy"] = "Never"),
        Change(
            "less than the disk", "spec.containers[main].resources.limits.ephemeral-storage", "absent", "\"100Mi\"",
            pod => Limits(MainOf(pod))["ephemeral-storage"] = "100Mi"),
        Change(
            "a graphics card", "spec.containers[main].resources.limits.nvidia.com/gpu", "absent (none)", "1",
            pod => Limits(MainOf(pod))["nvidia.com/gpu"] = 1),
        Change(
            "huge pages", "spec.containers[sidecar].resources.limits.hugepages-2Mi", "absent (none)", "\"64Mi\"",
            pod => Limits(SidecarOf(pod))["hugepages-2Mi"] = "64Mi"),
        Change(
            "a claimed device", "spec.containers[main].resources.claims", "absent", """[{"name":"gpu"}]""",
            pod => MainOf(pod)["resources"]!["claims"] = JsonNode.Parse("""[{"name":"gpu"}]""")),
        Change(
            "a claim of the pod", "spec.resourceClaims", "absent", """[{"name":"gpu","resourceClaimName":"g"}]""",
            pod => Spec(pod)["resourceClaims"] = JsonNode.Parse("""[{"name":"gpu","resourceClaimName":"g"}]""")),
        Change(
            "less memory for both than for each", "spec.resources.limits.memory", "absent (the containers' own limits)", "\"600Mi\"",
            pod => OfPod(pod, "memory", "600Mi")),
        Change(
            "less of the processors for both than for each", "spec.resources.limits.cpu", "absent (the containers' own limits)", "\"1500m\"",
            pod => OfPod(pod, "cpu", "1500m")),
        Change("huge pages of the pod", "spec.resources.limits.hugepages-2Mi", "absent (none)", "\"64Mi\"", pod => OfPod(pod, "hugepages-2Mi", "64Mi")),
        Change(
            "a limit of the pod alone", "spec.containers[main].resources.limits.memory", "\"512Mi\"",
            "absent (up to the pod's own limit of \"4Gi\", which all its containers share)",
            pod =>
            {
                Limits(MainOf(pod)).Remove("memory");
                OfPod(pod, "memory", "4Gi");
            }),
        Change("no probe of the sidecar", "spec.containers[sidecar].livenessProbe", LivenessProbe, "absent", pod => SidecarOf(pod).Remove("livenessProbe")),
        Change(
            "a probe of something else", "spec.containers[sidecar].livenessProbe", LivenessProbe, """{"httpGet":{"path":"/","port":8080}}""",
            pod => SidecarOf(pod)["livenessProbe"] = JsonNode.Parse("""{"httpGet":{"path":"/","port":8080}}""")),
        Change(
            "a probe of main", "spec.containers[main].livenessProbe", "absent", """{"exec":{"command":["x"]}}""",
            pod => MainOf(pod)["livenessProbe"] = JsonNode.Parse("""{"exec":{"command":["x"]}}""")),
        Change(
            "a device", "spec.containers[main].volumeDevices", "absent", """[{"name":"d","devicePath":"/dev/x"}]""",
            pod => MainOf(pod)["volumeDevices"] = JsonNode.Parse("""[{"name":"d","devicePath":"/dev/x"}]""")),
        Change(
            "a port on the node", "spec.containers[sidecar].ports[8080].hostPort", "absent", "80",
            pod => SidecarOf(pod)["ports"] = JsonNode.Parse("""[{"containerPort":8080,"hostPort":80}]""")),

        // Volumes and mounts.
        Change(
            "no limit of size", "spec.volumes[data].emptyDir.sizeLimit", "\"1Gi\"", "absent (unlimited)",
            pod => Volumes(pod)[0]!["emptyDir"] = new JsonObject()),
        Change("another limit of size", "spec.volumes[data].emptyDir.sizeLimit", "\"1Gi\"", "\"1G\"", pod => Volumes(pod)[0]!["emptyDir"]!["sizeLimit"] = "1G"),
        Change("data in memory", "spec.volumes[data].emptyDir.medium", "absent", "\"Memory\"", pod => Volumes(pod)[0]!["emptyDir"]!["medium"] = "Memory"),
        Change(
            "a volume of the node that is not mounted", "spec.volumes[host]", "absent", """{"hostPath":{"path":"/"}}""",
            pod => Volumes(pod).Add(JsonNode.Parse("""{"name":"host","hostPath":{"path":"/"}}"""))),
        Change(
            "another mount", "spec.containers[main].volumeMounts[/token]", "absent", "\"data\"",
            pod => Mounts(MainOf(pod)).Add(JsonNode.Parse("""{"name":"data","mountPath":"/token"}"""))),
        Change("the sidecar without the data", "spec.containers[sidecar].volumeMounts[/mnt/data]", "\"data\"", "absent", pod => Mounts(SidecarOf(pod)).Clear()),
        Change(
            "data for reading only", "spec.containers[main].volumeMounts[/mnt/data].readOnly", "absent", "true",
            pod => Mounts(MainOf(pod))[0]!["readOnly"] = true),
        Change(
            "part of the volume", "spec.containers[main].volumeMounts[/mnt/data].subPath", "absent", "\"a\"",
            pod => Mounts(MainOf(pod))[0]!["subPath"] = "a"),
        Change(
            "mounts that propagate", "spec.containers[main].volumeMounts[/mnt/data].mountPropagation", "absent", "\"Bidirectional\"",
            pod => Mounts(MainOf(pod))[0]!["mountPropagation"] = "Bidirectional"),

        // Containers.
        Change(
            "another container", "spec.containers[proxy]", "absent", "\"envoy\"",
            pod => Spec(pod)["containers"]!.AsArray().Add(JsonNode.Parse("""{"name":"proxy","image":"envoy"}"""))),
        Change(
            "an init container", "spec.initContainers[init]", "absent", "\"busybox\"",
            pod => Spec(pod)["initContainers"] = JsonNode.Parse("""[{"name":"init","image":"busybox"}]""")),
        Change(
            "an ephemeral container", "spec.ephemeralContainers[debug]", "absent", "\"busybox\"",
            pod => Spec(pod)["ephemeralContainers"] = JsonNode.Parse("""[{"name":"debug","image":"busybox"}]""")),
        Change("no sidecar", "spec.containers[sidecar]", "a container", "absent", pod => Spec(pod)["containers"]!.AsArray().RemoveAt(1)),
        Change("no main", "spec.containers[main]", "a container", "absent", pod => Spec(pod)["containers"]!.AsArray().RemoveAt(0)),
    ];

    private static IEnumerable<TestCaseData> Alike =>
    [
        Same("nothing changed", _ => { }),
        Same("a limit of the pod that takes nothing from its containers", pod => OfPod(pod, "memory", "64Gi")),
        Same("no graphics card", pod => Limits(MainOf(pod))["nvidia.com/gpu"] = "0"),
        Same("the sidecar as one of Kubernetes' own", AsNativeSidecar),
        Same("what an API server fills in", FillIn),
        Same(
            "a probe with other patience",
            pod => SidecarOf(pod)["livenessProbe"] = JsonNode.Parse("""{"httpGet":{"path":"/health","port":"http"},"periodSeconds":3}""")),
        Same("the user named", pod => Context(MainOf(pod))["runAsUser"] = 65532),
        Same("what is the pod's said by its containers", pod =>
        {
            var context = Context(Spec(pod));
            foreach (var container in new[] { MainOf(pod), SidecarOf(pod) })
            {
                Context(container)["runAsNonRoot"] = true;
                Context(container)["seccompProfile"] = context["seccompProfile"]!.DeepClone();
            }

            context.Remove("runAsNonRoot");
            context.Remove("seccompProfile");
        }),
        Same("what is the containers' said by the pod", pod =>
        {
            Context(MainOf(pod)).Remove("runAsGroup");
            Context(SidecarOf(pod)).Remove("runAsGroup");
            Context(Spec(pod))["runAsGroup"] = 65532;
        }),
        Same("amounts in other units", pod =>
        {
            Limits(MainOf(pod))["cpu"] = 1.0m;
            Limits(MainOf(pod))["memory"] = "524288Ki";
            Limits(SidecarOf(pod))["cpu"] = "1000m";
            Volumes(pod)[0]!["emptyDir"]!["sizeLimit"] = "1024Mi";
        }),
        Same("capabilities in another order", pod => Context(SidecarOf(pod))["capabilities"]!["add"] = new JsonArray("SYS_ADMIN", "SYS_CHROOT", "SYS_PTRACE")),
        Same("a variable that env -i clears", pod => Env(MainOf(pod)).Add(Variable("ANY", "x"))),
        Same("no hostile variables", pod => MainOf(pod).Remove("env")),
        Same("the sidecar's own defaults", pod => Env(SidecarOf(pod)).RemoveAll(variable => (string)variable!["name"]! is "WORKING_DIR" or "SIDECAR_PORT")),
        Same("the language by its alias", pod => Env(SidecarOf(pod))[0]!["value"] = "py"),
        Same("another name of the volume", pod =>
        {
            Volumes(pod)[0]!["name"] = "work";
            Mounts(MainOf(pod))[0]!["name"] = "work";
            Mounts(SidecarOf(pod))[0]!["name"] = "work";
            Mounts(SidecarOf(pod))[0]!["mountPath"] = "/mnt/data/";
        }),
        Same("what is not of security", pod =>
        {
            Spec(pod)["restartPolicy"] = "Always";
            Spec(pod)["terminationGracePeriodSeconds"] = 60;
            MainOf(pod)["imagePullPolicy"] = "Always";
            MainOf(pod)["image"] = "registry.example.io/team/sandbox@sha256:0123";
            MainOf(pod)["resources"]!["requests"] = new JsonObject { ["cpu"] = "1" };
            SidecarOf(pod)["ports"] = JsonNode.Parse("""[{"containerPort":8080,"hostPort":0}]""");
            SidecarOf(pod)["readinessProbe"] = JsonNode.Parse("""{"httpGet":{"path":"/ready","port":8080}}""");
        }),
    ];

    [TestCaseSource(nameof(Changes))]
    public void A_difference_is_named(string path, string expected, string seen, Action<JsonObject> change)
    {
        var pod = Pod("python");
        change(pod);

        var difference = Compare(pod).Differences.ShouldHaveSingleItem();

        (difference.Path, difference.Expected, difference.Seen).ShouldBe((path, expected, seen));
        difference.Why.ShouldNotBeNullOrWhiteSpace();
    }

    [TestCaseSource(nameof(Alike))]
    public void What_takes_effect_alike_is_no_difference(Action<JsonObject> change)
    {
        var pod = Pod("python");
        change(pod);

        Compare(pod).Differences.ShouldBeEmpty();
    }

    [Test]
    public void The_pod_of_every_language_is_as_its_contract_says([ValueSource(nameof(Languages))] string language)
    {
        var drift = Compare(Pod(language));

        drift.Language.ShouldBe(language);
        drift.Differences.ShouldBeEmpty("each language has limits of its own");
    }

    [Test]
    public void A_data_volume_of_the_node_is_named_at_the_volume()
    {
        var pod = Pod("python");
        Volumes(pod)[0] = JsonNode.Parse("""{"name":"data","hostPath":{"path":"/srv"}}""");

        Compare(pod).Differences.Select(difference => (difference.Path, difference.Seen)).ShouldBe(
        [
            ("spec.volumes[data]", """{"hostPath":{"path":"/srv"}}"""),
            ("spec.volumes[data].emptyDir.sizeLimit", "absent (unlimited)"),
        ]);
    }

    [Test]
    public void Volumes_that_main_and_sidecar_do_not_share_are_named()
    {
        var pod = Pod("python");
        Volumes(pod).Add(JsonNode.Parse("""{"name":"own","emptyDir":{"sizeLimit":"1Gi"}}"""));
        Mounts(SidecarOf(pod))[0]!["name"] = "own";

        Compare(pod).Differences.Select(difference => difference.Path).ShouldContain("spec.containers[sidecar].volumeMounts[/mnt/data]");
    }

    [TestCase("privileged", "spec.initContainers[agent].securityContext.privileged")]
    [TestCase("allowPrivilegeEscalation", "spec.initContainers[agent].securityContext.allowPrivilegeEscalation")]
    public void A_sidecar_that_is_one_of_Kubernetes_own_is_compared_like_any_other(string member, string path)
    {
        var pod = Pod("python");
        SidecarOf(pod)["name"] = "agent";
        AsNativeSidecar(pod);
        Spec(pod)["initContainers"]![0]!["securityContext"]![member] = member == "privileged";

        foreach (var request in new[] { new DriftRequest("pod.yaml", Sidecar: "agent"), new DriftRequest("pod.yaml") })
        {
            var drift = new DriftComparison(Catalog).Compare(Yaml.Write(pod), request).ShouldHaveSingleItem();

            drift.Sidecar.ShouldBe("agent");
            drift.Differences.Select(difference => difference.Path).ShouldBe([path]);
        }
    }

    [Test]
    public void An_init_container_that_ends_is_no_sidecar()
    {
        var pod = Pod("python");
        AsNativeSidecar(pod);
        Spec(pod)["initContainers"]![0]!.AsObject().Remove("restartPolicy");

        var drift = Compare(pod);

        drift.Sidecar.ShouldBeNull();
        drift.Differences.Single(difference => difference.Path == "spec.containers[sidecar]").Why.ShouldContain("an init container with restartPolicy Always");
    }

    [Test]
    public void What_places_the_suites_pods_must_place_productions_and_may_not_be_all()
    {
        var placement = new PodPlacement
        {
            RuntimeClass = "gvisor",
            NodeSelector = new Dictionary<string, string> { ["pool"] = "sandboxes" },
            Tolerations = [new("sandbox", "Exists", null, "NoSchedule")],
            PullSecrets = ["dhi-credentials"],
        };
        var pod = Pod("python");
        Placed(pod).Select(difference => (difference.Path, difference.Expected, difference.Seen)).ShouldBe(
        [
            ("spec.runtimeClassName", "\"gvisor\"", "absent"),
            ("spec.imagePullSecrets", "name=\"dhi-credentials\"", "absent"),
            ("spec.nodeSelector", "pool=\"sandboxes\"", "absent"),
            ("spec.tolerations", "effect=\"NoSchedule\" key=\"sandbox\" operator=\"Exists\"", "absent"),
        ]);

        var spec = Spec(pod);
        spec["runtimeClassName"] = "gvisor";
        spec["nodeSelector"] = new JsonObject { ["zone"] = "a", ["pool"] = "sandboxes" };
        spec["tolerations"] = new JsonArray(new JsonObject { ["operator"] = "Exists", ["effect"] = "NoSchedule", ["key"] = "sandbox" });
        spec["imagePullSecrets"] = new JsonArray(new JsonObject { ["name"] = "other" }, new JsonObject { ["name"] = "dhi-credentials" });
        Placed(pod).ShouldBeEmpty();

        IReadOnlyList<DriftDifference> Placed(JsonObject manifest) => new DriftComparison(Catalog)
            .Compare(Yaml.Write(manifest), new DriftRequest("pod.yaml") { Placement = placement }).ShouldHaveSingleItem().Differences;
    }

    private static IEnumerable<string> Languages() => Catalog.Languages.Select(pair => pair.Language.Name);

    private static PodDrift Compare(JsonObject pod) =>
        new DriftComparison(Catalog).Compare(Yaml.Write(pod), new DriftRequest("pod.yaml")).ShouldHaveSingleItem();

    private static JsonObject Pod(string name)
    {
        var (image, language) = Catalog.Languages.Single(pair => pair.Language.Name == name);
        return PodManifest.Render(SandboxSpec.For($"kcr-{image.Name}:latest", "kcr-sidecar:latest", name, language, new Dictionary<string, string>()));
    }

    private static void FillIn(JsonObject pod)
    {
        var spec = Spec(pod);
        (spec["dnsPolicy"], spec["nodeName"], spec["hostNetwork"], spec["serviceAccountName"]) = ("ClusterFirst", "node", false, "default");
        spec["enableServiceLinks"] = true;
        spec["tolerations"] = new JsonArray();
        Context(spec)["fsGroupChangePolicy"] = "Always";
        Context(spec)["supplementalGroups"] = new JsonArray();
        foreach (var container in new[] { MainOf(pod), SidecarOf(pod) })
        {
            container["terminationMessagePath"] = "/dev/termination-log";
            Context(container)["privileged"] = false;
            Context(container)["readOnlyRootFilesystem"] = false;
            Context(container)["procMount"] = "Default";
            Mounts(container)[0]!["readOnly"] = false;
        }

        pod["status"] = new JsonObject { ["phase"] = "Running" };
    }

    private static JsonObject Spec(JsonObject pod) => pod["spec"]!.AsObject();

    private static JsonObject MainOf(JsonObject pod) => Spec(pod)["containers"]![0]!.AsObject();

    private static JsonObject SidecarOf(JsonObject pod) => Spec(pod)["containers"]![1]!.AsObject();

    private static JsonObject Context(JsonObject parent) => parent["securityContext"]!.AsObject();

    private static void OfPod(JsonObject pod, string resource, string limit) =>
        Spec(pod)["resources"] = new JsonObject { ["limits"] = new JsonObject { [resource] = limit } };

    private static void AsNativeSidecar(JsonObject pod)
    {
        var sidecar = SidecarOf(pod);
        Spec(pod)["containers"]!.AsArray().Remove(sidecar);
        sidecar["restartPolicy"] = "Always";
        Spec(pod)["initContainers"] = new JsonArray(sidecar);
    }

    private static JsonObject Limits(JsonObject container) => container["resources"]!["limits"]!.AsObject();

    private static JsonArray Env(JsonObject container) => container["env"]!.AsArray();

    private static JsonArray Mounts(JsonObject container) => container["volumeMounts"]!.AsArray();

    private static JsonArray Volumes(JsonObject pod) => Spec(pod)["volumes"]!.AsArray();

    private static JsonObject Variable(string name, string value) => new() { ["name"] = name, ["value"] = value };

    private static TestCaseData Change(string name, string path, string expected, string seen, Action<JsonObject> change) =>
        new TestCaseData(path, expected, seen, change).SetArgDisplayNames(name);

    private static TestCaseData Same(string name, Action<JsonObject> change) => new TestCaseData(change).SetArgDisplayNames(name);
}
