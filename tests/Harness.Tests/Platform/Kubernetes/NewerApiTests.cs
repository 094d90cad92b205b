using System.Text.Json.Nodes;
using Harness.Platform.Kubernetes;
using Harness.Sandboxes;
using Harness.Sandboxes.Kubernetes;
using Harness.Tests.Platform.Docker;
using k8s.Models;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Kubernetes;

/// <summary>
/// Answers in the form of API servers much newer than the local cluster's, with fields that came later and some that
/// nobody knows yet.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class NewerApiTests
{
    private const string Pod = """
        {"kind":"Pod","apiVersion":"v1",
         "metadata":{"name":"p","namespace":"space","uid":"1","resourceVersion":"7","generation":1,"creationTimestamp":"2026-05-01T10:00:00Z",
          "labels":{"a":"b"},"managedFields":[{"manager":"kcr-harness","operation":"Update","apiVersion":"v1","time":"2026-05-01T10:00:00Z",
           "fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:labels":{".":{},"f:a":{}}}}}],"laterField":{"deep":[1]}},
         "spec":{"containers":[{"name":"main","image":"kcr-python","resources":{"limits":{"memory":"512Mi","cpu":"1500m"},"claims":[{"name":"gpu","request":"r"}]},
           "resizePolicy":[{"resourceName":"cpu","restartPolicy":"NotRequired"}],"restartPolicyRules":[{"action":"Restart"}],
           "securityContext":{"runAsGroup":65532,"appArmorProfile":{"type":"RuntimeDefault"},"procMount":"Default"}}],
          "hostUsers":false,"schedulingGates":[],"resources":{"limits":{"cpu":"2"}},"hostnameOverride":"x","securityContext":{"supplementalGroupsPolicy":"Strict"}},
         "status":{"observedGeneration":1,"phase":"Running","qosClass":"Burstable","hostIPs":[{"ip":"10.0.0.1"}],"podIPs":[{"ip":"10.1.0.1"}],"startTime":"2026-05-01T10:00:01Z",
          "resourceClaimStatuses":[],"extendedResourceClaimStatus":null,
          "conditions":[{"type":"PodReadyToStartContainers","observedGeneration":1,"status":"True","lastProbeTime":null,"lastTransitionTime":"2026-05-01T10:00:02.123456789Z"}],
          "initContainerStatuses":[{"name":"isolate","state":{"terminated":{"exitCode":0,"reason":"Completed","startedAt":"1970-01-01T00:00:00Z","finishedAt":null}},"lastState":{},
            "ready":true,"restartCount":0,"image":"i","imageID":"i@sha256:1","started":false}],
          "containerStatuses":[{"name":"main","state":{"running":{"startedAt":"2026-05-01T10:00:02Z"}},"lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled"}},"ready":true,"restartCount":2,
            "image":"kcr-python","imageID":"kcr-python@sha256:2","containerID":"containerd://3","started":true,"allocatedResources":{"cpu":"10m"},"resources":{"limits":{"cpu":"1500m"}},
            "volumeMounts":[{"name":"data","mountPath":"/mnt/data","recursiveReadOnly":"Disabled"}],"user":{"linux":{"uid":65532,"gid":65532,"supplementalGroups":[65532]}},
            "allocatedResourcesStatus":[],"stopSignal":"SIGTERM","laterField":true}],
          "resize":"InProgress"}}
        """;

    [Test]
    public async Task Pods_are_read_whatever_else_is_said_of_them()
    {
        await using var asked = await AskAsync(
            $$"""{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"9","remainingItemCount":0,"shardInfo":{} },"items":[{{Pod}}]}""");

        var pods = await asked.Api.PodsAsync("space", "a=b", CancellationToken.None);

        pods.Metadata.ResourceVersion.ShouldBe("9");
        var pod = pods.Items.ShouldHaveSingleItem();
        (pod.Metadata.Name, pod.Metadata.NamespaceProperty, pod.Metadata.Labels["a"], pod.Status.Phase).ShouldBe(("p", "space", "b", "Running"));
        var main = pod.Container("main").ShouldNotBeNull();
        (main.Ready, main.RestartCount, main.State.Running is not null, main.ImageID).ShouldBe((true, 2, true, "kcr-python@sha256:2"));
        PodFaults.Of(pod, _ => "").ShouldBeNull();
    }

    [Test]
    public async Task The_stored_pod_that_is_compared_has_every_field()
    {
        await using var asked = await AskAsync(Pod);

        var stored = await asked.Api.FindPodAsync("space", "p", CancellationToken.None);

        stored.ShouldNotBeNull();
        JsonNode.DeepEquals(stored, JsonNode.Parse(Pod)).ShouldBeTrue(stored.ToJsonString());
    }

    [Test]
    public async Task What_is_created_is_posted_as_it_was_rendered()
    {
        await using var asked = await AskAsync(Pod);
        var manifest = JsonNode.Parse(
            """{"kind":"Pod","spec":{"laterField":{"a":null,"b":[]},"text":"<ü&'\">","quantity":"1073741824","number":0.5}}""")!.AsObject();

        await asked.Api.CreatePodAsync("space", manifest, CancellationToken.None);

        var posted = asked.Cluster.Whole.Last();
        (posted.Method, posted.Path).ShouldBe(("POST", "/api/v1/namespaces/space/pods"));
        JsonNode.DeepEquals(JsonNode.Parse(posted.Body), manifest).ShouldBeTrue(posted.Body);
    }

    [Test]
    public async Task Events_of_newer_reporters_have_their_count_and_their_time_elsewhere()
    {
        await using var asked = await AskAsync("""
            {"kind":"EventList","apiVersion":"v1","metadata":{},"items":[{"metadata":{"name":"e","namespace":"space","creationTimestamp":"2026-05-01T10:00:00Z"},
             "involvedObject":{"kind":"Pod","name":"p"},"reason":"Failed","message":"no","source":{},"firstTimestamp":null,"lastTimestamp":null,"type":"Warning",
             "eventTime":"2026-05-01T10:00:00.123456Z","series":{"count":4,"lastObservedTime":"2026-05-01T10:00:09.000001Z"},"reportingComponent":"kubelet","reportingInstance":"n","action":"Pull"}]}
            """);

        var one = (await asked.Api.EventsAsync("space", "p", CancellationToken.None)).ShouldHaveSingleItem();

        (one.Type, one.Reason, one.Message, one.Count, one.Series.Count).ShouldBe(("Warning", "Failed", "no", null, 4));
    }

    [Test]
    public async Task Nodes_are_read_whatever_else_is_said_of_them()
    {
        await using var asked = await AskAsync("""
            {"kind":"NodeList","items":[{"metadata":{"name":"n","labels":{"kubernetes.io/os":"linux"}},"spec":{"providerID":"kind://docker/c/n","podCIDRs":["10.0.0.0/24"]},
             "status":{"allocatable":{"cpu":"3920m","memory":"16304116Ki","pods":"110","hugepages-1Gi":"0","ephemeral-storage":"47093746742"},
              "conditions":[{"type":"Ready","status":"True","lastHeartbeatTime":"2026-05-01T10:00:00Z"}],"declaredFeatures":["X"],
              "runtimeHandlers":[{"name":"","features":{"recursiveReadOnlyMounts":true,"userNamespaces":true}}],"features":{"supplementalGroupsPolicy":true},
              "nodeInfo":{"containerRuntimeVersion":"containerd://2.1.0","kernelVersion":"6.12","swap":{"capacity":0},"architecture":"amd64","operatingSystem":"linux"},
              "images":[{"names":["docker.io/library/kcr-python:latest"],"sizeBytes":123456789012}]}}]}
            """);

        (await ClusterCapacity.OfAsync(asked.Api, CancellationToken.None)).ShouldBe(new SandboxCapacity(5, 3));
    }

    [Test]
    public async Task A_watch_on_a_version_that_is_too_old_is_begun_again_with_a_list()
    {
        var answers = new Queue<string>(
        [
            """{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too old resource version: 1 (900)","reason":"Expired","code":410}}""" + "\n",
            $$"""{"metadata":{"resourceVersion":"900"},"items":[{{Pod.ReplaceLineEndings("")}}]}""",
        ]);
        using var cluster = new FakeCluster(_ => new Answer(200, answers.TryDequeue(out var answer) ? answer : ""));
        await using var api = await cluster.ConnectAsync();
        await using var watch = new PodWatch(api, "space", "a=b", new V1PodList { Metadata = new V1ListMeta { ResourceVersion = "1" }, Items = [] });

        (await watch.UntilAsync("p", pod => pod is not null, CancellationToken.None))!.Status.Phase.ShouldBe("Running");

        cluster.Whole.Skip(1).Take(2).Select(request => request.Query.Contains("watch=true", StringComparison.Ordinal)).ShouldBe([true, false]);
    }

    [Test]
    public async Task A_watch_that_is_refused_because_its_version_is_too_old_is_begun_again_with_a_list()
    {
        var isFirst = true;
        using var cluster = new FakeCluster((FakeRequest request) =>
        {
            if (request.Path != "/version/" && isFirst)
            {
                isFirst = false;
                return new Answer(410, """{"kind":"Status","apiVersion":"v1","message":"too old","reason":"Expired","code":410}""");
            }

            return new Answer(200, request.Path == "/version/" ? "{}" : request.Query.Contains("watch=true", StringComparison.Ordinal) ? ""
                : $$"""{"metadata":{"resourceVersion":"900"},"items":[{{Pod}}]}""");
        });
        await using var api = await cluster.ConnectAsync();
        await using var watch = new PodWatch(api, "space", "a=b", new V1PodList { Metadata = new V1ListMeta { ResourceVersion = "1" }, Items = [] });

        (await watch.UntilAsync("p", pod => pod is not null, CancellationToken.None)).ShouldNotBeNull();
    }

    [Test]
    public async Task Events_of_a_watch_and_its_bookmarks_are_read()
    {
        var pod = Pod.ReplaceLineEndings("");
        await using var asked = await AskAsync(
            $$"""{"type":"ADDED","object":{{pod}}}""" + "\n" + $$"""{"type":"MODIFIED","object":{{pod}},"laterField":1}""" + "\n"
            + """{"type":"BOOKMARK","object":{"kind":"Pod","apiVersion":"v1","metadata":{"resourceVersion":"12","creationTimestamp":null,"annotations":{"k8s.io/initial-events-end":"true"}},"spec":{"containers":null},"status":{}}}"""
            + "\n" + $$"""{"type":"DELETED","object":{{pod}}}""" + "\n");
        List<string> seen = [];

        await foreach (var (type, one) in asked.Api.WatchPodsAsync("space", "a=b", "1", CancellationToken.None))
        {
            seen.Add($"{type} {one!.Metadata.ResourceVersion}");
        }

        seen.ShouldBe(["Added 7", "Modified 7", "Bookmark 12", "Deleted 7"]);
    }

    [Test]
    public async Task Secrets_are_listed_without_their_content()
    {
        await using var asked = await AskAsync("""
            {"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"1"},
             "items":[{"metadata":{"name":"kcr-1-pull","namespace":"space","labels":{"kcr.dev/session":"1"}}}]}
            """);

        (await asked.Api.SecretsAsync("a=b", CancellationToken.None)).ShouldHaveSingleItem().Name.ShouldBe("kcr-1-pull");

        asked.Cluster.Whole.Last().Headers["Accept"].ShouldBe("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1");
    }

    [TestCase("""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","details":{"name":"p","kind":"pods"}}""")]
    [TestCase(Pod)]
    public async Task A_deletion_answers_with_a_status_or_with_what_is_deleted(string answer)
    {
        await using var asked = await AskAsync(answer);

        (await asked.Api.DeletePodAsync("space", "p", graceSeconds: 2, CancellationToken.None)).ShouldBeTrue();

        asked.Cluster.Whole.Last().Body.ShouldContain("\"gracePeriodSeconds\":2");
    }

    [TestCase("""{"items":[{"metadata":{"name":"p","creationTimestamp":"yesterday"}}]}""")]
    [TestCase("""{"items":[{"metadata":[]}]}""")]
    [TestCase("<html>")]
    public async Task What_cannot_be_read_is_said_to_be_no_answer_of_the_API(string answer)
    {
        await using var asked = await AskAsync(answer);

        (await Should.ThrowAsync<InfrastructureException>(() => asked.Api.PodsAsync("space", "a=b", CancellationToken.None)))
            .Message.ShouldContain("The API server of context tested answered /api/v1/namespaces/space/pods with something else than its API says");
    }

    private static async Task<Asked> AskAsync(string answer)
    {
        var cluster = new FakeCluster(_ => new Answer(200, answer));
        return new Asked(cluster, await cluster.ConnectAsync());
    }

    private sealed record Asked(FakeCluster Cluster, KubernetesApi Api) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Api.DisposeAsync();
            Cluster.Dispose();
        }
    }
}
