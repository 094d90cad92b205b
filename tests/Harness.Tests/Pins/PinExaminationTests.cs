using System.Text;
using Harness.Building;
using Harness.Catalog;
using Harness.Dockerfiles;
using Harness.Images;
using Harness.Pins;
using Harness.Snapshots.Cache;
using Harness.Tests.Platform;
using Harness.Tests.Platform.Docker;
using Harness.Tests.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Pins;

/// <summary>Whom the bases' login is shown to; what is found in a real registry, PinsTests of the engine tests see.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class PinExaminationTests
{
    private static readonly string Basic = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("somebody:a word"))}";

    [Test]
    public async Task The_login_of_the_bases_registry_goes_to_no_other()
    {
        using var mirror = Registry();
        using var other = Registry();
        var plan = Plan(
            BaseSource.Mirror($"127.0.0.1:{mirror.Port}/dhi", "asked for"),
            new() { ["PYTHON_BASE_DEV"] = $"127.0.0.1:{other.Port}/own/python:1" });
        using var examination = new PinExamination(
            name => name switch { "DHI_USERNAME" => "somebody", "DHI_PASSWORD" => "a word", "DOCKER_CONFIG" => "/nowhere", _ => null },
            new FakeProcesses(),
            new SnapshotCache("/nowhere"),
            _ => { });

        var fault = await Should.ThrowAsync<InfrastructureException>(() =>
            examination.RunAsync(Catalog(), plan, new PinRecord(new Dictionary<string, BaseState>()), CancellationToken.None));

        fault.Message.ShouldContain($"127.0.0.1:{other.Port} gives own/python:1 to nobody without a login");
        other.Whole.ShouldNotBeEmpty();
        other.Whole.ShouldAllBe(request => !request.Headers.ContainsKey("Authorization"));
    }

    [Test]
    public async Task To_that_one_it_goes()
    {
        using var mirror = Registry();
        using var examination = new PinExamination(
            name => name switch { "DHI_USERNAME" => "somebody", "DHI_PASSWORD" => "a word", "DOCKER_CONFIG" => "/nowhere", _ => null },
            new FakeProcesses(),
            new SnapshotCache("/nowhere"),
            _ => { });

        var plan = Plan(BaseSource.Mirror($"127.0.0.1:{mirror.Port}/dhi", "asked for"), []);
        var report = await examination.RunAsync(Catalog(), plan, new PinRecord(new Dictionary<string, BaseState>()), CancellationToken.None);

        report.Bases.ShouldAllBe(pin => pin.State == PinState.Gone);
        mirror.Whole.ShouldContain(request => request.Headers.GetValueOrDefault("Authorization") == Basic);
    }

    /// <summary>A registry with a login, and nothing in it.</summary>
    private static FakeServer Registry() => new(request => request.Headers.GetValueOrDefault("Authorization") == Basic
        ? new Answer(404, """{"errors":[{"code":"NAME_UNKNOWN","message":"unknown"}]}""")
        : new Answer(401, "{}") { Headers = [("WWW-Authenticate", "Basic realm=\"r\"")] });

    private static ImageCatalog Catalog() => CatalogLoader.Load(Tests.Catalog.RepositoryRoot.Path);

    private static BuildPlan Plan(BaseSource source, Dictionary<string, string> args)
    {
        var catalog = Catalog();
        return BuildPlanner.Plan(
            catalog, new BuildRequest(["python"], BuildArgs: args), source,
            image => Dockerfile.Parse(File.ReadAllText(Path.Combine(catalog.Root, image.Context, "Dockerfile"))));
    }
}
