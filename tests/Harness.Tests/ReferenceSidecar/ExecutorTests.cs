using System.Diagnostics;
using System.Globalization;
using System.Text;
using NUnit.Framework;
using Shouldly;
using Sidecar;
using Sidecar.Execution;
using Sidecar.Files;
using Sidecar.Languages;
using Sidecar.Processes;
using Sidecar.Protocol;

namespace Harness.Tests.ReferenceSidecar;

/// <summary>Executions with a shell in place of main: everything but the change of the namespace is real.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ExecutorTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("kcr-data-").FullName;
    private readonly CountedKills memory = new();
    private readonly ChildEvents children = new();
    private readonly Terminator terminator = new();
    private readonly Executor executor;

    public ExecutorTests()
    {
        var options = new SidecarOptions(LanguageTable.Find("python")!, data, 8080, 120, NetworkIsolated: false);
        executor = new Executor(
            options,
            new AnyMain(),
            new Workspaces(data, terminator, Console.Error.WriteLine),
            new ShellComposer(),
            new TestTree(),
            new ConfinedDirectory(data),
            memory,
            children,
            terminator);
    }

    public void Dispose()
    {
        children.Dispose();
        terminator.Dispose();
        Directory.Delete(data, recursive: true);
    }

    [Test]
    public async Task Status_and_streams_arrive_apart()
    {
        var response = await RunAsync("echo Grüße; echo Überlauf ✓ >&2; exit 3");

        response.ShouldBe(new ExecuteResponse(3, "Grüße\n", "Überlauf ✓\n", response.ExecutionTimeMs, TimedOut: false, Truncated: false, OutOfMemory: false));
    }

    [Test]
    public async Task Standard_input_is_at_its_end() => (await RunAsync("cat; echo done")).Stdout.ShouldBe("done\n");

    [Test]
    public async Task A_signal_gives_128_and_its_number() => (await RunAsync("kill -9 $$")).ExitCode.ShouldBe(137);

    [TestCase("kill -9 $$", true, true)]
    [TestCase("exit 1", true, true)]
    [TestCase("true", true, false)]
    [TestCase("kill -9 $$", false, false)]
    public async Task A_program_that_failed_while_the_kernel_ended_a_process_ran_out_of_memory(string script, bool kills, bool outOfMemory)
    {
        memory.Rising = kills;
        (await RunAsync(script)).OutOfMemory.ShouldBe(outOfMemory);
    }

    [Test]
    public async Task Nothing_is_said_of_memory_where_the_kernel_says_nothing()
    {
        memory.Silent = true;
        (await RunAsync("kill -9 $$")).OutOfMemory.ShouldBeNull();
    }

    [Test]
    public async Task Too_much_output_is_cut_and_the_program_ends_all_the_same()
    {
        var response = await RunAsync("head -c 3000000 /dev/zero | tr '\\0' x; echo end >&2");

        response.ExitCode.ShouldBe(0);
        response.Stdout.Length.ShouldBe(Executor.OutputLimit);
        response.Stderr.ShouldBe("end\n");
        response.Truncated.ShouldBe(true);
    }

    [Test]
    public async Task A_timeout_ends_daemons_too_and_keeps_the_output()
    {
        var watch = Stopwatch.StartNew();
        var response = await RunAsync("echo so far; setsid sh -c 'echo $$; sleep 1000' & sleep 1000", timeout: 5);

        response.ExitCode.ShouldBe(124);
        response.TimedOut.ShouldBe(true);
        var lines = response.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("so far");
        IsAlive(lines[1]).ShouldBeFalse("the daemon must be gone");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), "nothing waited for the sleep");
    }

    [Test]
    public async Task A_client_that_goes_away_ends_its_program()
    {
        var started = Path.Combine(data, "started");
        using var client = new CancellationTokenSource();
        var running = executor.ExecuteAsync(new ExecuteRequest($"echo $$ > {started}.new; mv {started}.new {started}; sleep 1000"), client.Token);
        while (!File.Exists(started))
        {
            await Task.Delay(10);
        }

        await client.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(running);
        IsAlive(await File.ReadAllTextAsync(started)).ShouldBeFalse();
    }

    [Test]
    public async Task Executions_do_not_disturb_each_other_and_leave_nothing()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => RunAsync($"echo {i} > same; sleep 0.1; cat same; exit {i}")));

        responses.Select(response => (response.ExitCode, response.Stdout)).ShouldBe(Enumerable.Range(0, 8).Select(i => (i, $"{i}\n")));
        Directory.GetFileSystemEntries(data).ShouldBeEmpty();
    }

    [Test]
    public async Task A_directory_that_the_program_made_unwritable_is_removed()
    {
        await RunAsync("mkdir -p a/b; touch a/b/c; chmod 500 a/b a");

        Directory.GetFileSystemEntries(data).ShouldBeEmpty();
    }

    [Test]
    public async Task The_working_directory_is_made_when_it_is_not_there() =>
        (await executor.ExecuteAsync(new ExecuteRequest("pwd", 30, "it's/a dir"), CancellationToken.None))
            .Stdout.ShouldBe($"{data}/it's/a dir\n");

    [TestCase(null, 1, null, "\"code\" is missing")]
    [TestCase("x", 0, null, "must be 1 to 120 seconds")]
    [TestCase("x", 121, null, "\"timeout\" is 121")]
    [TestCase("x", 1, "/etc", "\"working_dir\" is refused")]
    [TestCase("x", 1, "../..", "outside the working directory")]
    public void A_bad_request_is_refused_in_words(string? code, int timeout, string? directory, string words) =>
        Should.Throw<BadRequestException>(() => executor.ExecuteAsync(new ExecuteRequest(code, timeout, directory), CancellationToken.None))
            .Message.ShouldContain(words);

    private Task<ExecuteResponse> RunAsync(string script, int timeout = 60) =>
        executor.ExecuteAsync(new ExecuteRequest(script, timeout), CancellationToken.None);

    /// <summary>A zombie is dead: who adopted it fetches its status in its own time.</summary>
    private static bool IsAlive(string pid) =>
        new ProcFileSystem().Stat(int.Parse(pid, CultureInfo.InvariantCulture)) is { State: not 'Z' };

    private sealed class CountedKills : IMemoryEvents
    {
        private long kills = 3;

        public bool Rising { get; set; }

        public bool Silent { get; set; }

        public long? Kills() => Silent ? null : Rising ? kills++ : kills;
    }

    private sealed class AnyMain : IMainLocator
    {
        public MainProcess Locate() => new(1, []);
    }

    private sealed class ShellComposer : ICommandComposer
    {
        public IReadOnlyList<IReadOnlyList<byte[]>> Compose(MainProcess main, string source, string output, string directory) =>
            [[.. new[] { "/bin/sh", "-c", "PATH=/usr/bin:/bin; cd \"$1\" && . \"$2\"", "sh", directory, source }.Select(Encoding.UTF8.GetBytes)]];
    }

    /// <summary>The real tree, but for the sweep: the test runner has children of its own.</summary>
    private sealed class TestTree : IProcessTree
    {
        private readonly ProcessTree real = new(new ProcFileSystem());

        public ChildProcess Start(Func<ChildProcess> start) => start();

        public void Kill(ChildProcess root) => real.Kill(root);

        public int Finish(ChildProcess root) => root.Reap();
    }
}
