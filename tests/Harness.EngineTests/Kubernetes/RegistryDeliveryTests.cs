using System.Text.Json.Nodes;
using Harness.Catalog;
using Harness.EngineTests.Cluster;
using Harness.EngineTests.CommandLine;
using Harness.EngineTests.Platform.Docker;
using Harness.EngineTests.Services;
using Harness.Images;
using Harness.Platform.Processes;
using Harness.Sandboxes;
using Harness.Sandboxes.Kubernetes;
using Harness.Sandboxes.Kubernetes.Delivery;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.Kubernetes;

/// <summary>
/// Images through a real registry that asks for a password: pushed from here, pulled by the node. The node pulls with
/// the same engine, but as somebody who is not logged in, and by a name that it has never heard of.
/// </summary>
[NonParallelizable]
internal sealed class RegistryDeliveryTests
{
    private static readonly ProcessRunner Processes = new();
    private readonly string namespaceName = $"kcr-test-{Session.NewId()}";
    private RegistryService registry = null!;

    private IReadOnlyList<string> Arguments =>
        ["test", "k8s", "-c", RealCluster.Context, "-l", "py", "--images", $"registry={registry.Address}/team", "-v"];

    private Dictionary<string, string> LoggedIn => new() { ["DOCKER_CONFIG"] = registry.DockerConfig };

    [OneTimeSetUp]
    public async Task UpAsync()
    {
        LocalClusterMachine.RequireDebianAsRoot();
        registry = await RegistryService.StartAsync();
        (await registry.LogInAsync(registry.Password)).ExitCode.ShouldBe(0);
        (await RealCluster.KubectlAsync("create", "namespace", namespaceName)).ExitCode.ShouldBe(0);
    }

    [OneTimeTearDown]
    public async Task DownAsync()
    {
        await RealCluster.KubectlAsync("delete", "namespace", namespaceName, "--wait=false");
        // What the node pulled is its own to forget, except that here its engine is the developer's.
        foreach (var image in await NamesAsync())
        {
            await Processes.RunAsync(new ProcessCommand("docker", "image", "rm", image));
        }

        await registry.DisposeAsync();
    }

    [Test]
    public async Task A_run_passes_on_what_was_pushed_and_leaves_no_secret_and_tells_no_password()
    {
        var report = Path.Combine(registry.DockerConfig, "report.json");

        var (exitCode, text) = await HarnessProcess.RunAsync(
            LoggedIn, [.. Arguments, "-n", namespaceName, "--check", "LANG001", "--check", "POD003", "--keep-pods", "--report", report]);

        exitCode.ShouldBe(0, text);
        var pods = await RealCluster.KubectlAsync(
            "get", "pods", "--namespace", namespaceName, "--output", "jsonpath={..spec.containers[*].image} {..imagePullSecrets[*].name}");
        pods.Output.ShouldContain($"{registry.Address}/team/kcr-python@sha256:");
        pods.Output.ShouldContain($"{registry.Address}/team/kcr-sidecar@sha256:");
        pods.Output.ShouldEndWith("-pull");
        (await SecretsAsync()).ShouldBeEmpty();
        registry.ShouldNotBeToldIn(text + await File.ReadAllTextAsync(report));
        (await NamesAsync()).ShouldNotContain(name => name.Contains(":id-", StringComparison.Ordinal));
    }

    [Test]
    public async Task An_interrupted_run_leaves_no_secret_and_tells_no_password()
    {
        using var harness = HarnessProcess.Start(LoggedIn, [.. Arguments, "-n", namespaceName]);
        await Until.TrueAsync(async () => (await SecretsAsync()).Length > 0, "the run has made its secret");

        harness.Signal("INT");

        (await harness.ExitAsync()).ShouldBe(130, harness.Text);
        (await SecretsAsync()).ShouldBeEmpty();
        registry.ShouldNotBeToldIn(harness.Text);
    }

    [Test]
    public async Task Clean_removes_the_secret_of_a_killed_run()
    {
        using var harness = HarnessProcess.Start(LoggedIn, [.. Arguments, "-n", namespaceName]);
        await Until.TrueAsync(async () => (await SecretsAsync()).Length > 0, "the run has made its secret");
        harness.Signal("KILL");
        await harness.ExitAsync();
        var secret = (await SecretsAsync()).Trim();
        secret.ShouldNotBeEmpty("the test is about what a killed run leaves");

        var (exitCode, text) = await HarnessProcess.RunAsync("clean", "-c", RealCluster.Context);

        exitCode.ShouldBe(0, text);
        text.ShouldSay($"removed secret {namespaceName}/{secret["secret/".Length..]}");
        (await SecretsAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task Without_a_login_the_push_fails_with_the_way_to_log_in()
    {
        var (exitCode, text) = await HarnessProcess.RunAsync(
            new Dictionary<string, string> { ["DOCKER_CONFIG"] = Directory.CreateTempSubdirectory("kcr-no-login-").FullName },
            [.. Arguments, "--check", "LANG001"]);

        exitCode.ShouldBe(3, text);
        text.ShouldSay("no basic auth credentials");
        text.ShouldSay($"docker login {registry.Address}");
    }

    [Test]
    public async Task The_node_pulls_with_the_secret_and_not_without_it()
    {
        // An image of its own: what an engine has pulled once, by digest, it gives without asking the registry again.
        var image = await TestImages.BuildAsync("delivered", $"FROM {RealCluster.Main}", $"LABEL test={Guid.NewGuid():N}");
        var session = Session.NewId();
        var images = await DeliverAsync(image, session);

        await using (var refused = await RealCluster.OpenAsync(session, namespaceName, images: images with { PullSecret = null }))
        {
            var fault = await Should.ThrowAsync<InfrastructureException>(() =>
                refused.StartAsync(RealCluster.Spec(session, main: image), CancellationToken.None));
            fault.Message.ShouldContain("cannot get it (ErrImagePull");
            fault.Message.ShouldContain($"The nodes pull it from {registry.Address}");
            registry.ShouldNotBeToldIn(fault.Message);
        }

        await using (var backend = await RealCluster.OpenAsync(session, namespaceName, images: images))
        {
            await using var sandbox = await backend.StartAsync(RealCluster.Spec(session, main: image), CancellationToken.None);
            (await sandbox.ReadinessAsync(CancellationToken.None)).ShouldBeNull();
        }

        (await SecretsAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task The_node_pulls_with_a_secret_that_is_there_and_the_run_leaves_it()
    {
        const string secret = "of-production";
        var image = await TestImages.BuildAsync("delivered-by-an-existing-secret", $"FROM {RealCluster.Main}", $"LABEL test={Guid.NewGuid():N}");
        var session = Session.NewId();
        var images = (await DeliverAsync(image, session)).PulledWith([secret]);
        var run = RealCluster.Run(session, namespaceName, images: images);
        run = run with { Cluster = run.Cluster with { Placement = new PodPlacement { PullSecrets = [secret] } } };
        await CreateAsync(
            secret,
            "kubernetes.io/dockerconfigjson",
            ".dockerconfigjson",
            await File.ReadAllTextAsync(Path.Combine(registry.DockerConfig, "config.json")));

        await using (var backend = await KubernetesBackend.OpenAsync(RealCluster.Api, run, CancellationToken.None))
        {
            await using var sandbox = await backend.StartAsync(RealCluster.Spec(session, main: image), CancellationToken.None);
            (await sandbox.ReadinessAsync(CancellationToken.None)).ShouldBeNull();
            var pods = await RealCluster.KubectlAsync(
                "get", "pods", "--namespace", namespaceName, "--selector", $"{Session.IdLabel}={session}",
                "--output", "jsonpath={..imagePullSecrets[*].name}");
            pods.Output.ShouldBe(secret);
        }

        (await RealCluster.KubectlAsync("delete", "secret", secret, "--namespace", namespaceName)).ExitCode.ShouldBe(0);
    }

    [Test]
    public async Task A_secret_to_pull_with_that_is_none_is_told_before_a_pod_is_made()
    {
        await CreateAsync("of-another-kind", "Opaque", "password", "x");

        foreach (var (secret, words) in new[]
        {
            ("absent", $"There is no secret absent in namespace {namespaceName}"),
            ("of-another-kind", "is of type Opaque; a kubelet pulls with one of type kubernetes.io/dockerconfigjson only")
        })
        {
            var (exitCode, text) = await HarnessProcess.RunAsync(LoggedIn, [.. Arguments, "-n", namespaceName, "--pull-secret", secret, "--check", "LANG001"]);
            exitCode.ShouldBe(3, text);
            text.ShouldSay(words);
        }

        var (usage, refused) = await HarnessProcess.RunAsync(LoggedIn, [.. Arguments, "--pull-secret", "absent"]);
        usage.ShouldBe(2, refused);
        refused.ShouldSay("name the secret's namespace with -n");
    }

    private async Task CreateAsync(string name, string type, string key, string content) => await RealCluster.ApplyAsync(
        new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["type"] = type,
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = namespaceName },
            ["stringData"] = new JsonObject { [key] = content },
        }.ToJsonString());

    [Test]
    public async Task A_pull_that_failed_before_the_kubelet_had_the_secret_is_not_the_last_word()
    {
        var image = await TestImages.BuildAsync("delivered-late", $"FROM {RealCluster.Main}", $"LABEL test={Guid.NewGuid():N}");
        var session = Session.NewId();
        var images = await DeliverAsync(image, session);
        var late = images.PullSecret.ShouldNotBeNull();
        await using var backend = await RealCluster.OpenAsync(
            session,
            namespaceName,
            images: images with { PullSecret = null },
            alteration: pod => pod["spec"]!["imagePullSecrets"] = new JsonArray(new JsonObject { ["name"] = late.Name }));

        var start = backend.StartAsync(RealCluster.Spec(session, main: image), CancellationToken.None);
        await Until.TrueAsync(async () => start.IsCompleted || await HasFailedAsync(), "the kubelet has tried without the secret");
        // No program is started for it: ten seconds after the first, the kubelet tries again.
        await RealCluster.Api.CreateSecretAsync(namespaceName, late.Manifest(), CancellationToken.None);

        await using (var sandbox = await start)
        {
            (await sandbox.ReadinessAsync(CancellationToken.None)).ShouldBeNull();
        }

        await RealCluster.Api.DeleteSecretAsync(namespaceName, late.Name, CancellationToken.None);

        // Whichever it tells first: an event may be held back, and the status comes with the kubelet's next look at the pod.
        async Task<bool> HasFailedAsync()
        {
            var name = $"kcr-{session}-python";
            var events = await RealCluster.Api.EventsAsync(namespaceName, name, CancellationToken.None);
            var pod = await RealCluster.Api.FindPodAsync(namespaceName, name, CancellationToken.None);
            return events.Any(one => one.Message?.Contains("no basic auth credentials", StringComparison.Ordinal) == true)
                || pod?.ToJsonString() is { } status
                    && (status.Contains(PodFaults.PullFailure, StringComparison.Ordinal) || status.Contains(PodFaults.PullBackOff, StringComparison.Ordinal));
        }
    }

    private async Task<NodeImages> DeliverAsync(string image, string session)
    {
        var details = (await RealEngine.Client.FindImageAsync(image, CancellationToken.None)).ShouldNotBeNull();
        var sidecar = (await RealEngine.Client.FindImageAsync(RealCluster.Sidecar, CancellationToken.None)).ShouldNotBeNull();
        return await new ImageDelivery(RealCluster.Api, RealEngine.Client, new LoggedInProcesses(registry.DockerConfig), WithLogin, _ => { }).DeliverAsync(
            [new(new ImageName(image), new ImageId(details.Id)), new(new ImageName(RealCluster.Sidecar), new ImageId(sidecar.Id))],
            registry: null,
            new ImageWay(ImageWayKind.Registry, $"{registry.Address}/team"),
            session,
            CancellationToken.None);
    }

    private string? WithLogin(string variable) => variable == "DOCKER_CONFIG" ? registry.DockerConfig : Environment.GetEnvironmentVariable(variable);

    private async Task<string> SecretsAsync() =>
        (await RealCluster.KubectlAsync(
            "get", "secrets", "--namespace", namespaceName, "--selector", $"{Session.ManagedByLabel}={Session.ManagedBy}", "--output", "name")).Output;

    private async Task<IReadOnlyList<string>> NamesAsync()
    {
        var listed = await Commands.RunAsync("docker", "image", "ls", "--digests", "--format", "{{.Repository}} {{.Tag}} {{.Digest}}");
        return
        [
            .. listed.Split('\n').Where(line => line.StartsWith($"{registry.Address}/", StringComparison.Ordinal)).Select(line => line.Split(' '))
                .Select(parts => parts[1] == "<none>" ? $"{parts[0]}@{parts[2]}" : $"{parts[0]}:{parts[1]}"),
        ];
    }

    /// <summary>Starts docker as a user who is logged in to the registry.</summary>
    private sealed class LoggedInProcesses(string dockerConfig) : IProcessRunner
    {
        public Task<ProcessResult> RunAsync(
            ProcessCommand command, Action<string>? onOutput = null, Action<string>? onError = null, CancellationToken cancellation = default) =>
            Processes.RunAsync(
                command with { Environment = new Dictionary<string, string?> { ["DOCKER_CONFIG"] = dockerConfig } }, onOutput, onError, cancellation);
    }
}
