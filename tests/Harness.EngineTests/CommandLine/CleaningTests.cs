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
        await using var engine = new EngineProxy();
        var environment = new Dictionary<string, string> { ["DOCKER_HOST"] = $"unix://{engine.Path}" };
        using var harness = HarnessProcess.Start(environment, "test", "docker", "-l", "py");
        var label = await harness.HasContainersAsync();

        engine.Stop();

        var exitCode = await harness.ExitAsync();
        exitCode.ShouldBe(3, harness.Text);
        harness.Text.ShouldContain(engine.Path);
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
}
