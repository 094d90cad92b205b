using System.Collections.Concurrent;
using System.Globalization;
using Harness.EngineTests.CommandLine;
using Harness.Sandboxes;
using NUnit.Framework;
using Shouldly;
using Sidecar.Protocol;

namespace Harness.EngineTests.Sandboxes;

/// <summary>
/// Programs that mean harm, and more clients than there is CPU time for, against the sidecar of this repository. Everything is
/// bounded in count and time, and in a sandbox of its own.
/// </summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class HarmfulProgramTests
{
    private const int Busy = 503;
    private const int TimeoutExitCode = 124;

    private const string ForkBomb =
        """
        import os
        for _ in range(20000):
            try:
                os.fork()
            except OSError:
                pass
        while True:
            pass
        """;

    private const string TakeAllProcesses =
        """
        import os, time
        for _ in range(2000):
            try:
                if os.fork() == 0:
                    time.sleep(60)
            except OSError:
                break
        open("/mnt/data/full", "w").close()
        time.sleep(60)
        """;

    private const string DeepTree =
        """
        import os
        print(os.getcwd())
        for _ in range(60):
            os.mkdir("d" * 100)
            os.chdir("d" * 100)
        """;

    // What it sends is harmless where it is not refused: the sidecar goes on after a second.
    private const string StopEveryone =
        """
        import os, signal
        refused = []
        for pid in sorted(int(name) for name in os.listdir("/proc") if name.isdigit()):
            if pid == os.getpid():
                continue
            try:
                os.kill(pid, signal.SIGSTOP)
                os.kill(pid, signal.SIGCONT)
                print("stopped", pid, open(f"/proc/{pid}/cmdline").read().replace("\0", " "))
            except PermissionError:
                refused.append(pid)
            except ProcessLookupError:
                pass
        print("refused", len(refused) > 2)
        """;

    private const string ChooseTheSidecar =
        """
        import os
        for pid in (name for name in os.listdir("/proc") if name.isdigit()):
            for path, value in ((f"/proc/{pid}/oom_score_adj", "1000"), ("/proc/self/oom_score_adj", "1")):
                try:
                    with open(path, "w") as file:
                        file.write(value)
                    print("set", path)
                except OSError:
                    pass
        taken = []
        while True:
            taken.append(bytearray(10 << 20))
        """;

    [Test]
    public Task Each_of_150_clients_of_a_quarter_of_a_CPU_is_answered() => InSandboxAsync(
        async sandbox =>
        {
            var faults = new ConcurrentBag<string>();
            var answered = 0;
            await Task.WhenAll(Enumerable.Range(0, 150).Select(async number =>
            {
                try
                {
                    var response = await RunAsync(sandbox, $"print({number})", 120);
                    if ((response.ExitCode, response.Stdout) == (0, string.Create(CultureInfo.InvariantCulture, $"{number}\n")))
                    {
                        Interlocked.Increment(ref answered);
                    }
                    else
                    {
                        faults.Add($"{number}: {response}");
                    }
                }
                catch (SidecarException refusal) when (refusal.StatusCode == Busy)
                {
                }
                catch (Exception fault) when (fault is SidecarException or InfrastructureException)
                {
                    faults.Add($"{number}: {fault.Message}");
                }
            }));

            faults.ShouldBeEmpty();
            // Fewer than may wait in the queue: nobody had to be refused.
            answered.ShouldBe(150);
        },
        spec => spec with { Sidecar = spec.Sidecar with { Cpu = 0.25 } });

    [Test]
    public Task A_fork_bomb_ends_at_its_limit_and_leaves_nothing() => InSandboxAsync(
        async sandbox =>
        {
            var before = await ProcessesAsync(sandbox);

            var response = await RunAsync(sandbox, ForkBomb, 4);

            (response.ExitCode, response.TimedOut).ShouldBe((TimeoutExitCode, true), response.ToString());
            (await RunAsync(sandbox, "print('next')", 60)).Stdout.ShouldBe("next\n");
            await Until.TrueAsync(async () => (await ProcessesAsync(sandbox)).SetEquals(before), "no process of the fork bomb is left, not even a zombie");
        },
        // The CPU that the catalog gives Python. With half of it, on a machine with ten runnable processes for each CPU, the sidecar
        // waits for its turn behind the hundreds that have not had theirs yet, SCHED_IDLE or not, and answers up to 8 s late.
        spec => spec with { Sidecar = spec.Sidecar with { Cpu = 1 } });

    [Test]
    public Task Where_no_process_can_be_started_it_is_said_and_nothing_is_left() => InSandboxAsync(async sandbox =>
    {
        var before = await ProcessesAsync(sandbox);
        var full = RunAsync(sandbox, TakeAllProcesses, 12);
        await Until.TrueAsync(
            async () => full.IsCompleted || await sandbox.DownloadAsync("full", CancellationToken.None) is not null, "the program has taken the processes");

        for (var attempt = 0; attempt < 3; attempt++)
        {
            try
            {
                (await RunAsync(sandbox, "print('beside')", 60)).ExitCode.ShouldBe(0);
            }
            catch (SidecarException refusal)
            {
                refusal.StatusCode.ShouldBe(Busy, refusal.Message);
                refusal.Message.ShouldContain("process");
            }
        }

        (await full).TimedOut.ShouldBe(true);
        (await RunAsync(sandbox, "print('next')", 60)).Stdout.ShouldBe("next\n");
        await Until.TrueAsync(async () => (await ProcessesAsync(sandbox)).SetEquals(before), "no process is left, not even a zombie");
    });

    [Test]
    public Task Directories_deeper_than_a_path_can_be_are_removed_with_their_workspace() => InSandboxAsync(async sandbox =>
    {
        var response = await RunAsync(sandbox, DeepTree, 60);

        response.ExitCode.ShouldBe(0, response.ToString());
        var workspace = response.Stdout.Trim();
        await Until.TrueAsync(
            async () => (await sandbox.ProbeAsync([workspace], [], CancellationToken.None)).Paths.Single().InMain is null, $"{workspace} is removed");
        (await RunAsync(sandbox, "print('next')", 60)).Stdout.ShouldBe("next\n");
    });

    [Test]
    public Task A_program_can_stop_neither_the_sidecar_nor_main() => InSandboxAsync(async sandbox =>
    {
        var response = await RunAsync(sandbox, StopEveryone, 60);

        response.Stdout.ShouldBe("refused True\n", response.ToString());
        response.ExitCode.ShouldBe(0);
    });

    [Test]
    public Task A_program_cannot_have_the_sidecar_killed_in_its_place() => InSandboxAsync(async sandbox =>
    {
        var before = await SidecarAsync(sandbox);

        var response = await RunAsync(sandbox, ChooseTheSidecar, 60);

        response.Stdout.ShouldNotContain("set");
        response.ExitCode.ShouldNotBe(0);
        (await SidecarAsync(sandbox)).ShouldBe(before);
        (await RunAsync(sandbox, "print('next')", 60)).Stdout.ShouldBe("next\n");
    });

    private static async Task InSandboxAsync(Func<ISandbox, Task> test, Func<SandboxSpec, SandboxSpec>? alter = null)
    {
        var session = Session.NewId();
        var spec = Specs.Of(session) with { Token = SidecarToken.Create() };
        await using (var sandbox = await Specs.Backend().StartAsync(alter?.Invoke(spec) ?? spec, CancellationToken.None))
        {
            await Specs.UntilReadyAsync(sandbox);
            await test(sandbox);
        }

        await Leftovers.ShouldBeNoneAsync(session);
    }

    private static Task<ExecuteResponse> RunAsync(ISandbox sandbox, string code, int seconds) =>
        sandbox.ExecuteAsync(new ExecuteRequest(code, seconds), CancellationToken.None);

    private static async Task<IReadOnlyList<ProcessSummary>> LookAsync(ISandbox sandbox) =>
        (await sandbox.ProbeAsync([], [], CancellationToken.None)).Processes;

    /// <summary>All but the probe itself, which is another one each time.</summary>
    private static async Task<HashSet<int>> ProcessesAsync(ISandbox sandbox) =>
        [.. (await LookAsync(sandbox)).Where(process => !process.Argv.Contains("probe")).Select(process => process.Pid)];

    private static async Task<int> SidecarAsync(ISandbox sandbox) =>
        (await LookAsync(sandbox)).Single(process => process.Argv is [SandboxSpec.SidecarProgram]).Pid;
}
