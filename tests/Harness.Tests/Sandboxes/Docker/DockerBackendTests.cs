using Harness.Images;
using Harness.Sandboxes.Docker;
using Harness.Tests.Platform.Docker;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Sandboxes.Docker;

[Parallelizable(ParallelScope.All)]
public sealed class DockerBackendTests
{
    [Test]
    public async Task A_port_that_is_taken_is_named_with_the_option_that_chooses_another()
    {
        await using var engine = new FakeEngine((request, _) => request.EndsWith("-pause/start", StringComparison.Ordinal)
            ? Refusal("driver failed programming external connectivity: Bind for 127.0.0.1:18080 failed: port is already allocated")
            : Good(request));

        var fault = await FaultAsync(engine, hostPort: 18080);

        fault.ShouldContain("Host port 18080 is taken");
        fault.ShouldContain("`--host-port`");
        fault.ShouldContain("port is already allocated");
        ShouldHaveRemovedEverything(engine);
    }

    [Test]
    public async Task A_port_is_handed_out_again_after_a_start_that_failed()
    {
        await using var engine = new FakeEngine((request, _) =>
            request.EndsWith("-pause/start", StringComparison.Ordinal) ? Refusal("address already in use") : Good(request));
        var backend = new DockerBackend(engine.Client, new ImageName("own:latest"), 18080);

        for (var attempt = 0; attempt < 2; attempt++)
        {
            (await Should.ThrowAsync<InfrastructureException>(() => backend.StartAsync(Specs.Of("s"), CancellationToken.None)))
                .Message.ShouldContain("Host port 18080 is taken");
        }
    }

    [Test]
    public async Task An_engine_that_stops_in_the_middle_is_told_with_what_may_be_left()
    {
        await using var engine = new FakeEngine((request, _) =>
            request.StartsWith("POST /containers/", StringComparison.Ordinal) && !request.EndsWith("/create", StringComparison.Ordinal)
                || request.StartsWith("DELETE", StringComparison.Ordinal)
                ? null
                : Good(request));

        var fault = await FaultAsync(engine);

        fault.ShouldContain("stopped in the middle of POST /containers/kcr-s-python-pause/start");
        fault.ShouldContain("Left: container kcr-s-python-main");
        fault.ShouldContain("Left: volume kcr-s-python-data");
        fault.ShouldContain("`just clean`");
    }

    [Test]
    public async Task An_image_that_is_missing_is_named()
    {
        await using var engine = new FakeEngine((request, body) =>
            request == "POST /containers/create" && body.Contains("main:latest", StringComparison.Ordinal)
                ? new Answer(404, """{"message":"No such image: main:latest"}""")
                : Good(request));

        var fault = await FaultAsync(engine);

        fault.ShouldContain("The image main:latest for the main container of sandbox python is not in the engine");
        ShouldHaveRemovedEverything(engine);
    }

    [Test]
    public async Task A_main_that_the_machine_cannot_start_is_no_verdict_on_its_image()
    {
        await using var engine = new FakeEngine((request, _) => request == "POST /containers/kcr-s-python-main/start"
            ? new Answer(500, """{"message":"failed to create task for container: mkdir /run/x: no space left on device"}""")
            : Good(request));

        var fault = await FaultAsync(engine);

        fault.ShouldContain(
            "The main container of sandbox python (main:latest) could not be started: "
            + "failed to create task for container: mkdir /run/x: no space left on device");
        ShouldHaveRemovedEverything(engine);
    }

    [Test]
    public async Task A_cancelled_start_creates_nothing()
    {
        await using var engine = new FakeEngine((request, _) => Good(request));

        await Should.ThrowAsync<OperationCanceledException>(() =>
            new DockerBackend(engine.Client, new ImageName("own:latest")).StartAsync(Specs.Of("s"), new CancellationToken(canceled: true)));

        engine.Requests.ShouldBeEmpty();
    }

    [Test]
    public async Task A_start_that_is_cancelled_in_the_middle_removes_what_was_created()
    {
        using var source = new CancellationTokenSource();
        await using var engine = new FakeEngine((request, _) =>
        {
            if (request.EndsWith("-pause/start", StringComparison.Ordinal))
            {
                source.Cancel();
            }

            return Good(request);
        });

        await Should.ThrowAsync<OperationCanceledException>(() =>
            new DockerBackend(engine.Client, new ImageName("own:latest")).StartAsync(Specs.Of("s"), source.Token));

        engine.Requests.ShouldNotContain(request => request.EndsWith("-main/start", StringComparison.Ordinal));
        ShouldHaveRemovedEverything(engine);
    }

    private static void ShouldHaveRemovedEverything(FakeEngine engine)
    {
        string[] paths = ["containers/kcr-s-python-pause?", "containers/kcr-s-python-main?", "containers/kcr-s-python-sidecar?", "volumes/kcr-s-python-data"];
        foreach (var path in paths)
        {
            engine.Requests.ShouldContain(request => request.StartsWith($"DELETE /v1.45/{path}", StringComparison.Ordinal));
        }
    }

    private static Answer Refusal(string words) => new(500, $$"""{"message":"{{words}}"}""");

    private static Answer Good(string request) => request switch
    {
        "POST /containers/create" => new Answer(201, """{"Id":"c","Warnings":[]}"""),
        "POST /volumes/create" => new Answer(201, """{"Name":"v"}"""),
        _ when request.StartsWith("GET /containers/", StringComparison.Ordinal) => new Answer(200, """
            {"Id":"c","Image":"sha256:1","RestartCount":0,"State":{"Status":"running","Running":true,"ExitCode":0},"Config":{},"HostConfig":{},
             "NetworkSettings":{"Ports":{"8080/tcp":[{"HostIp":"127.0.0.1","HostPort":"1"}]} } }
            """),
        _ => new Answer(204),
    };

    private static async Task<string> FaultAsync(FakeEngine engine, int? hostPort = null) =>
        (await Should.ThrowAsync<InfrastructureException>(() =>
            new DockerBackend(engine.Client, new ImageName("own:latest"), hostPort).StartAsync(Specs.Of("s"), CancellationToken.None))).Message;
}
