using System.Text.Json.Nodes;
using Harness.Building;
using Harness.Cli;
using Harness.Cli.Rendering;
using Harness.Cli.Terminal;
using Harness.Images;
using Harness.Platform.Docker;
using Harness.Tests.Catalog;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Cli;

/// <summary>Who asks <c>build</c> for JSON gets one document, whatever happens.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class BuildDocumentTests
{
    [Test]
    public void A_build_says_what_was_built_and_whether_a_shell_is_in_it()
    {
        var document = Success(("python", false, ["8080/tcp"]));

        document["status"]!.GetValue<string>().ShouldBe("success");
        document["_shell"]!.GetValue<bool>().ShouldBeFalse();
        document["build_time"]!.GetValue<decimal>().ShouldBe(1.5m);
        var image = document["images"]!.AsArray().ShouldHaveSingleItem()!;
        image["name"]!.GetValue<string>().ShouldBe("ghcr.io/team/kcr-python");
        image["digest"]!.GetValue<string>().ShouldBe("sha256:pushed");
        image["ports"]!.AsArray().Select(port => port!.GetValue<string>()).ShouldBe(["8080/tcp"]);
    }

    [Test]
    public void A_shell_is_relied_on_where_all_images_have_one()
    {
        Success(("python", true, []), ("nodejs", true, []))["_shell"]!.GetValue<bool>().ShouldBeTrue();
        Success(("python", true, []), ("nodejs", false, []))["_shell"]!.GetValue<bool>().ShouldBeFalse();
        // One that cannot be looked at has what the catalog says.
        Success(("python", null, []))["_shell"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Test]
    public void A_failed_build_says_so()
    {
        var document = Failure(_ => throw new BuildFailedException(["one is wrong", "two is wrong"]), "build", "--output", "json");

        document["status"]!.GetValue<string>().ShouldBe("error");
        document["exit_code"]!.GetValue<int>().ShouldBe(3);
        document["error"]!.GetValue<string>().ShouldBe("one is wrong\ntwo is wrong");
        document["build_time"]!.GetValue<decimal>().ShouldBeGreaterThanOrEqualTo(0);
    }

    [Test]
    public void So_does_a_fault_that_nobody_expected() =>
        Failure(_ => throw new InvalidOperationException("odd"), "build", "--output", "json")["error"]!.GetValue<string>()
            .ShouldBe("unexpected InvalidOperationException: odd");

    [TestCase("build", "--output", "json", "--no-such-option")]
    [TestCase("build", "--output=json", "-t", "not a tag")]
    public void So_does_a_command_line_that_is_wrong(params string[] arguments) =>
        Failure(_ => Task.FromResult(ExitStatus.Passed), arguments)["exit_code"]!.GetValue<int>().ShouldBe(2);

    [Test]
    public void An_interrupted_build_says_130()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Failure(token => Task.FromCanceled<ExitStatus>(token), cancellation.Token, "build", "--output", "json")["exit_code"]!.GetValue<int>().ShouldBe(130);
    }

    [TestCase("build")]
    [TestCase("plan", "--output", "json")]
    public void Nobody_else_gets_one(params string[] arguments)
    {
        using var streams = new TestStreams();
        new Application(streams.Streams, new RecordingWorkflows(_ => throw new UsageException("wrong"))).Run(arguments).ShouldBe(ExitStatus.Usage);
        streams.Out.ShouldBeEmpty();
    }

    private static JsonNode Success(params (string Name, bool? Shell, string[] Ports)[] images)
    {
        using var streams = new TestStreams();
        var plan = BuildPlanner.Plan(
            SampleCatalog.Catalog,
            new BuildRequest([.. images.Select(image => image.Name)]),
            BaseSource.Dhi("asked for"),
            image => Harness.Dockerfiles.Dockerfile.Parse(
                "ARG DHI_REGISTRY\nARG DHI_PREFIX\nARG DEBIAN_VERSION\nARG PYTHON_VERSION\nARG NODE_VERSION\nFROM scratch\n"));
        BuildDocument.WriteSuccess(
            streams.Output(OutputFormat.Json),
            plan,
            [.. images.Select(image => (
                new BuiltImage(image.Name, new ImageReference($"ghcr.io/team/kcr-{image.Name}", "1"), TimeSpan.FromSeconds(1), Cached: false)
                {
                    Digest = "sha256:pushed"
                },
                (ImageDetails?)new ImageDetails("sha256:id", null, "amd64", "linux", new ImageDetailsConfig(null) { Ports = image.Ports }),
                image.Shell))],
            TimeSpan.FromSeconds(1.5));
        return JsonNode.Parse(streams.Out)!;
    }

    private static JsonNode Failure(Func<CancellationToken, Task<ExitStatus>> build, params string[] arguments) =>
        Failure(build, CancellationToken.None, arguments);

    private static JsonNode Failure(Func<CancellationToken, Task<ExitStatus>> build, CancellationToken cancellation, params string[] arguments)
    {
        using var streams = new TestStreams();
        var status = new Application(streams.Streams, new RecordingWorkflows(build)).Run(arguments, cancellation);
        var document = JsonNode.Parse(streams.Out)!;
        document["exit_code"]!.GetValue<int>().ShouldBe((int)status);
        return document;
    }
}
