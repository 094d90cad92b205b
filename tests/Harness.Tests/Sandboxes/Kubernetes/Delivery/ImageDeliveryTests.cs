using System.Security.Cryptography;
using System.Text;
using Harness.Images;
using Harness.Platform.Credentials;
using Harness.Platform.Processes;
using Harness.Sandboxes.Kubernetes.Delivery;
using Harness.Tests.Platform.Docker;
using Harness.Tests.Platform.Processes;
using k8s.Models;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Sandboxes.Kubernetes.Delivery;

/// <summary>Each way of getting images to nodes: what it starts, what it leaves, what the pods are told.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ImageDeliveryTests : IAsyncDisposable
{
    private const string Digest = "sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc";

    private static readonly EngineImage Python = new(new ImageName("kcr-python:latest"), new ImageId($"sha256:{new string('a', 64)}"));
    private static readonly EngineImage Sidecar = new(new ImageName("ghcr.io/user/kcr-sidecar:latest"), new ImageId($"sha256:{new string('b', 64)}"));

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("kcr-delivery-");
    private readonly List<string> messages = [];
    private readonly FakeEngine engine;
    private string[] repoDigests = [];

    public ImageDeliveryTests() => engine = new FakeEngine((request, _) => request.StartsWith("GET", StringComparison.Ordinal)
        ? new Answer(200, $$"""{"Id":"{{Python.Id}}","RepoDigests":[{{string.Join(',', repoDigests.Select(one => $"\"{one}\""))}}]}""")
        : new Answer(request.StartsWith("POST", StringComparison.Ordinal) ? 201 : 200, "[]"));

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        directory.Delete(recursive: true);
    }

    [TestCase(ImageWayKind.Kind, "kind load docker-image --name test")]
    [TestCase(ImageWayKind.Minikube, "minikube --profile test image load --daemon")]
    [TestCase(ImageWayKind.K3d, "k3d image import --cluster test")]
    public async Task The_clusters_tool_loads_all_images_at_once_by_names_that_say_which_bytes_they_are(ImageWayKind kind, string command)
    {
        var processes = new FakeProcesses();

        var images = await LoadAsync(kind, processes, Nodes.Of());

        processes.Commands.ShouldHaveSingleItem().ToString()
            .ShouldBe($"{command} kcr-python:id-aaaaaaaaaaaa ghcr.io/user/kcr-sidecar:id-bbbbbbbbbbbb");
        images.NameOf("kcr-python:latest").ShouldBe("kcr-python:id-aaaaaaaaaaaa");
        images.NameOf("other:1").ShouldBe("other:1");
        images.PullSecret.ShouldBeNull();
    }

    [Test]
    public async Task The_names_are_taken_away_again_from_the_engine()
    {
        await LoadAsync(ImageWayKind.Kind, new FakeProcesses(), Nodes.Of());

        Requests("POST").ShouldBe(
            [
                $"/images/{Python.Id}/tag?repo=kcr-python&tag=id-aaaaaaaaaaaa",
                $"/images/{Sidecar.Id}/tag?repo=ghcr.io%2Fuser%2Fkcr-sidecar&tag=id-bbbbbbbbbbbb"
            ]);
        Requests("DELETE").ShouldBe(
            ["/images/kcr-python:id-aaaaaaaaaaaa?noprune=1", "/images/ghcr.io/user/kcr-sidecar:id-bbbbbbbbbbbb?noprune=1"], ignoreOrder: true);
    }

    [Test]
    public async Task Only_what_a_node_lacks_is_loaded()
    {
        var processes = new FakeProcesses();

        await LoadAsync(
            ImageWayKind.Kind,
            processes,
            Nodes.Of("a", images: ["docker.io/library/kcr-python:id-aaaaaaaaaaaa", "ghcr.io/user/kcr-sidecar:id-bbbbbbbbbbbb"]),
            Nodes.Of("b", images: ["docker.io/library/kcr-python:id-aaaaaaaaaaaa", "ghcr.io/user/kcr-sidecar:latest"]));

        processes.Commands.ShouldHaveSingleItem().Arguments.ShouldBe(["load", "docker-image", "--name", "test", "ghcr.io/user/kcr-sidecar:id-bbbbbbbbbbbb"]);
        messages.ShouldBe(["Loading onto the nodes with kind: ghcr.io/user/kcr-sidecar:latest"]);
    }

    [Test]
    public async Task Nothing_is_started_when_every_node_has_everything()
    {
        var processes = new FakeProcesses();

        await LoadAsync(
            ImageWayKind.K3d, processes, Nodes.Of(images: ["docker.io/library/kcr-python:id-aaaaaaaaaaaa", "ghcr.io/user/kcr-sidecar:id-bbbbbbbbbbbb"]));

        processes.Commands.ShouldBeEmpty();
        messages.ShouldBeEmpty();
        engine.Requests.ShouldBeEmpty();
    }

    [Test]
    public async Task A_tool_that_is_missing_is_an_infrastructure_fault_that_says_what_it_is_for()
    {
        var fault = await Should.ThrowAsync<InfrastructureException>(() => LoadAsync(
            ImageWayKind.Kind,
            new FakeProcesses(command => throw new InfrastructureException($"cannot start '{command.File}'. {command.InstallHint}")),
            Nodes.Of()));

        fault.Message.ShouldContain("cannot start 'kind'");
        fault.Message.ShouldContain("--images");
        Requests("DELETE").Count.ShouldBe(2);
    }

    [Test]
    public async Task A_tool_that_fails_is_quoted()
    {
        var fault = await Should.ThrowAsync<InfrastructureException>(() => LoadAsync(
            ImageWayKind.Kind, new FakeProcesses(_ => new ProcessResult(1, "", "ERROR: no nodes found for cluster \"test\"\n")), Nodes.Of()));

        fault.Message.ShouldContain("no nodes found for cluster");
        fault.Message.ShouldContain("kind load docker-image --name test");
    }

    [TestCase("v1.35.0", true)]
    [TestCase("v1.36.2+k3s1", true)]
    [TestCase("v1.34.3", false)]
    public async Task What_a_kubelet_that_remembers_it_has_pulled_goes_by_that_name_and_with_that_login(string kubelet, bool isRemembered)
    {
        var manifest = $$$"""{"config":{"digest":"{{{Python.Id}}}"}}""";
        var name = $"registry.example:5000/team/kcr-python@sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(manifest)))}";
        await ConfigureAsync("""{"auths":{"registry.example:5000":{"auth":"dXNlcjpwYXNz"}}}""");
        var processes = new FakeProcesses(command => new ProcessResult(0, command.Arguments.Contains("imagetools") ? manifest : "", ""));

        var images = await LoadAsync(
            ImageWayKind.Kind,
            processes,
            Nodes.Of(kubelet: kubelet, images: [name, $"registry.example:5000/team/other@sha256:{new string('e', 64)}"]));

        images.NameOf("kcr-python:latest").ShouldBe(isRemembered ? name : "kcr-python:id-aaaaaaaaaaaa");
        (images.PullSecret is not null).ShouldBe(isRemembered);
        processes.Commands.Single(command => command.File == "kind").Arguments.Skip(4).ShouldBe(
            isRemembered ? ["ghcr.io/user/kcr-sidecar:id-bbbbbbbbbbbb"] : ["kcr-python:id-aaaaaaaaaaaa", "ghcr.io/user/kcr-sidecar:id-bbbbbbbbbbbb"]);
    }

    [Test]
    public async Task What_a_node_has_pulled_is_not_taken_for_the_image_when_its_registry_says_another_one()
    {
        var processes = new FakeProcesses(
            command => command.Arguments.Contains("imagetools") ? new ProcessResult(1, "", "no such host") : new ProcessResult(0, "", ""));

        var images = await LoadAsync(ImageWayKind.Kind, processes, Nodes.Of(kubelet: "v1.36.0", images: [$"registry.example/kcr-python@{Digest}"]));

        images.NameOf("kcr-python:latest").ShouldBe("kcr-python:id-aaaaaaaaaaaa");
        images.PullSecret.ShouldBeNull();
    }

    [Test]
    public async Task Two_processes_take_turns_at_naming_images()
    {
        var turns = new TagTurns(engine.Client, directory.FullName);
        var first = await turns.NextAsync(CancellationToken.None);
        var second = turns.NextAsync(CancellationToken.None);

        second.IsCompleted.ShouldBeFalse();
        await first.DisposeAsync();

        await (await second).DisposeAsync();
    }

    [Test]
    public async Task An_image_is_pushed_under_a_tag_of_its_own_and_pulled_by_digest()
    {
        repoDigests = [$"kcr-python@sha256:{new string('d', 64)}", $"registry.example:5000/team/kcr-python@{Digest}"];
        var processes = new FakeProcesses();

        var images = await PushAsync("registry.example:5000/team", processes);

        processes.Commands.ShouldHaveSingleItem().ToString().ShouldBe("docker push --quiet registry.example:5000/team/kcr-python:id-aaaaaaaaaaaa");
        images.NameOf("kcr-python:latest").ShouldBe($"registry.example:5000/team/kcr-python@{Digest}");
        Requests("DELETE").ShouldBe(["/images/registry.example:5000/team/kcr-python:id-aaaaaaaaaaaa?noprune=1"]);
    }

    [Test]
    public async Task The_nodes_pull_with_the_login_of_docker_and_it_is_in_nothing_but_the_secret()
    {
        repoDigests = [$"registry.example:5000/team/kcr-python@{Digest}"];
        await ConfigureAsync("""{"auths":{"registry.example:5000":{"auth":"dXNlcjpwYXNz"},"other.example":{"auth":"b3RoZXI6cGFzcw=="}}}""");

        var images = await PushAsync("registry.example:5000/team", new FakeProcesses());

        var secret = images.PullSecret.ShouldNotBeNull().Manifest();
        ((string)secret["type"]!).ShouldBe("kubernetes.io/dockerconfigjson");
        ((string)secret["metadata"]!["name"]!).ShouldBe("kcr-0123abcd-pull");
        Encoding.UTF8.GetString(Convert.FromBase64String((string)secret["data"]![".dockerconfigjson"]!))
            .ShouldBe("""{"auths":{"registry.example:5000":{"auth":"dXNlcjpwYXNz"}}}""");
        string.Concat(images.ToString(), images.PullSecret!.ToString(), images.Remedy("registry.example:5000/team/kcr-python@x"), string.Concat(messages))
            .ShouldNotContain("dXNlcjpwYXNz");
        images.Remedy("registry.example:5000/team/kcr-python@x").ShouldContain("with the login of this machine");
    }

    [Test]
    public async Task Without_a_login_there_is_no_secret_and_a_node_that_cannot_pull_is_told_so()
    {
        repoDigests = [$"registry.example/kcr-python@{Digest}"];

        var images = await PushAsync("registry.example", new FakeProcesses());

        images.PullSecret.ShouldBeNull();
        images.Remedy("registry.example/kcr-python@x").ShouldContain("docker login registry.example");
    }

    [Test]
    public async Task A_push_that_is_refused_names_the_login()
    {
        var fault = await Should.ThrowAsync<InfrastructureException>(() =>
            PushAsync("registry.example", new FakeProcesses(_ => new ProcessResult(1, "", "no basic auth credentials\n"))));

        fault.Message.ShouldContain("no basic auth credentials");
        fault.Message.ShouldContain("docker login registry.example");
        Requests("DELETE").Count.ShouldBe(1);
    }

    [Test]
    public async Task Images_of_a_registry_are_pulled_from_it_by_the_digest_that_the_engine_knows()
    {
        repoDigests = [$"ghcr.io/user/kcr-sidecar@{Digest}"];

        var images = await new RegistryImages(engine.Client, Logins(new FakeProcesses())).DeliverAsync([Sidecar], CancellationToken.None);

        images.NameOf(Sidecar.Name.Text).ShouldBe($"ghcr.io/user/kcr-sidecar@{Digest}");
        Requests("POST").ShouldBeEmpty();
    }

    [Test]
    public async Task An_image_that_was_neither_pushed_nor_pulled_is_not_taken_from_its_registry() =>
        (await Should.ThrowAsync<InfrastructureException>(() =>
            new RegistryImages(engine.Client, Logins(new FakeProcesses())).DeliverAsync([Sidecar], CancellationToken.None)))
            .Message.ShouldContain("knows no digest there of ghcr.io/user/kcr-sidecar:latest");

    [Test]
    public async Task A_node_on_which_the_name_means_another_image_is_found_out(
        [Values(ImageWayKind.Engine, ImageWayKind.Present)] ImageWayKind way,
        [Values("docker://sha256:a", "sha256:a", "docker-pullable://kcr-python@sha256:known", null)] string? same,
        [Values(
            "docker://sha256:b",
            "sha256:b",
            "docker-pullable://kcr-python@sha256:b",
            "docker.io/library/import-2026-11-27@sha256:b",
            "registry.example:5000/kcr-python@sha256:b",
            "kcr-python")] string other)
    {
        var images = ImagesInPlace.Of(
            new ImageWay(way), [new EngineImage(new ImageName("kcr-python:latest"), new ImageId("sha256:a")) { Digests = ["sha256:known"] }]);

        (await images.ContradictionAsync("kcr-python:latest", same, CancellationToken.None)).ShouldBeNull();
        (await images.ContradictionAsync("kcr-python:latest", other, CancellationToken.None))
            .ShouldNotBeNull().ShouldContain($"runs kcr-python:latest as {other}");
        (await images.ContradictionAsync("another:latest", other, CancellationToken.None)).ShouldBeNull("nobody looked at that one");
    }

    [TestCase("registry.example:5000/team/kcr-python@sha256:b", "'docker pull registry.example:5000/team/kcr-python@sha256:b' tells the engine")]
    [TestCase("docker-pullable://ghcr.io/user/kcr-python@sha256:b", "'docker pull ghcr.io/user/kcr-python@sha256:b' tells the engine")]
    [TestCase("docker.io/library/kcr-python@sha256:b", "the node has another image of that name")]
    public async Task A_digest_of_another_repository_is_no_proof_of_another_image(string running, string words)
    {
        var images = ImagesInPlace.Of(new ImageWay(ImageWayKind.Present), [new EngineImage(new ImageName("kcr-python:latest"), new ImageId("sha256:a"))]);

        (await images.ContradictionAsync("kcr-python:latest", running, CancellationToken.None)).ShouldNotBeNull().ShouldContain(words);
    }

    [Test]
    public async Task An_image_that_an_engine_knows_by_its_manifest_is_not_said_to_be_another_one()
    {
        var images = ImagesInPlace.Of(
            new ImageWay(ImageWayKind.Present), [new EngineImage(new ImageName("kcr-python:latest"), new ImageId("sha256:m")) { Digests = ["sha256:m"] }]);

        (await images.ContradictionAsync("kcr-python:latest", "sha256:c", CancellationToken.None)).ShouldNotBeNull().ShouldSatisfyAllConditions(
            words => words.ShouldContain("cannot be told"),
            words => words.ShouldNotContain("another image"));
    }

    [TestCase(ImageWayKind.Kind, "ghcr.io/user/kcr-sidecar:id-bbbbbbbbbbbb", true)]
    [TestCase(ImageWayKind.Kind, "kcr-python:id-aaaaaaaaaaaa", false)]
    public async Task An_image_that_a_kubelet_tries_to_pull_although_it_was_loaded_is_told_with_what_the_kubelet_remembers(
        ImageWayKind kind, string image, bool isTold)
    {
        var images = await LoadAsync(kind, new FakeProcesses(), Nodes.Of());

        images.Remedy(image).Contains("remembers which images it has pulled", StringComparison.Ordinal).ShouldBe(isTold);
    }

    [TestCase("docker.io/user/kcr-python", "user/kcr-python")]
    [TestCase("docker.io/library/kcr-python", "kcr-python")]
    [TestCase("ghcr.io/user/kcr-python", "ghcr.io/user/kcr-python")]
    public async Task A_digest_is_found_by_the_engines_name_of_the_repository(string repository, string familiar)
    {
        repoDigests = [$"{familiar}@{Digest}"];

        RepositoryDigest.Of(await engine.Client.FindImageAsync("x", CancellationToken.None), repository).ShouldBe(Digest);
    }

    private Task<NodeImages> LoadAsync(ImageWayKind kind, FakeProcesses processes, params V1Node[] nodes) =>
        new LoadedImages(
            new ImageWay(kind, "test"),
            nodes,
            new PulledImages(nodes, new RegistryManifests(processes), Logins(processes)),
            new TagTurns(engine.Client, directory.FullName),
            processes,
            messages.Add)
            .DeliverAsync([Python, Sidecar], CancellationToken.None);

    private Task<NodeImages> PushAsync(string registry, FakeProcesses processes) =>
        new PushedImages(registry, new TagTurns(engine.Client, directory.FullName), engine.Client, processes, Logins(processes), messages.Add)
            .DeliverAsync([Python], CancellationToken.None);

    private PullLogins Logins(FakeProcesses processes) => new(
        new CredentialSearch(name => name == "DOCKER_CONFIG" ? directory.FullName : null, processes), "0123abcd");

    private Task ConfigureAsync(string config) => File.WriteAllTextAsync(Path.Combine(directory.FullName, "config.json"), config);

    private List<string> Requests(string method) =>
        [.. engine.Requests.Where(request => request.StartsWith(method, StringComparison.Ordinal)).Select(request => request[$"{method} /v1.45".Length..])];
}
