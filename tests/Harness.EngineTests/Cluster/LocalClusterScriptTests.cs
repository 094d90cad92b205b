using Harness.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.Cluster;

/// <summary>What <c>scripts/local-cluster.sh</c> does where no cluster is up; the user's own is not looked at.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LocalClusterScriptTests : IDisposable
{
    private readonly DirectoryInfo cache = Directory.CreateTempSubdirectory("kcr-cluster-");

    private Script Cluster => new("local-cluster.sh", new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = cache.FullName });

    private string State => Path.Combine(cache.FullName, "kcr-harness", "cluster");

    public void Dispose() => cache.Delete(recursive: true);

    [TestCase("--help", 0)]
    [TestCase("upp", 2)]
    [TestCase("", 2)]
    [TestCase("up down", 2)]
    [TestCase("status", 3)]
    [TestCase("kubeconfig", 3)]
    public async Task The_exit_status_tells_usage_faults_from_a_cluster_that_is_not_up(string arguments, int status)
    {
        var result = await Cluster.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        result.ExitCode.ShouldBe(status, result.Error);
    }

    [TestCase("status")]
    [TestCase("kubeconfig")]
    public async Task Without_a_cluster_it_says_how_to_start_one(string verb)
    {
        var result = await Cluster.RunAsync(verb);

        (result.Output + result.Error).ShouldContain("scripts/local-cluster.sh up");
    }

    [Test]
    public async Task The_path_of_the_kubeconfig_is_all_that_standard_output_has()
    {
        Directory.CreateDirectory(State);
        await File.WriteAllTextAsync(Path.Combine(State, "kubeconfig"), "apiVersion: v1");

        var result = await Cluster.RunAsync("kubeconfig");

        result.Output.ShouldBe(Path.Combine(State, "kubeconfig") + "\n");
    }

    [TestCase("unix:///nonexistent/docker.sock", "no Docker Engine answers at unix:///nonexistent/docker.sock")]
    public async Task Without_an_engine_up_says_so_and_starts_nothing(string endpoint, string message)
    {
        LocalClusterMachine.RequireDebianAsRoot();

        var result = await Cluster.With("DOCKER_HOST", endpoint).RunAsync("up");

        result.ExitCode.ShouldBe(3);
        result.Error.ShouldContain(message);
        Directory.Exists(State).ShouldBeFalse();
    }

    [Test]
    public async Task Down_where_nothing_is_up_is_no_fault()
    {
        LocalClusterMachine.RequireDebianAsRoot();

        var result = await Cluster.RunAsync("down");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldContain("nothing is up");
    }

    [Test]
    public async Task Down_spares_a_process_that_got_the_id_of_one_that_ended()
    {
        LocalClusterMachine.RequireDebianAsRoot();
        using var stranger = RunningProgram.Start(new ProcessCommand("sleep", "600"), Nobody, Nobody, Nobody);
        try
        {
            var run = Directory.CreateDirectory(Path.Combine(State, "run")).FullName;
            var boot = await File.ReadAllTextAsync("/proc/sys/kernel/random/boot_id");
            await File.WriteAllTextAsync(Path.Combine(run, "etcd.pid"), $"{stranger.Id} 1 {boot}");

            var result = await Cluster.RunAsync("down");

            result.ExitCode.ShouldBe(0, result.Error);
            stranger.HasEnded.ShouldBeFalse();
            Directory.Exists(State).ShouldBeFalse();
        }
        finally
        {
            stranger.Kill();
        }
    }

    private static Task Nobody(Stream stream, CancellationToken release) => Task.CompletedTask;
}
