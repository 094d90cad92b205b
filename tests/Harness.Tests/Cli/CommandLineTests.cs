using Harness.Building;
using Harness.Catalog;
using Harness.Cli;
using Harness.Cli.CommandLine;
using Harness.Cli.Terminal;
using Harness.Cli.Verbs;
using Harness.Cli.Workflows;
using Harness.Images;
using Harness.Sandboxes.Kubernetes;
using Harness.Sandboxes.Kubernetes.Delivery;
using Harness.Sandboxes.Kubernetes.Drift;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Cli;

[TestFixture, Parallelizable(ParallelScope.All)]
public class CommandLineTests
{
    [Test]
    public void Build_without_options_asks_for_everything_with_the_defaults()
    {
        var asked = Parse("build");
        asked.Build.ShouldNotBeNull().ShouldBe(new BuildRequest(asked.Build!.Images));
        asked.Build.Images.ShouldBeEmpty();
        asked.Argument.ShouldBe(false);
    }

    [Test]
    public void Every_option_of_build_reaches_its_request()
    {
        var asked = Parse(
            "build", "python", "go", "-t", "2026-11", "-r", "ghcr.io/u/k", "-p", "--no-cache", "--parallel", "3", "--platform",
            "linux/arm64,linux/amd64", "--provenance", "min", "--sbom", "r.example/scanner:1",
            "--builder", "remote", "--build-arg", "A=1", "--build-arg", "B=x=y", "--bases", "mirror", "--dry-run",
            "--cache-from", "type=local,src=a", "--cache-from", "type=gha", "--cache-to", "type=local,dest=a");
        var request = asked.Build.ShouldNotBeNull();
        request.Images.ShouldBe(["python", "go"]);
        request.Tag.ShouldBe("2026-11");
        request.Registry.ShouldBe("ghcr.io/u/k");
        request.Push.ShouldBeTrue();
        request.NoCache.ShouldBeTrue();
        request.Parallel.ShouldBe(3);
        request.Platforms.ShouldBe(["linux/arm64", "linux/amd64"]);
        request.Attestations.ShouldBe(new AttestationSettings(Provenance.Min, "r.example/scanner:1"));
        request.Builder.ShouldBe("remote");
        request.BuildArgs.ShouldBe(new Dictionary<string, string> { ["A"] = "1", ["B"] = "x=y" });
        request.Provider.ShouldBe(BaseProvider.Mirror);
        request.CacheFrom.ShouldBe(["type=local,src=a", "type=gha"]);
        request.CacheTo.ShouldBe(["type=local,dest=a"]);
        asked.Argument.ShouldBe(true);
    }

    [Test]
    public void Sequential_is_one_build_at_a_time() => Parse("build", "--sequential").Build!.Parallel.ShouldBe(1);

    [Test]
    public void Every_option_of_test_docker_reaches_its_request()
    {
        var asked = Parse(
            "test", "docker", "-l", "py", "--language", "js", "--tag", "t", "--registry", "r.example/x", "--check", "RUN002", "--skip", "RUN012",
            "--parallel", "2", "--shard", "2/3", "--keep", "--timeout", "2m", "--report", "a.xml", "--report", "b.json",
            "--sidecar-image", "s:1", "--build-arg", "PYTHON_VERSION=3.14", "--host-port", "20000");
        var request = asked.Test.ShouldNotBeNull();
        request.Languages.ShouldBe(["py", "js"]);
        request.Checks.ShouldBe(["RUN002"]);
        request.Skip.ShouldBe(["RUN012"]);
        request.Registry.ShouldBe("r.example/x");
        request.Tag.ShouldBe("t");
        request.SidecarImage.ShouldBe("s:1");
        request.BuildArgs.ShouldBe(new Dictionary<string, string> { ["PYTHON_VERSION"] = "3.14" });
        request.Parallel.ShouldBe(2);
        request.Shard.ShouldBe((2, 3));
        request.Timeout.ShouldBe(TimeSpan.FromMinutes(2));
        request.Keep.ShouldBeTrue();
        request.HostPort.ShouldBe(20000);
        asked.Reports.ShouldBe(["a.xml", "b.json"]);
    }

    [Test]
    public void Test_docker_without_options_asks_for_everything_with_the_defaults()
    {
        var request = Parse("test", "docker").Test.ShouldNotBeNull();
        request.Languages.ShouldBeEmpty();
        request.Tag.ShouldBe("latest");
        (request.Registry, request.Shard, request.Timeout, request.Parallel, request.Keep).ShouldBe((null, null, null, null, false));
    }

    [TestCase("90", 90)]
    [TestCase("90s", 90)]
    [TestCase("2m", 120)]
    [TestCase("1h", 3600)]
    public void A_time_has_seconds_or_a_unit(string text, int seconds) =>
        Parse("test", "docker", "--timeout", text).Test!.Timeout.ShouldBe(TimeSpan.FromSeconds(seconds));

    [Test]
    public void Plan_tests_what_it_builds()
    {
        var asked = Parse("plan", "-t", "x", "-r", "r.example", "--build-arg", "A=1", "-l", "py");
        asked.Build!.Tag.ShouldBe("x");
        (asked.Test!.Tag, asked.Test.Registry).ShouldBe(("x", "r.example"));
        asked.Test.BuildArgs.ShouldBe(asked.Build.BuildArgs);
        asked.Argument.ShouldBe(false);
        Parse("plan", "--matrix").Argument.ShouldBe(true);
    }

    [Test]
    public void Checks_takes_an_id_or_none()
    {
        Parse("checks", "FS003").Argument.ShouldBe("FS003");
        Parse("checks").Argument.ShouldBeNull();
    }

    [Test]
    public void Lint_takes_images_and_files() =>
        Parse("lint", "-i", "python", "--image", "go", "a/Dockerfile", "b").Argument.ShouldBe(("python,go", "a/Dockerfile,b"));

    [Test]
    public void Clean_takes_all_and_a_context()
    {
        Parse("clean", "--all", "--kept", "--only", "cluster").Argument.ShouldBe(new CleanRequest(All: true, Kept: true, Only: "cluster"));
        Parse("clean", "-c", "kcr-local").Argument.ShouldBe(new CleanRequest(Context: "kcr-local"));
    }

    [Test]
    public void Every_option_of_test_k8s_reaches_its_request()
    {
        var asked = Parse(
            "test", "k8s", "-l", "py", "-t", "t", "-r", "r.example/x", "-c", "kcr-local", "-n", "sandboxes", "--check", "RUN002", "--parallel", "2",
            "--shard", "2/3", "--keep-pods", "--timeout", "2m", "--report", "a.xml", "--sidecar-image", "s:1",
            "--pull-secret", "dhi-credentials", "--runtime-class", "gvisor", "--node-selector", "pool=sandboxes");

        var request = asked.Test.ShouldNotBeNull();
        (request.Registry, request.Tag, request.Parallel, request.Shard, request.Keep, request.Timeout, request.SidecarImage)
            .ShouldBe(("r.example/x", "t", 2, (2, 3), true, TimeSpan.FromMinutes(2), "s:1"));
        request.Languages.ShouldBe(["py"]);
        request.Checks.ShouldBe(["RUN002"]);
        var cluster = asked.Argument.ShouldBeOfType<ClusterRun>();
        (cluster with { Placement = PodPlacement.None }).ShouldBe(new ClusterRun("kcr-local", "sandboxes", Keep: true));
        cluster.Placement.PullSecrets.ShouldBe(["dhi-credentials"]);
        cluster.Placement.RuntimeClass.ShouldBe("gvisor");
        cluster.Placement.NodeSelector.ShouldBe(new Dictionary<string, string> { ["pool"] = "sandboxes" });
        asked.Reports.ShouldBe(["a.xml"]);
    }

    [TestCase("engine", ImageWayKind.Engine, null)]
    [TestCase("present", ImageWayKind.Present, null)]
    [TestCase("kind", ImageWayKind.Kind, null)]
    [TestCase("kind=a-b", ImageWayKind.Kind, "a-b")]
    [TestCase("minikube=p", ImageWayKind.Minikube, "p")]
    [TestCase("k3d=c", ImageWayKind.K3d, "c")]
    [TestCase("registry=127.0.0.1:15000/team", ImageWayKind.Registry, "127.0.0.1:15000/team")]
    public void The_way_of_images_to_the_nodes_can_be_told(string text, ImageWayKind kind, string? name)
    {
        Parse("test", "k8s", "--images", text).Argument.ShouldBe(new ClusterRun(Images: new ImageWay(kind, name)));
        new ImageWay(kind, name).ToString().ShouldBe(text);
    }

    [Test]
    public void Pod_takes_languages_and_a_namespace()
    {
        var asked = Parse("pod", "-l", "go", "-n", "sandboxes");

        asked.Test!.Languages.ShouldBe(["go"]);
        asked.Argument.ShouldBe("sandboxes");
    }

    [Test]
    public void Every_option_of_drift_reaches_its_request() =>
        Parse("drift", "-", "--main", "runner", "--sidecar", "executor", "-l", "py").Argument.ShouldBe(new DriftRequest("-", "runner", "executor", "py"));

    [TestCase("--output", "json", "doctor")]
    [TestCase("doctor", "--output", "json")]
    public void Common_options_stand_before_or_after_the_verb(params string[] arguments) =>
        Parse(arguments).Output!.Format.ShouldBe(OutputFormat.Json);

    [TestCase("unknown verb 'tset'; did you mean 'test'?", "tset")]
    [TestCase("unknown verb 'frobnicate'; valid are: build, test, lint, pod, drift, plan, pins, inspect, checks, doctor, clean.", "frobnicate")]
    [TestCase("unknown verb 'dokcer'; did you mean 'docker'?", "test", "dokcer")]
    [TestCase("'harness' needs one of these words next: build, test, lint, pod, drift, plan, pins, inspect, checks, doctor, clean.")]
    [TestCase("'test' needs one of these words next: docker, k8s.", "test")]
    [TestCase("unknown option '--paralel'; did you mean '--parallel'?", "build", "--paralel", "2")]
    [TestCase("unknown option '--verbos'; did you mean '--verbose'?", "checks", "--verbos")]
    [TestCase("unknown option '--langauge'; did you mean '--language'?", "test", "docker", "--langauge=py")]
    [TestCase("unknown argument 'extra'.", "doctor", "extra")]
    [TestCase("'drift' needs a FILE with manifests, or - for standard input.", "drift")]
    [TestCase("'4/3' for --shard is not valid: expected i/n with i from 1 to n, for example 1/3.", "test", "docker", "--shard", "4/3")]
    [TestCase("'0' for --timeout is not valid: expected a time greater than 0 such as 90, 90s, 2m or 1h.", "test", "docker", "--timeout", "0")]
    [TestCase("'-1' for --parallel is not valid: expected a whole number from 1.", "build", "--parallel", "-1")]
    [TestCase("'80' for --host-port is not valid: expected a port from 1024 to 65535.", "test", "docker", "--host-port", "80")]
    [TestCase("'hub' for --bases is not valid: expected one of dhi, mirror, local.", "build", "--bases", "hub")]
    [TestCase("'A' for --build-arg is not K=V, for example PYTHON_VERSION=3.13.", "build", "--build-arg", "A")]
    [TestCase("'a:b' for --tag is not valid: expected a tag: up to 128 letters, digits, '_', '.' and '-', for example 2026-11.", "build", "-t", "a:b")]
    [TestCase(
        "'https://x' for --registry is not valid: expected a registry and path in lower case without a scheme, for example ghcr.io/user/kubecoderun.",
        "test", "docker", "-r", "https://x")]
    [TestCase(
        "'My' for --namespace is not valid: expected a namespace: up to 63 small letters, digits and '-', for example sandboxes.",
        "test", "k8s", "-n", "My")]
    [TestCase(
        "'kindd' for --images is not valid: expected engine, kind[=CLUSTER], minikube[=PROFILE], k3d[=CLUSTER], registry[=HOST/PATH] or present.",
        "test", "k8s", "--images", "kindd")]
    [TestCase(
        "'kind=--x' for --images is not valid: expected engine, kind[=CLUSTER], minikube[=PROFILE], k3d[=CLUSTER], registry[=HOST/PATH] or present.",
        "test", "k8s", "--images", "kind=--x")]
    [TestCase(
        "'engine=x' for --images is not valid: expected engine, kind[=CLUSTER], minikube[=PROFILE], k3d[=CLUSTER], registry[=HOST/PATH] or present.",
        "test", "k8s", "--images", "engine=x")]
    [TestCase(
        "--images registry means the registry of the images' own names, and they have none without -r: give -r, or name the registry to push to, "
            + "--images registry=HOST/PATH.",
        "test", "k8s", "--images", "registry")]
    [TestCase("'yaml' for --output is not valid: expected text or json.", "plan", "--output", "yaml")]
    [TestCase("'yaml' for --output is not valid: expected text, json or markdown.", "--output", "yaml", "checks")]
    [TestCase(
        "'markdown' for --output is for 'harness checks' only: expected text or json. Reports are written as Markdown with --report FILE.md.",
        "plan", "--output", "markdown")]
    [TestCase("--sequential and --parallel contradict each other; give one of them.", "build", "--sequential", "--parallel", "2")]
    public void A_wrong_command_line_says_what_is_valid(string problem, params string[] arguments)
    {
        var streams = new TestStreams();
        var workflows = new RecordingWorkflows();
        new Application(streams.Streams, workflows).Run(arguments).ShouldBe(ExitStatus.Usage);
        streams.Error.ShouldContain($"harness: {problem}{Environment.NewLine}");
        streams.Error.ShouldContain("--help' lists what is valid.");
        streams.Out.ShouldBeEmpty();
        workflows.Output.ShouldBeNull("nothing may be carried out");
    }

    [TestCase("nope", "--help")]
    [TestCase("--help", "nope")]
    [TestCase("test", "nope", "-h")]
    public void Help_for_a_verb_that_there_is_not_is_wrong_usage(params string[] arguments)
    {
        using var streams = new TestStreams();

        new Application(streams.Streams, new RecordingWorkflows()).Run(arguments).ShouldBe(ExitStatus.Usage);

        streams.Out.ShouldBeEmpty();
        streams.Error.ShouldContain("unknown verb 'nope'");
    }

    [Test]
    public void All_that_is_wrong_is_said_at_once()
    {
        var streams = new TestStreams();
        new Application(streams.Streams, new RecordingWorkflows()).Run(["build", "--parallel", "0", "--bases", "x", "--nonsense"]);
        streams.Error.Split("harness: ").Length.ShouldBe(4, streams.Error);
    }

    [TestCase]
    [TestCase("build")]
    [TestCase("test")]
    [TestCase("test", "docker")]
    [TestCase("test", "k8s")]
    [TestCase("lint")]
    [TestCase("pod")]
    [TestCase("drift")]
    [TestCase("plan")]
    [TestCase("checks")]
    [TestCase("doctor")]
    [TestCase("clean")]
    public void Every_verb_has_help_with_an_example(params string[] verb)
    {
        var streams = new TestStreams();
        new Application(streams.Streams, new RecordingWorkflows()).Run([.. verb, "--help"]).ShouldBe(ExitStatus.Passed);
        streams.Out.ShouldContain($"Usage: {string.Join(' ', verb.Prepend("harness"))}");
        streams.Out.ShouldContain($"Examples:{Environment.NewLine}  {string.Join(' ', verb.Prepend("harness"))}");
        streams.Out.ShouldContain("--no-color");
        streams.Error.ShouldBeEmpty();
    }

    [TestCase("checks", "--output text|json|markdown ")]
    [TestCase("plan", "--output text|json ")]
    public void A_verbs_help_names_the_forms_of_its_results(string verb, string words)
    {
        var streams = new TestStreams();
        new Application(streams.Streams, new RecordingWorkflows()).Run([verb, "--help"]).ShouldBe(ExitStatus.Passed);
        streams.Out.ShouldContain(words);
    }

    [Test]
    public void Help_is_shown_although_something_else_is_wrong()
    {
        var streams = new TestStreams();
        new Application(streams.Streams, new RecordingWorkflows()).Run(["build", "--nonsense", "--help"]).ShouldBe(ExitStatus.Passed);
        streams.Out.ShouldContain("Usage: harness build");
    }

    [Test]
    public void The_overview_names_every_verb_and_option_of_the_parser()
    {
        using var text = new StringWriter();
        Overview.Help.Write(text);
        var root = HarnessCommand.Create([], new RecordingWorkflows(), _ => (_, _) => Task.FromResult(0));
        foreach (var name in root.Subcommands.Select(verb => verb.Name).Concat(root.Options.Select(option => option.Name)))
        {
            text.ToString().ShouldContain($" {name} ");
        }
    }

    private static RecordingWorkflows Parse(params string[] arguments)
    {
        var streams = new TestStreams();
        var workflows = new RecordingWorkflows();
        new Application(streams.Streams, workflows).Run(arguments).ShouldBe(ExitStatus.Passed, streams.Error);
        return workflows;
    }
}
