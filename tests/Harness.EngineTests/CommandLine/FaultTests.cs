using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Harness.Sandboxes;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.CommandLine;

/// <summary>What is not the image's fault ends with 3, says what to do and leaves nothing behind.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class FaultTests
{
    [Test]
    public async Task A_missing_image_is_an_error_and_names_the_command_that_builds_it()
    {
        var (exitCode, text) = await HarnessProcess.RunAsync("test", "docker", "-l", "py", "-t", "absent");

        exitCode.ShouldBe(3, text);
        text.ShouldSay("kcr-python:absent");
        text.ShouldSay("just build-images");
    }

    [Test]
    public async Task No_engine_is_an_error_and_names_the_endpoint()
    {
        var nowhere = Path.Combine(Path.GetTempPath(), $"kcr-no-engine-{Guid.NewGuid():N}.sock");
        var environment = new Dictionary<string, string> { ["DOCKER_HOST"] = $"unix://{nowhere}" };

        var (exitCode, text) = await HarnessProcess.RunAsync(environment, "test", "docker", "-l", "py");

        exitCode.ShouldBe(3, text);
        text.ShouldSay(nowhere);
        text.ShouldSay("doctor");
    }

    [Test]
    public async Task A_port_that_is_taken_is_an_error_and_names_the_port()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var report = Path.Combine(Path.GetTempPath(), $"kcr-port-{Guid.NewGuid():N}.json");

        var (exitCode, text) = await HarnessProcess.RunAsync("test", "docker", "-l", "py", "--host-port", $"{port}", "--report", report);

        exitCode.ShouldBe(3, text);
        text.ShouldSay($"{port}");
        text.ShouldSay("--host-port");
        (await Leftovers.OfAsync($"{Session.IdLabel}={TakeSession(report)}")).ShouldBeEmpty();
    }

    [Test]
    public async Task A_Dockerfile_that_does_not_build_names_image_stage_and_line_and_tags_nothing()
    {
        using var copy = new RepositoryCopy();
        copy.Edit("images/python/Dockerfile", text => text.Replace(
            "\nWORKDIR /mnt/data\n", "\nCOPY --from=builder /absent/on/purpose /absent\nWORKDIR /mnt/data\n", StringComparison.Ordinal));

        var (exitCode, text) = await HarnessProcess.RunAsync(copy.Environment, "build", "python", "-t", "broken-on-purpose");

        exitCode.ShouldBe(3, text);
        text.ShouldSay("python");
        text.ShouldSay("final");
        text.ShouldMatch(@"Dockerfile:\d+");
        text.ShouldSay("/absent/on/purpose");
        (await Commands.RunAsync("docker", "images", "--quiet", "kcr-python:broken-on-purpose")).ShouldBeEmpty();
    }

    [TestCase("INT", TestName = "Ctrl-C removes every container, writes the report and ends with 130")]
    [TestCase("TERM", TestName = "SIGTERM removes every container, writes the report and ends with 130")]
    public async Task Interrupted(string signal)
    {
        var report = Path.Combine(Path.GetTempPath(), $"kcr-interrupted-{Guid.NewGuid():N}.json");
        using var harness = HarnessProcess.Start(null, "test", "docker", "-l", "py", "-l", "js", "--report", report);
        var label = await harness.HasContainersAsync();

        harness.Signal(signal);

        (await harness.ExitAsync()).ShouldBe(130, harness.Text);
        (await Leftovers.OfAsync(label)).ShouldBeEmpty();
        TakeSession(report).ShouldNotBeEmpty();
    }

    private static string TakeSession(string report)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(report));
        File.Delete(report);
        return document.RootElement.GetProperty("session").GetString()!;
    }
}
