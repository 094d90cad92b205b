using Harness.Cli.Workflows;
using Harness.Platform.Kubernetes;
using Harness.Sandboxes.Docker;
using Harness.Tests.Platform.Docker;
using Harness.Tests.Platform.Kubernetes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Cli;

[Parallelizable(ParallelScope.All)]
internal sealed class CleanTests
{
    [Test]
    public async Task A_cluster_that_was_not_asked_for_may_be_absent()
    {
        var (status, _) = await CleanAsync(() => throw new InfrastructureException("there is no cluster"));

        status.ShouldBe(ExitStatus.Passed);
    }

    [Test]
    public async Task What_cannot_be_removed_from_a_cluster_that_was_not_asked_for_is_told()
    {
        using var cluster = new FakeCluster(request => request.EndsWith("/secrets", StringComparison.Ordinal)
            ? new Answer(403, """{"kind":"Status","apiVersion":"v1","message":"secrets is forbidden"}""")
            : new Answer(200, """{"metadata":{"resourceVersion":"1"},"items":[]}"""));

        (await Should.ThrowAsync<InfrastructureException>(() => CleanAsync(cluster.ConnectAsync))).Message.ShouldContain("secrets is forbidden");
    }

    [Test]
    public async Task A_cluster_whose_pods_this_user_may_not_list_is_passed_over_with_a_word()
    {
        using var cluster = new FakeCluster(_ => new Answer(403, """{"kind":"Status","apiVersion":"v1","message":"pods is forbidden"}"""));

        var (status, _) = await CleanAsync(cluster.ConnectAsync);

        status.ShouldBe(ExitStatus.Passed);
    }

    [Test]
    public async Task One_removal_without_an_answer_does_not_keep_the_others()
    {
        await using var engine = new FakeEngine((request, _) => request switch
        {
            "GET /containers/json" => new Answer(200, """[{"Id":"1","Names":["/stuck"],"Labels":{}},{"Id":"2","Names":["/other"],"Labels":{}}]"""),
            "GET /volumes" => new Answer(200, """{"Volumes":[{"Name":"data","Labels":{}}]}"""),
            "GET /networks" => new Answer(200, "[]"),
            "DELETE /containers/stuck" => null,
            _ => new Answer(204),
        });

        var fault = await Should.ThrowAsync<InfrastructureException>(() => new Cleaner(engine.Client).CleanAsync(session: null, all: true, CancellationToken.None));

        fault.Message.ShouldStartWith("2 leftovers were removed, 1 could not be: container stuck: ");
    }

    private static async Task<(ExitStatus Status, string Output)> CleanAsync(Func<Task<KubernetesApi>> connect)
    {
        await using var engine = new FakeEngine((request, _) => new Answer(200, request == "GET /volumes" ? "{}" : "[]"));
        using var streams = new TestStreams();
        var status = await new CleanWorkflow(new Cleaner(engine.Client), (_, _) => connect(), streams.Output()).RunAsync(all: false, context: null, CancellationToken.None);
        return (status, streams.Out);
    }
}
