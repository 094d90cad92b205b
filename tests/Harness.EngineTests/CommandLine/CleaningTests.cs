using Harness.EngineTests.Services;
using Harness.Sandboxes;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.CommandLine;

/// <summary>What a run could not remove itself, <c>clean</c> finds. It finds the leftovers of every test, so these run alone.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class CleaningTests
{
    [Test]
    public async Task An_engine_that_stops_in_the_middle_is_an_error_and_clean_finds_what_it_kept()
    {
        await using var engine = await EngineProxy.StartAsync();
        var environment = new Dictionary<string, string> { ["DOCKER_HOST"] = $"unix://{engine.Path}" };
        using var harness = HarnessProcess.Start(environment, "test", "docker", "-l", "py");
        var label = await harness.HasContainersAsync();

        await engine.StopAsync();

        var exitCode = await harness.ExitAsync();
        exitCode.ShouldBe(3, harness.Text);
        harness.Text.ShouldSay(engine.Path);
        await Leftovers.SettledAsync(label);
        (await HarnessProcess.RunAsync("clean")).ExitCode.ShouldBe(0);
        (await Leftovers.OfAsync(label)).ShouldBeEmpty();
    }

    [Test]
    public async Task Clean_finds_what_a_killed_run_left()
    {
        using var harness = HarnessProcess.Start(null, "test", "docker", "-l", "py");
        var label = await harness.HasContainersAsync();
        harness.Signal("KILL");
        await harness.ExitAsync();
        (await Leftovers.SettledAsync(label)).ShouldNotBeEmpty("the test is about what a killed run leaves");

        var (exitCode, text) = await HarnessProcess.RunAsync("clean");

        exitCode.ShouldBe(0, text);
        (await Leftovers.OfAsync(label)).ShouldBeEmpty();
    }

    [Test]
    public async Task Clean_finds_a_service_that_a_killed_test_run_left()
    {
        var session = Session.NewId();
        // Process ids are given again after some time, start times never.
        var labels = new Dictionary<string, string>(Session.Labels(session)) { ["kcr.dev/process-started"] = "1" };
        await Service.StartAsync(builder => builder.WithCommand("sleep", "infinity"), labels);
        var label = $"{Session.IdLabel}={session}";
        (await Leftovers.OfAsync(label)).ShouldNotBeEmpty("the test is about what a killed test run leaves");

        var (exitCode, text) = await HarnessProcess.RunAsync("clean");

        exitCode.ShouldBe(0, text);
        (await Leftovers.OfAsync(label)).ShouldBeEmpty();
    }
}
