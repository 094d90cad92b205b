using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet.Models;
using Harness.Platform.Docker;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Docker;

[Parallelizable(ParallelScope.All)]
public sealed class DockerEngineTests
{
    [Test]
    public async Task The_version_is_the_engines_when_it_is_older()
    {
        await using var engine = new FakeEngine((_, _) => new Answer(200, "[]")) { ApiVersion = "1.43" };

        await engine.Client.ContainersAsync("a=b", CancellationToken.None);

        engine.Requests.ToArray()[1].ShouldStartWith("GET /v1.43/containers/json?");
    }

    [Test]
    public async Task The_version_is_at_most_what_this_client_knows_and_is_asked_for_once()
    {
        await using var engine = new FakeEngine((_, _) => new Answer(200, "[]")) { ApiVersion = "1.99" };

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => engine.Client.NetworksAsync("a=b", CancellationToken.None)));

        engine.Requests.Count(request => request == "GET /_ping").ShouldBe(1);
        engine.Requests.ShouldContain(request => request.StartsWith("GET /v1.47/networks"));
    }

    [Test]
    public async Task An_engine_that_is_too_old_is_told_from_one_that_is_none()
    {
        await using var old = new FakeEngine((_, _) => null) { ApiVersion = "1.30" };
        await using var other = new FakeEngine((_, _) => null) { ApiVersion = "" };

        (await FaultAsync(old.Client.VersionAsync)).ShouldContain("speaks API 1.30; 1.41 (Docker 20.10) or newer is needed");
        (await FaultAsync(other.Client.VersionAsync)).ShouldContain("is not a Docker Engine");
    }

    [TestCase("Libpod-Api-Version", true)]
    [TestCase("Docker-Experimental", false)]
    public async Task Podman_is_known_by_its_first_answer(string header, bool isPodman)
    {
        await using var engine = new FakeEngine((_, _) => null) { Ping = new Answer(200, "OK") { Headers = [(header, "5.4.2")] } };

        (await engine.Client.IsPodmanAsync(CancellationToken.None)).ShouldBe(isPodman);
    }

    [TestCase("Libpod-Api-Version", "kcr-x:1 kcr-y:1 localhost/kcr-bases/x:1 ghcr.io/user/x:1")]
    [TestCase("Docker-Experimental", "localhost/kcr-x:1 docker.io/library/kcr-x:1 docker.io/library/kcr-y:1 localhost/kcr-bases/x:1 ghcr.io/user/x:1")]
    public async Task References_are_as_they_were_given_although_Podman_completes_them(string header, string expected)
    {
        const string Tags = """["localhost/kcr-x:1","docker.io/library/kcr-x:1","docker.io/library/kcr-y:1","localhost/kcr-bases/x:1","ghcr.io/user/x:1"]""";
        await using var engine = new FakeEngine((request, _) => new Answer(
            200, request == "GET /images/json" ? $$"""[{"Id":"sha256:a","RepoTags":{{Tags}}}]""" : $$"""{"Id":"sha256:a","RepoTags":{{Tags}}}"""))
        {
            Ping = new Answer(200, "OK") { Headers = [(header, "5.4.2")] },
        };

        var image = await engine.Client.FindImageAsync("kcr-x:1", CancellationToken.None);
        var references = await engine.Client.ReferencesOfAsync("kcr-y", CancellationToken.None);

        image!.RepoTags.ShouldBe(expected.Split(' '));
        references.ShouldBe(header.StartsWith("Libpod", StringComparison.Ordinal) ? ["kcr-y:1"] : []);
    }

    [Test]
    public async Task A_container_that_others_joined_is_removed_when_they_are()
    {
        const string Refusal = """{"message":"container c has dependent containers which must be removed before it: d: container already exists"}""";
        var asked = 0;
        await using var engine = new FakeEngine((_, _) => Interlocked.Increment(ref asked) < 3 ? new Answer(500, Refusal) : new Answer(204));

        (await engine.Client.RemoveContainerAsync("c", CancellationToken.None)).ShouldBeTrue();

        asked.ShouldBe(3);
    }

    [Test]
    public async Task A_refusal_keeps_the_engines_own_words()
    {
        await using var engine = new FakeEngine((_, _) => new Answer(500, """{"message":"no space left on device"}"""));

        var fault = await Should.ThrowAsync<EngineException>(() => engine.Client.StartContainerAsync("c", CancellationToken.None));

        fault.Message.ShouldBe("The Docker Engine refused POST /containers/c/start (500): no space left on device");
        fault.EngineMessage.ShouldBe("no space left on device");
        fault.Status.ShouldBe(ExitStatus.Infrastructure);
    }

    [Test]
    public async Task A_refusal_that_is_not_JSON_keeps_its_text()
    {
        await using var engine = new FakeEngine((_, _) => new Answer(502, "Bad gateway\n"));

        (await FaultAsync(engine.Client.VersionAsync)).ShouldContain("(502): Bad gateway");
    }

    [Test]
    public async Task What_is_not_there_is_not_a_fault_when_it_is_looked_for_or_removed()
    {
        await using var engine = new FakeEngine((_, _) => new Answer(404, """{"message":"No such thing"}"""));

        (await engine.Client.FindImageAsync("localhost/some/image:tag", CancellationToken.None)).ShouldBeNull();
        (await engine.Client.RemoveContainerAsync("c", CancellationToken.None)).ShouldBeFalse();
        (await engine.Client.RemoveVolumeAsync("v", CancellationToken.None)).ShouldBeFalse();
        engine.Requests.ShouldContain("GET /v1.45/images/localhost/some/image:tag/json");
    }

    [Test]
    public async Task A_container_that_somebody_else_is_removing_is_waited_for()
    {
        var looks = 0;
        await using var engine = new FakeEngine((request, _) => request.StartsWith("DELETE", StringComparison.Ordinal)
            ? new Answer(409, """{"message":"removal of container c is already in progress"}""")
            : Interlocked.Increment(ref looks) < 3 ? new Answer(200, """{"Id":"c"}""") : new Answer(404, """{"message":"No such container: c"}"""));

        (await engine.Client.RemoveContainerAsync("c", CancellationToken.None)).ShouldBeTrue();

        engine.Requests.Count(request => request == "GET /v1.45/containers/c/json").ShouldBe(3);
    }

    [Test]
    public async Task An_answer_that_is_not_the_APIs_is_a_fault_with_words()
    {
        await using var engine = new FakeEngine((_, _) => new Answer(200, "<html>"));

        (await FaultAsync(engine.Client.VersionAsync)).ShouldContain("GET /version with something else than the Engine API's JSON");
    }

    [Test]
    public async Task An_engine_that_stops_before_it_answers_is_told_at_once()
    {
        await using var engine = new FakeEngine((_, _) => null);

        var fault = await FaultAsync(engine.Client.VersionAsync);

        fault.ShouldContain(engine.Context.Endpoint.Text);
        fault.ShouldContain("stopped in the middle of GET /version");
        fault.ShouldContain("just clean");
    }

    [Test]
    public async Task An_engine_that_stops_within_its_answer_is_told_at_once()
    {
        await using var engine = new FakeEngine((_, _) => new Answer(200, """{"Version":"26"}""", CutAfter: 5));

        (await FaultAsync(engine.Client.VersionAsync)).ShouldContain("stopped in the middle of GET /version");
    }

    [Test]
    public async Task An_image_that_breaks_off_is_a_fault_and_not_a_shorter_image()
    {
        await using var engine = new FakeEngine((_, _) => new Answer(200, new string('x', 5000), CutAfter: 2000));
        await using var stream = await engine.Client.OpenAsync("sha256:abc", CancellationToken.None);
        using var copy = new MemoryStream();

        var fault = await Should.ThrowAsync<InfrastructureException>(() => stream.CopyToAsync(copy));

        fault.Message.ShouldContain("stopped in the middle of GET /images/sha256:abc/get");
        copy.Length.ShouldBe(2000);
    }

    [Test]
    public async Task Cancelling_ends_a_call_that_is_never_answered()
    {
        await using var engine = new FakeEngine((_, _) => new Answer(200, Silent: true));
        using var source = new CancellationTokenSource();
        var call = engine.Client.WaitContainerAsync("c", source.Token);

        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }

    [Test]
    public async Task A_socket_that_is_not_there_names_the_endpoint_and_what_to_do()
    {
        using var client = new DockerEngine(At("/nowhere/engine.sock"));

        var fault = await FaultAsync(client.VersionAsync);

        fault.ShouldContain("Expected a Docker Engine at unix:///nowhere/engine.sock (context \"fake\", from a test), but there is no such socket");
        fault.ShouldContain("just doctor");
    }

    [Test]
    public async Task A_socket_without_a_listener_says_so()
    {
        var directory = Directory.CreateTempSubdirectory("kcr-fake");
        var path = Path.Combine(directory.FullName, "stale.sock");
        using (var stale = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            stale.Bind(new UnixDomainSocketEndPoint(path));
            using var client = new DockerEngine(At(path));

            (await FaultAsync(client.VersionAsync)).ShouldContain("the socket is there, but nobody listens");
        }

        directory.Delete(recursive: true);
    }

    [Test]
    public void A_socket_that_may_not_be_opened_names_the_group() =>
        EngineFault.Unreachable(At("/var/run/docker.sock"), new SocketException((int)SocketError.AccessDenied)).Message
            .ShouldContain("usermod -aG docker");

    [Test]
    public async Task A_TCP_engine_that_refuses_connections_is_told_so()
    {
        // A port that was free a moment ago, on an address of its own.
        using var listener = new TcpListener(System.Net.IPAddress.Parse("127.0.0.77"), 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var client = new DockerEngine(new DockerContext(
            "lab", "a test", new DockerEndpoint(EndpointKind.Tcp, $"tcp://127.0.0.77:{port}", "127.0.0.77", port), null));

        var fault = await FaultAsync(client.VersionAsync);

        fault.ShouldContain($"Expected a Docker Engine at tcp://127.0.0.77:{port} (context \"lab\"");
        fault.ShouldContain("DOCKER_HOST");
    }

    [Test]
    public async Task What_a_process_wrote_arrives_apart_with_its_status()
    {
        await using var engine = new FakeEngine((request, _) => request switch
        {
            "POST /containers/c/exec" => new Answer(201, """{"Id":"e1"}"""),
            "POST /exec/e1/start" => new Answer(101, "\u0001\0\0\0\0\0\0\u0003out\u0002\0\0\0\0\0\0\u0003err"),
            _ => new Answer(200, """{"Running":false,"ExitCode":7}"""),
        });

        var (output, exitCode) = await engine.Client.ExecAsync("c", ["true"], TimeSpan.FromSeconds(10), CancellationToken.None);

        (output.OutputText, output.ErrorText, exitCode).ShouldBe(("out", "err", 7));
    }

    [TestCase("client version 1.45 is too new. Maximum supported API version is 1.44")]
    [TestCase("client version 1.45 is too old. Minimum supported API version is 1.52, please upgrade your client to a newer version")]
    public async Task An_engine_that_refuses_the_API_version_is_told_with_both_versions(string words)
    {
        await using var engine = new FakeEngine((_, _) => new Answer(400, $$"""{"message":"{{words}}"}"""));

        // Creating is where a bad request otherwise speaks of the image.
        var fault = await Should.ThrowAsync<InfrastructureException>(() =>
            engine.Client.CreateContainerAsync("c", new CreateContainerParameters { Image = "i" }, CancellationToken.None));

        fault.ShouldNotBeOfType<EngineException>();
        fault.Message.ShouldContain(words);
        fault.Message.ShouldContain("The harness speaks 1.41 (Docker 20.10) to 1.47");
        fault.Message.ShouldContain(engine.Context.Endpoint.Text);
    }

    [Test]
    public async Task An_engine_that_speaks_TLS_where_no_files_were_given_is_told()
    {
        await using var engine = new FakeEngine((_, _) => null) { Ping = new Answer(400, "Client sent an HTTP request to an HTTPS server.\n") };

        var fault = await FaultAsync(engine.Client.VersionAsync);

        fault.ShouldContain("speaks TLS, and there are no TLS files for it");
        fault.ShouldContain("DOCKER_CERT_PATH");
    }

    [Test]
    public async Task A_first_question_that_failed_is_asked_again()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("kcr-fake").FullName, "late.sock");
        using var client = new DockerEngine(At(path));
        (await FaultAsync(client.VersionAsync)).ShouldContain("there is no such socket");
        await using var engine = new FakeEngine((_, _) => new Answer(200, "[]"));
        File.CreateSymbolicLink(path, engine.Context.Endpoint.Address);

        (await client.ContainersAsync("a=b", CancellationToken.None)).ShouldBeEmpty();

        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Test]
    public async Task A_redirection_is_a_refusal_and_not_a_success()
    {
        await using var engine = new FakeEngine((_, _) => new Answer(301, "moved", Location: "http://elsewhere/"));

        (await Should.ThrowAsync<EngineException>(() => engine.Client.StartContainerAsync("c", CancellationToken.None)))
            .Message.ShouldBe("The Docker Engine refused POST /containers/c/start (301): moved");
    }

    [Test]
    public async Task A_container_that_runs_already_is_started()
    {
        await using var engine = new FakeEngine((_, _) => new Answer(304));

        await engine.Client.StartContainerAsync("c", CancellationToken.None);

        engine.Requests.ShouldContain("POST /v1.45/containers/c/start");
    }

    [TestCase("null")]
    [TestCase("")]
    [TestCase("[]")]
    [TestCase("""{"Id":"c","Created":true}""")]
    public async Task An_answer_that_is_JSON_and_not_the_APIs_is_a_fault_with_words(string body)
    {
        await using var engine = new FakeEngine((_, _) => new Answer(200, body));

        (await FaultAsync(token => engine.Client.FindContainerAsync("c", token)))
            .ShouldContain("GET /containers/c/json with something else than the Engine API's JSON");
    }

    [Test]
    public async Task A_refusal_that_breaks_off_is_no_refusal()
    {
        await using var engine = new FakeEngine((_, _) => new Answer(404, """{"message":"No such image"}""", CutAfter: 10));

        (await FaultAsync(token => engine.Client.FindImageAsync("i", token))).ShouldContain("stopped in the middle of GET /images/i/json");
    }

    [Test]
    public async Task A_name_stays_within_its_path()
    {
        await using var engine = new FakeEngine((_, _) => new Answer(404));

        await engine.Client.FindImageAsync("host:5000/a?b#c%41 d:tag", CancellationToken.None);

        engine.Requests.ShouldContain("GET /v1.45/images/host:5000/a%3Fb%23c%2541%20d:tag/json");
    }

    [Test]
    public async Task Nothing_of_the_image_is_overridden_that_was_not_asked_for()
    {
        var sent = "";
        await using var engine = new FakeEngine((_, body) =>
        {
            sent = body;
            return new Answer(201, """{"Id":"c"}""");
        });

        await engine.Client.CreateContainerAsync("c", new CreateContainerParameters { Image = "i", HostConfig = new HostConfig() }, CancellationToken.None);

        using var json = JsonDocument.Parse(sent);
        // The engine takes an empty text for none.
        string[] texts = ["User", "WorkingDir", "Hostname"];
        texts.ShouldAllBe(name => json.RootElement.GetProperty(name).GetString() == "");
        string[] absent = ["Entrypoint", "Cmd", "Env", "Volumes", "StopSignal", "Healthcheck", "Shell"];
        json.RootElement.EnumerateObject().Select(member => member.Name).Intersect(absent).ShouldBeEmpty();
    }

    [Test]
    public async Task An_exec_whose_output_breaks_off_inside_a_frame_is_a_fault()
    {
        await using var engine = Exec(new Answer(101, "\u0001\0\0\0\0\0\0\u0003out", CutAfter: 10), """{"Running":false,"ExitCode":0}""");

        (await FaultAsync(ExecAsync(engine))).ShouldContain("it ends inside a frame, after 10 bytes in all");
    }

    [Test]
    public async Task An_exec_whose_output_breaks_off_between_frames_is_a_fault_and_not_a_shorter_output()
    {
        await using var engine = Exec(new Answer(101, "\u0001\0\0\0\0\0\0\u0003out"), """{"Running":true,"ExitCode":null}""");

        (await FaultAsync(ExecAsync(engine))).ShouldContain("closed the output of `sleep 1` while it was still running");
    }

    [Test]
    public async Task An_exec_that_the_engine_ends_with_an_error_is_told_in_its_words()
    {
        await using var engine = Exec(new Answer(101, "\u0003\0\0\0\0\0\0\u0004gone"), """{"Running":false,"ExitCode":0}""");

        (await FaultAsync(ExecAsync(engine))).ShouldBe("The Docker Engine ended a stream with an error: gone");
    }

    [Test]
    public async Task An_exec_that_is_left_running_reads_nothing()
    {
        await using var engine = Exec(new Answer(200), """{"Running":true}""");

        await engine.Client.StartExecAsync("c", ["sleep", "1"], CancellationToken.None);

        engine.Requests.Last().ShouldBe("POST /v1.45/exec/e1/start");
    }

    [Test]
    public async Task Many_streams_and_calls_are_made_by_one_client()
    {
        await using var engine = new FakeEngine((request, _) => request.EndsWith("/logs", StringComparison.Ordinal)
            ? new Answer(200, "\u0001\0\0\0\0\0\0\u0003out")
            : new Answer(200, """{"Id":"c","Config":{}}"""));

        for (var round = 0; round < 3; round++)
        {
            (await engine.Client.LogsAsync("c", 40, CancellationToken.None)).OutputText.ShouldBe("out");
            (await engine.Client.FindContainerAsync("c", CancellationToken.None)).ShouldNotBeNull();
        }

        engine.Requests.ShouldContain("GET /v1.45/containers/c/logs?stdout=1&stderr=1&tail=40");
    }

    private static FakeEngine Exec(Answer output, string details) => new((request, _) => request switch
    {
        "POST /containers/c/exec" => new Answer(201, """{"Id":"e1"}"""),
        "POST /exec/e1/start" => output,
        _ => new Answer(200, details),
    });

    private static Func<CancellationToken, Task<(MultiplexedOutput Output, int ExitCode)>> ExecAsync(FakeEngine engine) =>
        token => engine.Client.ExecAsync("c", ["sleep", "1"], TimeSpan.FromMinutes(1), token);

    private static DockerContext At(string path) =>
        new("fake", "a test", new DockerEndpoint(EndpointKind.Unix, $"unix://{path}", path, 0), null);

    private static async Task<string> FaultAsync<T>(Func<CancellationToken, Task<T>> call) =>
        (await Should.ThrowAsync<InfrastructureException>(() => call(CancellationToken.None))).Message;
}
