using Harness.Sandboxes.Kubernetes;
using Harness.Tests.Platform.Docker;
using Harness.Tests.Platform.Kubernetes;
using k8s.Models;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Sandboxes.Kubernetes;

[Parallelizable(ParallelScope.All)]
public sealed class PodWatchTests
{
    private static readonly V1PodList Start = new() { Metadata = new V1ListMeta { ResourceVersion = "1" }, Items = [] };

    [TestCase("no JSON", "answered /api/v1/namespaces/space/pods with something else than its API says")]
    [TestCase("null", "answered /api/v1/namespaces/space/pods with something else than its API says")]
    [TestCase("""{"type":"ADDED"}""", "nothing is known of them any more")]
    [TestCase("""{"type":"ADDED","object":{}}""", "nothing is known of them any more")]
    public async Task What_cannot_be_read_ends_the_waiting(string line, string words)
    {
        using var cluster = new FakeCluster(_ => new Answer(200, line + "\n"));
        await using var api = await cluster.ConnectAsync();
        await using var watch = new PodWatch(api, "space", "a=b", Start);

        var fault = await Should.ThrowAsync<InfrastructureException>(() => watch.UntilAsync("p", pod => pod is not null, CancellationToken.None));

        fault.Message.ShouldContain(words);
        Should.Throw<InfrastructureException>(() => watch.Find("p"));
    }

    [Test]
    public async Task A_list_without_items_is_an_empty_one()
    {
        var answers = new Queue<string>(
        [
            """{"metadata":{"resourceVersion":"1"},"items":null}""",
            """{"type":"ADDED","object":{"metadata":{"name":"p","resourceVersion":"2"}}}""" + "\n",
        ]);
        using var cluster = new FakeCluster(_ => new Answer(200, answers.TryDequeue(out var answer) ? answer : ""));
        await using var api = await cluster.ConnectAsync();
        await using var watch = new PodWatch(api, "space", "a=b");

        (await watch.UntilAsync("p", pod => pod is not null, CancellationToken.None))!.Metadata.ResourceVersion.ShouldBe("2");
    }
}
