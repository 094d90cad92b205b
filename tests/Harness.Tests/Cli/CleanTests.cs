using Harness.Cli.Workflows;
using Harness.Platform.Kubernetes;
using Harness.Sandboxes;
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

        var fault = await Should.ThrowAsync<InfrastructureException>(() =>
            new Cleaner(engine.Client).CleanAsync(session: null, new CleaningScope(All: true), CancellationToken.None));

        fault.Message.ShouldStartWith("2 leftovers were removed, 1 could not be: container stuck: ");
    }

    [TestCase(false, false, "kept container mine (session s): it was kept on purpose (--keep, --keep-pods); --kept removes it too")]
    [TestCase(true, false, "kept container mine (session s): it was kept on purpose (--keep, --keep-pods); --kept removes it too")]
    [TestCase(false, true, "removed container mine (session s)")]
    public async Task What_was_kept_on_purpose_is_kept_until_it_is_asked_for(bool all, bool kept, string line)
    {
        await using var engine = WithKept();
        using var streams = new TestStreams();

        await new CleanWorkflow(new Cleaner(engine.Client), (_, _) => throw new InfrastructureException("no cluster"), streams.Output())
            .RunAsync(new CleanRequest(all, kept), CancellationToken.None);

        streams.Out.ShouldContain(line);
        streams.Error.Contains("Removing from the engine at", StringComparison.Ordinal).ShouldBe(kept);
        if (kept)
        {
            streams.Error.ShouldContain(
                "1 container of session s, of process 7 on a machine that it does not name, started 2026-01-01 00:00 UTC, kept on purpose");
        }
    }

    [Test]
    public async Task One_side_alone_is_cleaned_and_the_other_not_even_looked_at()
    {
        await using var engine = WithKept();
        using var streams = new TestStreams();

        await new CleanWorkflow(new Cleaner(engine.Client), (_, _) => throw new InvalidOperationException("looked at"), streams.Output())
            .RunAsync(new CleanRequest(Only: CleanRequest.Engine), CancellationToken.None);
        await new CleanWorkflow(cleaner: null, (_, _) => throw new InfrastructureException("no cluster"), streams.Output())
            .RunAsync(new CleanRequest(Only: CleanRequest.Cluster), CancellationToken.None);
    }

    private static FakeEngine WithKept() => new((request, _) => request switch
    {
        "GET /containers/json" => new Answer(200, """
            [{"Id":"1","Names":["/mine"],"Labels":{"kcr.dev/session":"s","kcr.dev/kept":"true","kcr.dev/pid":"7","kcr.dev/process-started":"1767225600000"}}]
            """),
        "GET /volumes" => new Answer(200, "{}"),
        "GET /networks" => new Answer(200, "[]"),
        _ => new Answer(204),
    });

    private static async Task<(ExitStatus Status, string Output)> CleanAsync(Func<Task<KubernetesApi>> connect)
    {
        await using var engine = new FakeEngine((request, _) => new Answer(200, request == "GET /volumes" ? "{}" : "[]"));
        using var streams = new TestStreams();
        var status = await new CleanWorkflow(new Cleaner(engine.Client), (_, _) => connect(), streams.Output())
            .RunAsync(new CleanRequest(), CancellationToken.None);
        return (status, streams.Out);
    }
}
