using System.Collections.Concurrent;
using Harness.Building;
using Harness.Catalog;
using Harness.Images;
using Harness.Platform.Docker;
using Harness.Platform.Processes;
using Harness.Tests.Catalog;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Building;

[Parallelizable(ParallelScope.All)]
public sealed class ImageBuilderTests
{
    private const string Python = "localhost/kcr-bases/python:3.13-debian13";
    private const string PythonDev = Python + "-dev";

    [Test]
    public async Task Bases_come_before_the_image_that_starts_from_them()
    {
        var world = new FakeWorld();

        var built = await world.BuildAsync(Plan("python"));

        world.Built.ShouldBe([PythonDev, Python, "kcr-python:latest"], ignoreOrder: true);
        world.Built[^1].ShouldBe("kcr-python:latest");
        built.ShouldHaveSingleItem().Reference.ToString().ShouldBe("kcr-python:latest");
    }

    [Test]
    public async Task What_was_made_from_the_same_input_is_left_alone()
    {
        var world = new FakeWorld();
        await world.BuildAsync(Plan("python"));
        world.Built.Clear();

        var built = await world.BuildAsync(Plan("python"));

        world.Built.ShouldBeEmpty();
        world.Events.All.OfType<BuildSkipped>().Select(skipped => skipped.Image).ShouldBe([PythonDev, Python, "kcr-python:latest"], ignoreOrder: true);
        built.ShouldHaveSingleItem().Cached.ShouldBeTrue();
    }

    [Test]
    public async Task An_image_is_made_again_when_a_base_of_any_of_its_stages_changed()
    {
        var world = new FakeWorld();
        await world.BuildAsync(Plan("python"));
        world.Built.Clear();
        world.Images[PythonDev] = world.Images[PythonDev] with { Id = "sha256:another" };

        await world.BuildAsync(Plan("python"));

        world.Built.ShouldBe(["kcr-python:latest"]);
    }

    [Test]
    public async Task An_image_is_pushed_although_the_engine_has_it()
    {
        var world = new FakeWorld();
        await world.BuildAsync(Plan("python"));
        world.Built.Clear();

        var plan = Plan("python");
        await world.BuildAsync(plan with { Settings = plan.Settings with { Push = true } });

        world.Built.ShouldContain("kcr-python:latest");
    }

    [Test]
    public async Task A_base_is_made_again_when_its_root_or_its_args_changed_or_the_cache_is_ignored()
    {
        var world = new FakeWorld();
        await world.BuildAsync(Plan("python"));

        foreach (var (plan, root) in ((BuildPlan, string)[])[
            (Plan("python"), "sha256:other-root"),
            (Plan("python", layout: "opt"), "sha256:other-root"),
            (Plan("python", layout: "opt", noCache: true), "sha256:other-root")])
        {
            world.Built.Clear();
            world.Images[BaseSource.LocalRoot.ToString()] = new StoredImage(root, new Dictionary<string, string>());

            await world.BuildAsync(plan);

            world.Built.ShouldContain(Python);
        }
    }

    [Test]
    public async Task Labels_say_what_the_image_is_and_where_its_base_comes_from()
    {
        var world = new FakeWorld();

        await world.BuildAsync(Plan("python"));

        var labels = world.LabelsOf("kcr-python:latest");
        labels["org.opencontainers.image.title"].ShouldBe("Title of python");
        labels["org.opencontainers.image.version"].ShouldBe("latest");
        labels["org.opencontainers.image.created"].ShouldBe("2026-01-02T03:04:05+00:00");
        labels["org.opencontainers.image.revision"].ShouldBe("abc-dirty");
        labels["org.opencontainers.image.base.name"].ShouldBe(Python);
        labels["org.opencontainers.image.base.digest"].ShouldBe(world.Images[Python].Id);
        labels["kcr.dev/base-layers"].ShouldBe($"sha256:1 sha256:2 of {Python}");
        labels["kcr.dev/base-provider"].ShouldBe("local");
    }

    [Test]
    public async Task The_digest_of_a_base_at_dhi_is_the_registrys_and_the_base_is_pulled()
    {
        var world = new FakeWorld();
        var plan = new BuildPlan(
            BaseSource.Dhi("asked for"), [], [Planned("python", "dhi.io/python:3.13-debian13", [])], new BuildSettings());

        await world.BuildAsync(plan);

        world.LabelsOf("kcr-python:latest")["org.opencontainers.image.base.digest"].ShouldBe("sha256:of-the-registry");
        world.LabelsOf("kcr-python:latest")["kcr.dev/base-layers"].ShouldBe("sha256:one sha256:two");
        world.LabelsOf("kcr-python:latest")["kcr.dev/base-provider"].ShouldBe("dhi");
        world.CommandOf("kcr-python:latest").Arguments.ShouldContain("--pull");
    }

    [TestCase("linux/amd64", "sha256:amd")]
    [TestCase("linux/arm64", "sha256:arm")]
    public async Task The_layers_of_a_base_for_several_platforms_are_those_of_the_one_that_is_built(string platform, string layer)
    {
        var world = new FakeWorld
        {
            RegistryAnswer = """
                sha256:index {
                  "linux/amd64": { "architecture": "amd64", "rootfs": { "type": "layers", "diff_ids": ["sha256:amd"] } },
                  "linux/arm64/v8": { "architecture": "arm64", "rootfs": { "type": "layers", "diff_ids": ["sha256:arm"] } }
                }
                """,
        };
        var plan = new BuildPlan(
            BaseSource.Dhi("asked for"), [], [Planned("python", "dhi.io/python:3.13-debian13", [])], new BuildSettings { Platforms = [platform] });

        await world.BuildAsync(plan);

        var labels = world.LabelsOf("kcr-python:latest");
        (labels["org.opencontainers.image.base.digest"], labels["kcr.dev/base-layers"]).ShouldBe(("sha256:index", layer));
    }

    [TestCase("""sha256:index { "linux/s390x": {} }""", "is not there for linux/amd64, only for linux/s390x")]
    [TestCase("sha256:index null", "does not tell the layers")]
    [TestCase("sha256:index", "cannot be had")]
    [TestCase("Name:      dhi.io/python:3.13-debian13\nMediaType: application/vnd.oci.image.index.v1+json\nDigest:    sha256:index", "cannot be had")]
    public async Task An_answer_of_the_registry_without_the_layers_is_told(string answer, string told)
    {
        var world = new FakeWorld { RegistryAnswer = answer };
        var plan = new BuildPlan(
            BaseSource.Dhi("asked for"), [], [Planned("python", "dhi.io/python:3.13-debian13", [])], new BuildSettings { Platforms = ["linux/amd64"] });

        var fault = await Should.ThrowAsync<BuildFailedException>(() => world.BuildAsync(plan));

        fault.Problems.ShouldHaveSingleItem().ShouldContain(told);
    }

    [Test]
    public async Task The_password_is_in_no_argument_and_its_file_is_gone_afterwards()
    {
        var world = new FakeWorld { Variables = { ["DHI_USERNAME"] = "user", ["DHI_PASSWORD"] = "pass-word" } };
        var plan = new BuildPlan(
            BaseSource.Dhi("asked for"), [], [Planned("python", "dhi.io/python:3.13-debian13", [])], new BuildSettings());

        await world.BuildAsync(plan);

        var build = world.CommandOf("kcr-python:latest");
        var login = Convert.ToBase64String("user:pass-word"u8);
        world.Commands.ShouldAllBe(command => !command.ToString().Contains("pass-word", StringComparison.Ordinal));
        world.Configurations.ShouldContain(text => text.Contains(login, StringComparison.Ordinal));
        Directory.Exists(build.Environment["DOCKER_CONFIG"]).ShouldBeFalse();
    }

    [Test]
    public async Task One_failure_does_not_stop_the_others_and_all_are_told()
    {
        var world = new FakeWorld { Failing = { PythonDev, "kcr-other:latest" } };
        var plan = Plan("python");
        plan = plan with { Images = [.. plan.Images, Planned("other", "scratch", []), Planned("good", "scratch", [])] };

        var fault = await Should.ThrowAsync<BuildFailedException>(() => world.BuildAsync(plan));

        fault.Status.ShouldBe(ExitStatus.Infrastructure);
        fault.Problems.Select(problem => problem.Split(Environment.NewLine)[0]).ShouldBe([
            $"{PythonDev} was not built",
            $"kcr-python:latest was not built: its base {PythonDev} failed",
            "kcr-other:latest was not built",
        ]);
        world.Built.ShouldContain("kcr-good:latest");
        world.Events.All.OfType<BuildFailed>().Count().ShouldBe(3);
    }

    [Test]
    public async Task No_more_builds_run_at_once_than_asked_for()
    {
        var world = new FakeWorld();
        var images = Enumerable.Range(1, 6).Select(number => Planned($"i{number}", "scratch", [])).ToList();

        await world.BuildAsync(new BuildPlan(BaseSource.Local(""), [], images, new BuildSettings(Parallel: 2)));

        world.MostAtOnce.ShouldBeLessThanOrEqualTo(2);
        world.Built.Count.ShouldBe(6);
    }

    [Test]
    public async Task Cancellation_ends_the_run()
    {
        using var cancellation = new CancellationTokenSource();
        var world = new FakeWorld { OnBuild = cancellation.Cancel };

        await Should.ThrowAsync<OperationCanceledException>(() => world.BuildAsync(Plan("python"), cancellation.Token));

        world.Built.ShouldBeEmpty();
    }

    [Test]
    public async Task A_dry_run_prints_commands_for_a_shell_and_runs_none()
    {
        var world = new FakeWorld();
        world.Images.Clear();

        var lines = await world.DescribeAsync(Plan("python"));

        lines[0].ShouldBe("scripts/debian-root.sh");
        lines[1].ShouldStartWith($"docker buildx build --progress=rawjson --tag {PythonDev} --target dev --load");
        lines[1].ShouldContain("""--label kcr.dev/root="$(docker image inspect --format '{{.Id}}' localhost/kcr-bases/debian-root:trixie)" """.TrimEnd());
        lines[^1].ShouldContain("--label 'org.opencontainers.image.title=Title of python'");
        lines[^1].ShouldContain($$$"""--label org.opencontainers.image.base.digest="$(docker image inspect --format '{{.Id}}' {{{Python}}})" """.TrimEnd());
        lines[^1].ShouldContain($$$"""--label kcr.dev/base-layers="$(docker image inspect --format '{{join .RootFS.Layers " "}}' {{{Python}}})" """.TrimEnd());
        lines[^1].ShouldEndWith(" images/python");
        world.Built.ShouldBeEmpty();
    }

    [Test]
    public async Task A_dry_run_prints_exactly_what_a_build_runs_once_the_bases_are_there()
    {
        var world = new FakeWorld();
        await world.BuildAsync(Plan("python"));

        var lines = await world.DescribeAsync(Plan("python"));

        lines.Skip(1).ShouldBe([world.CommandOf(PythonDev).ToString(), world.CommandOf(Python).ToString(), world.CommandOf("kcr-python:latest").ToString()]);
    }

    [Test]
    public async Task A_shared_cache_is_asked_and_filled_for_images_also_where_nothing_changed()
    {
        var world = new FakeWorld();
        await world.BuildAsync(Plan("python"));
        var plan = Plan("python");

        await world.BuildAsync(plan with { Settings = plan.Settings with { CacheFrom = ["type=local,src=a"], CacheTo = ["type=local,dest=b"] } });

        world.Commands.Count(command => command.Arguments.Contains("kcr-python:latest")).ShouldBe(2);
        world.Commands.Last(command => command.Arguments.Contains("kcr-python:latest")).ToString()
            .ShouldContain(" --load --cache-from type=local,src=a --cache-to type=local,dest=b ");
        world.Commands
            .Where(command => command.Arguments.Contains(Python) && command.Arguments.Contains("--target"))
            .ShouldAllBe(command => !command.ToString().Contains("--cache"));
    }

    [Test]
    public async Task A_push_carries_attestations_where_the_builder_makes_them()
    {
        var world = new FakeWorld();

        var image = (await world.BuildAsync(Pushed(new BuildSettings(Push: true)))).ShouldHaveSingleItem();

        world.CommandOf("kcr-python:latest").ToString().ShouldContain(" --push --provenance=mode=max --sbom=true ");
        image.Attestations.ShouldBe(["provenance", "SBOM"]);
        image.Digest.ShouldBe("sha256:of-kcr-python:latest");
    }

    [TestCase(Provenance.Min, "r.example/scanner:1", "--provenance=mode=min --sbom=generator=r.example/scanner:1", "provenance", "SBOM")]
    [TestCase(Provenance.None, null, "--provenance=false --sbom=true", "SBOM")]
    [TestCase(Provenance.None, "none", "--provenance=false --sbom=false")]
    public async Task They_are_those_that_were_asked_for(Provenance provenance, string? sbom, string options, params string[] kinds)
    {
        var world = new FakeWorld();

        var built = await world.BuildAsync(Pushed(new BuildSettings(Push: true) { Attestations = new AttestationSettings(provenance, sbom) }));

        world.CommandOf("kcr-python:latest").ToString().ShouldContain($" --push {options} ");
        built.ShouldHaveSingleItem().Attestations.ShouldBe(kinds);
    }

    [Test]
    public async Task An_engine_without_them_pushes_without_unless_they_were_asked_for()
    {
        var world = new FakeWorld { BuilderAnswer = BuilderAbilitiesTests.Engine };

        (await world.BuildAsync(Pushed(new BuildSettings(Push: true)))).ShouldHaveSingleItem().Attestations.ShouldBeEmpty();
        world.CommandOf("kcr-python:latest").Arguments.ShouldNotContain(argument => argument.StartsWith("--provenance") || argument.StartsWith("--sbom"));

        var asked = new BuildSettings(Push: true) { Attestations = new AttestationSettings(Provenance.Min) };
        (await Should.ThrowAsync<InfrastructureException>(() => world.BuildAsync(Pushed(asked)))).Message.ShouldContain("containerd image store");
    }

    [TestCase(true, "--output type=image,push=true,rewrite-timestamp=true ")]
    [TestCase(false, "--output type=docker,rewrite-timestamp=true ")]
    public async Task A_time_that_is_given_is_that_of_all_files(bool push, string option)
    {
        var world = new FakeWorld();

        await world.BuildAsync(Pushed(new BuildSettings(push) { SourceDateEpoch = 17 }));

        world.CommandOf("kcr-python:latest").ToString().ShouldContain(option);
        world.CommandOf("kcr-python:latest").ToString().ShouldContain(" --build-arg SOURCE_DATE_EPOCH=17 ");
    }

    [Test]
    public async Task Platforms_are_built_one_by_one_and_joined_under_the_tag()
    {
        var world = new FakeWorld
        {
            RegistryAnswer = BothAnswer,
        };

        var image = (await world.BuildAsync(Pushed(Both))).ShouldHaveSingleItem();

        world.LabelsOf("kcr-python:latest-linux-amd64")["kcr.dev/base-layers"].ShouldBe("sha256:amd");
        world.LabelsOf("kcr-python:latest-linux-arm64")["kcr.dev/base-layers"].ShouldBe("sha256:arm");
        world.CommandOf("kcr-python:latest-linux-arm64").ToString().ShouldContain(" --platform linux/arm64 ");
        world.Commands.Single(command => command.Arguments.Contains("create")).ToString().ShouldEndWith(
            " --tag kcr-python:latest kcr-python@sha256:of-kcr-python:latest-linux-amd64 kcr-python@sha256:of-kcr-python:latest-linux-arm64");
        image.Digest.ShouldBe("sha256:under-the-tag");
        image.Platforms.Select(platform => platform.Platform).ShouldBe(["linux/amd64", "linux/arm64"]);
    }

    [Test]
    public async Task A_platform_that_fails_leaves_the_tag_as_it_is()
    {
        var world = new FakeWorld { Failing = { "kcr-python:latest-linux-arm64" }, RegistryAnswer = BothAnswer };

        var fault = await Should.ThrowAsync<BuildFailedException>(() => world.BuildAsync(Pushed(Both)));

        fault.Message.ShouldContain("kcr-python:latest-linux-arm64 was not built");
        fault.Message.ShouldContain("kcr-python:latest was not made of its platforms");
        fault.Message.ShouldContain("no image was pushed to its end");
        world.Commands.ShouldNotContain(command => command.Arguments.Contains("create"));
    }

    [Test]
    public async Task So_does_a_registry_that_does_not_take_the_index()
    {
        var world = new FakeWorld { JoinFails = true, RegistryAnswer = BothAnswer };

        var fault = await Should.ThrowAsync<BuildFailedException>(() => world.BuildAsync(Pushed(Both)));

        fault.Message.ShouldContain("kcr-python:latest was not made of its platforms, which are pushed: ERROR: no");
        fault.Message.ShouldContain("has sha256:under-the-tag, as before");
    }

    [Test]
    public async Task The_same_sources_are_the_same_inputs_under_every_name_and_wherever_they_are_built()
    {
        const string Label = "kcr.dev/inputs";
        var world = new FakeWorld();
        var plan = Pushed(new BuildSettings());
        var renamed = plan with
        {
            Images = [plan.Images[0] with { Reference = new ImageReference("r.example/other-python", "latest") }],
            Settings = new BuildSettings(Push: true, NoCache: true, Builder: "elsewhere") { CacheFrom = ["type=gha"] },
        };

        await world.BuildAsync(plan);
        await world.BuildAsync(renamed);
        await world.BuildAsync(plan with { Images = [plan.Images[0] with { Args = [], Reference = new ImageReference("third", "latest") }] });

        world.LabelsOf("r.example/other-python:latest")[Label].ShouldBe(world.LabelsOf("kcr-python:latest")[Label]);
        world.LabelsOf("third:latest")[Label].ShouldNotBe(world.LabelsOf("kcr-python:latest")[Label]);
    }

    [Test]
    public async Task A_push_that_fails_says_what_the_registry_has_and_what_was_pushed_beside_it()
    {
        var world = new FakeWorld { Failing = { "kcr-other:latest" } };
        var plan = Pushed(new BuildSettings(Push: true));

        var fault = await Should.ThrowAsync<BuildFailedException>(() => world.BuildAsync(
            plan with { Images = [.. plan.Images, Planned("other", "scratch", [])] }));

        fault.Message.ShouldContain("Under kcr-other:latest the registry has sha256:under-the-tag, as before");
        fault.Message.ShouldContain("pushed to their end, before or beside that: kcr-python:latest@sha256:of-kcr-python:latest");
    }

    [Test]
    public async Task A_builder_that_does_not_see_the_engines_images_builds_on_no_stand_ins()
    {
        var world = new FakeWorld { BuilderAnswer = "Name: ci\nDriver: docker-container\n" };
        var plan = Plan("python");

        var fault = await Should.ThrowAsync<InfrastructureException>(() => world.BuildAsync(plan with { Settings = plan.Settings with { Builder = "ci" } }));

        fault.Message.ShouldContain("cannot build on stand-ins");
        world.Built.ShouldBeEmpty();
    }

    [Test]
    public async Task Podman_builds_by_itself_and_is_asked_where_it_listens()
    {
        var world = new FakeWorld { Podman = Podman() };

        await world.BuildAsync(Plan("python"));

        var command = world.CommandOf("kcr-python:latest");
        command.File.ShouldBe("podman");
        command.ToString().ShouldStartWith(
            "podman --remote --url unix:///run/podman/podman.sock build --format docker --identity-label=false --tag kcr-python:latest "
            + "--build-arg PYTHON_VERSION=3.13 --label ");
        command.Arguments[^1].ShouldBe("images/python");
        world.CommandOf(PythonDev).ToString().ShouldContain($" --tag {PythonDev} --target dev ");
        world.LabelsOf("kcr-python:latest")["org.opencontainers.image.base.digest"].ShouldBe(world.Images[Python].Id);
        world.Commands.ShouldNotContain(seen => seen.File == "docker");
    }

    [Test]
    public async Task What_podman_builds_is_left_alone_the_next_time_and_its_failures_are_told()
    {
        var world = new FakeWorld { Podman = Podman(), Failing = { "kcr-other:latest" } };
        await world.BuildAsync(Plan("python"));
        world.Built.Clear();

        (await world.BuildAsync(Plan("python"))).ShouldHaveSingleItem().Cached.ShouldBeTrue();
        var fault = await Should.ThrowAsync<BuildFailedException>(
            () => world.BuildAsync(new BuildPlan(BaseSource.Local(""), [], [Planned("other", "scratch", [])], new BuildSettings())));

        world.Built.ShouldBeEmpty();
        fault.Problems.ShouldHaveSingleItem().ShouldBe($"kcr-other:latest was not built{Environment.NewLine}  it does not build");
    }

    [Test]
    public async Task What_only_BuildKit_can_do_is_refused_on_Podman_all_of_it_at_once()
    {
        var world = new FakeWorld { Podman = Podman() with { Endpoint = new DockerEndpoint(EndpointKind.Ssh, "ssh://user@host", "host", 0) } };
        var plan = Plan("python");
        plan = plan with { Settings = plan.Settings with { Push = true, CacheTo = ["type=local,dest=b"], SourceDateEpoch = 1 } };

        var fault = await Should.ThrowAsync<UsageException>(() => world.BuildAsync(plan));
        await Should.ThrowAsync<UsageException>(() => world.DescribeAsync(plan));

        fault.Problems.Select(problem => problem.Split(':')[0]).ShouldBe(
            ["--push", "--cache-from and --cache-to", "SOURCE_DATE_EPOCH", "The engine at ssh"]);
        fault.Problems.ShouldAllBe(problem => problem.Contains("--builder", StringComparison.Ordinal));
        world.Commands.ShouldBeEmpty();
    }

    [Test]
    public async Task A_builder_that_is_named_builds_also_where_the_engine_is_Podman()
    {
        var world = new FakeWorld { Podman = Podman() };
        var plan = Plan("python");

        await world.BuildAsync(plan with { Settings = plan.Settings with { Builder = "elsewhere" } });

        world.CommandOf("kcr-python:latest").ToString().ShouldStartWith("docker buildx build ");
    }

    private const string BothAnswer = """
        sha256:index { "linux/amd64": { "rootfs": { "diff_ids": ["sha256:amd"] } }, "linux/arm64": { "rootfs": { "diff_ids": ["sha256:arm"] } } }
        """;

    private static BuildSettings Both => new(Push: true) { Platforms = ["linux/amd64", "linux/arm64"] };

    private static BuildPlan Pushed(BuildSettings settings) => new(
        BaseSource.Dhi("asked for"), [], [Planned("python", "dhi.io/python:3.13-debian13", [])], settings);

    private static DockerContext Podman() => new(
        "default", "DOCKER_HOST", new DockerEndpoint(EndpointKind.Unix, "unix:///run/podman/podman.sock", "/run/podman/podman.sock", 0), null);

    private static BuildPlan Plan(string image, string layout = "usr", bool noCache = false)
    {
        var definition = SampleCatalog.Catalog.Bases[0];
        var args = new PlannedArg[] { new("PYTHON_VERSION", "3.13", ArgOrigin.Catalog), new("PYTHON_LAYOUT", layout, ArgOrigin.Catalog) };
        PlannedBase[] bases =
        [
            new(definition, FinalVariant.Dev, new ImageReference("localhost/kcr-bases/python", "3.13-debian13-dev"), args),
            new(definition, FinalVariant.Minimal, new ImageReference("localhost/kcr-bases/python", "3.13-debian13"), args),
        ];
        return new BuildPlan(
            BaseSource.Local("asked for"),
            bases,
            [Planned(image, Python, [.. bases.Select(standIn => standIn.Reference)])],
            new BuildSettings(NoCache: noCache));
    }

    private static PlannedImage Planned(string name, string baseReference, IReadOnlyList<ImageReference> needs) =>
        new(
            SampleCatalog.Image(name, ImageKind.Sandbox, [], SampleCatalog.Language("python", "py")),
            ImageReference.For(name),
            baseReference,
            needs,
            [new PlannedArg("PYTHON_VERSION", "3.13", ArgOrigin.Catalog)]);

    /// <summary>An engine, docker, git and the environment.</summary>
    private sealed class FakeWorld : IImageStore, IProcessRunner
    {
        private readonly Lock gate = new();
        private int running;

        public FakeWorld() =>
            Images[BaseSource.LocalRoot.ToString()] = new StoredImage("sha256:root", new Dictionary<string, string>());

        public ConcurrentDictionary<string, StoredImage> Images { get; } = new();

        public Dictionary<string, string> Variables { get; } = [];

        public HashSet<string> Failing { get; } = [];

        public bool JoinFails { get; init; }

        public Action? OnBuild { get; init; }

        public string BuilderAnswer { get; init; } = BuilderAbilitiesTests.EngineWithContainerd;

        public string RegistryAnswer { get; init; } =
            """sha256:of-the-registry {"architecture":"amd64","rootfs":{"type":"layers","diff_ids":["sha256:one","sha256:two"]}}""" + "\n";

        /// <summary>Podman in the engine's place; null for none.</summary>
        public DockerContext? Podman { get; init; }

        public List<string> Built { get; } = [];

        public List<ProcessCommand> Commands { get; } = [];

        public List<string> Configurations { get; } = [];

        public RecordedEvents Events { get; } = new();

        public int MostAtOnce { get; private set; }

        public Task<IReadOnlyList<BuiltImage>> BuildAsync(BuildPlan plan, CancellationToken cancellation = default) =>
            Builder().BuildAsync(plan, Events, cancellation);

        public Task<IReadOnlyList<string>> DescribeAsync(BuildPlan plan) => Builder().DescribeAsync(plan, CancellationToken.None);

        public ProcessCommand CommandOf(string reference) =>
            Commands.Single(command => command.Arguments.Contains(reference) && command.Arguments.Contains("build"));

        public Dictionary<string, string> LabelsOf(string reference) => Labels(CommandOf(reference));

        public Task<StoredImage?> FindAsync(string reference, CancellationToken cancellation) =>
            Task.FromResult(Images.GetValueOrDefault(reference));

        public Task<DockerContext?> PodmanAsync(CancellationToken cancellation) => Task.FromResult(Podman);

        public async Task<ProcessResult> RunAsync(
            ProcessCommand command, Action<string>? onOutput = null, Action<string>? onError = null, CancellationToken cancellation = default)
        {
            lock (gate)
            {
                Commands.Add(command);
            }

            return command switch
            {
                { File: "git", Arguments: ["log", ..] } => new ProcessResult(0, "abc 2026-01-02T03:04:05+00:00\n", ""),
                { File: "git" } => new ProcessResult(0, " M file\n", ""),
                { File: "docker", Arguments: ["buildx", "inspect", ..] } => new ProcessResult(0, BuilderAnswer, ""),
                { File: "docker", Arguments: ["buildx", "imagetools", "create", ..] } => new ProcessResult(JoinFails ? 1 : 0, "", "ERROR: no"),
                { File: "docker", Arguments: ["buildx", "imagetools", "inspect", "--format", "{{print .Manifest.Digest}}", ..] } =>
                    new ProcessResult(0, "sha256:under-the-tag\n", ""),
                { File: "docker", Arguments: ["buildx", "imagetools", ..] } => new ProcessResult(0, RegistryAnswer, ""),
                { File: "docker", Arguments: ["buildx", "build", _, "--tag", var reference, ..] } =>
                    await BuildAsync(command, reference, onError, cancellation),
                { File: "podman", Arguments: ["--remote", "--url", _, "build", "--format", "docker", _, "--tag", var reference, ..] } =>
                    await BuildAsync(command, reference, onError, cancellation),
                _ => throw new InvalidOperationException($"unexpected: {command}"),
            };
        }

        private async Task<ProcessResult> BuildAsync(
            ProcessCommand command, string reference, Action<string>? onError, CancellationToken cancellation)
        {
            lock (gate)
            {
                MostAtOnce = Math.Max(MostAtOnce, ++running);
                if (command.Environment.TryGetValue("DOCKER_CONFIG", out var directory))
                {
                    Configurations.Add(File.ReadAllText(Path.Combine(directory!, "config.json")));
                }
            }

            OnBuild?.Invoke();
            await Task.Yield();
            cancellation.ThrowIfCancellationRequested();
            lock (gate)
            {
                running--;
                if (Failing.Contains(reference))
                {
                    onError!(command.File == "podman" ? "Error: it does not build" : "ERROR: it does not build");
                    return new ProcessResult(1, "", "");
                }

                Built.Add(reference);
                if (command.Arguments.SkipWhile(argument => argument != "--metadata-file").ElementAtOrDefault(1) is { } metadata)
                {
                    File.WriteAllText(metadata, $$"""{"containerimage.digest": "sha256:of-{{reference}}"}""");
                }

                Images[reference] = new StoredImage($"sha256:{reference}", Labels(command)) { Layers = ["sha256:1", $"sha256:2 of {reference}"] };
                return new ProcessResult(0, "", "");
            }
        }

        private ImageBuilder Builder() => new("/repository", this, this, Variables.GetValueOrDefault);

        private static Dictionary<string, string> Labels(ProcessCommand command) =>
            command.Arguments.Zip(command.Arguments.Skip(1))
                .Where(pair => pair.First == "--label")
                .Select(pair => pair.Second.Split('=', 2))
                .ToDictionary(pair => pair[0], pair => pair[1]);
    }
}
