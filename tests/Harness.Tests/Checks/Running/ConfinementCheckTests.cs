using Harness.Catalog;
using Harness.Checks;
using Harness.Checks.Running;
using Harness.Sandboxes;
using NUnit.Framework;
using Shouldly;
using Sidecar.Protocol;

namespace Harness.Tests.Checks.Running;

/// <summary>RUN004, RUN005, RUN013 to RUN018, RUN023 and RUN024.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ConfinementCheckTests
{
    private FakeSandbox sandbox = null!;

    [SetUp]
    public void Create() => sandbox = Given.Sandbox();

    [TearDown]
    public async Task Remove() => await sandbox.DisposeAsync();

    [TestCase("CapBnd", "0000000000002000", "main's CapBnd is 0000000000002000 (NET_RAW)")]
    [TestCase("CapInh", "0000020000000001", "main's CapInh is 0000020000000001 (CHOWN, number 41)")]
    [TestCase("CapEff", "nothing", "main's CapEff is nothing (no mask)")]
    [TestCase("NoNewPrivs", "0", "main's NoNewPrivs is 0: a program with set-id bits or file capabilities gains rights")]
    public async Task RUN004_names_what_main_may(string line, string value, string observed)
    {
        sandbox.Status[line] = value;
        (await FailedAsync(new CapabilitiesAreDropped())).Observed.ShouldBe(observed);
    }

    [TestCase("00000000002c1000", "the sidecar's CapBnd is 00000000002c1000 (NET_ADMIN, SYS_ADMIN, SYS_CHROOT, SYS_PTRACE)")]
    [TestCase("0000000000280000", "the sidecar's CapBnd is 0000000000280000 (SYS_ADMIN, SYS_PTRACE)")]
    public async Task RUN004_wants_exactly_three_of_the_sidecar(string value, string observed)
    {
        sandbox.SidecarStatus["CapBnd"] = value;
        (await FailedAsync(new CapabilitiesAreDropped())).Observed.ShouldBe(observed);
    }

    [Test]
    public async Task RUN004_does_not_take_a_process_that_is_being_started_for_the_sidecar()
    {
        sandbox.Others.Add(new ProcessSummary(60, 0, "R", 0, ["runc", "init"], new Dictionary<string, string> { ["CapBnd"] = "000001ffffffffff" }));
        (await ExamineAsync(new CapabilitiesAreDropped())).Passed.ShouldBeTrue();
    }

    [Test]
    public async Task RUN004_and_RUN005_fail_where_the_sidecar_was_not_seen()
    {
        sandbox.Probe = (report, _) => report with { Processes = [.. report.Processes.Where(process => process.Pid != 6)] };
        (await FailedAsync(new CapabilitiesAreDropped())).Observed.ShouldBe("the sidecar's process was not found");
        (await FailedAsync(new SeccompIsActive())).Observed.ShouldBe("the sidecar's process was not found");
    }

    [Test]
    public async Task RUN005_names_who_has_no_filter()
    {
        sandbox.Status["Seccomp"] = "0";
        (await FailedAsync(new SeccompIsActive())).Observed.ShouldBe("main (pid 7) has Seccomp: 0, no filter");
        sandbox.Status["Seccomp"] = "2";
        sandbox.SidecarStatus.Remove("Seccomp");
        (await FailedAsync(new SeccompIsActive())).Observed.ShouldBe("the sidecar (pid 6) has Seccomp: not reported");
    }

    [Test]
    public async Task RUN005_is_no_pass_where_the_kernel_has_no_seccomp()
    {
        sandbox.Status.Remove("Seccomp");
        sandbox.SidecarStatus.Remove("Seccomp");
        var finding = await ExamineAsync(new SeccompIsActive());
        finding.Outcome.ShouldBe(Outcome.Skipped);
        finding.Observed.ShouldContain("built without CONFIG_SECCOMP");
    }

    [Test]
    public async Task RUN013_says_whose_output_an_execution_got()
    {
        string? first = null;
        sandbox.Otherwise = request => FakeSandbox.Answer(1, "", $"what is {first ??= request.Code}?");
        var finding = await FailedAsync(new ExecutionsAreIsolated());
        finding.Observed.ShouldContain("its own greeting is not in the answer");
        finding.Observed.ShouldContain("; that is the output of execution ");
    }

    [Test]
    public async Task RUN013_wants_hello_where_nothing_is_compiled()
    {
        var programs = Given.Language().Programs.Where(program => program.Key != ProgramRole.CompileError).ToDictionary();
        sandbox.Otherwise = request => FakeSandbox.Answer(0, request.Code + "\n") with
        {
            ExitCode = request.Code!.StartsWith("hello5", StringComparison.Ordinal) ? 137 : 0,
            OutOfMemory = true
        };
        var finding = await new ExecutionsAreIsolated().ExamineAsync(
            Given.Subject(sandbox, language: Given.Language() with { Programs = programs }), CancellationToken.None);
        finding.Observed.ShouldStartWith("execution 5: the exit code is 137");
        finding.Observed.ShouldEndWith("; memory ran out");
    }

    [Test]
    public async Task RUN013_sends_all_before_the_first_has_ended()
    {
        var all = new TaskCompletionSource();
        sandbox.Gate = async _ =>
        {
            int greetings;
            lock (sandbox.Executed)
            {
                greetings = sandbox.Executed.Count(word => word.StartsWith("hello", StringComparison.Ordinal));
            }

            if (greetings == 9)
            {
                all.TrySetResult();
            }

            await (greetings > 1 ? all.Task : Task.CompletedTask);
        };
        (await ExamineAsync(new ExecutionsAreIsolated())).Passed.ShouldBeTrue();
    }

    [Test]
    public async Task RUN014_alone_fails_for_a_runtime_that_writes_elsewhere()
    {
        sandbox.Sibling = one => Hello(one, one.Spec.Main.ReadOnlyRoot ? Failed("Read-only file system") : null);
        (await FailedAsync(new WorksReadOnly())).Observed.ShouldContain("Read-only file system");
        (await ExamineAsync(new WorksOffline()))
            .Observed.ShouldStartWith("hello ran with no route but the loopback's (with a read-only root as well it did not: ");
    }

    [Test]
    public async Task RUN015_alone_fails_for_a_runtime_that_phones_home()
    {
        sandbox.Sibling = one => Hello(one, one.Spec.HasNetwork ? null : Failed("Network is unreachable"));
        (await FailedAsync(new WorksOffline())).Observed.ShouldContain("Network is unreachable");
        (await ExamineAsync(new WorksReadOnly()))
            .Observed.ShouldStartWith("hello ran with the root mounted ro,relatime (without a network as well it did not: ");
    }

    [Test]
    public async Task RUN014_proves_nothing_where_the_root_can_be_written()
    {
        sandbox.Sibling = one => one.Probe = (report, _) => report with
        {
            MainCandidates =
            [
                report.MainCandidates[0] with { MountInfo = "100 90 0:50 / / rw,relatime - overlay overlay rw\n101 100 0:51 / /mnt ro - tmpfs tmpfs ro\n" }
            ],
        };
        (await FailedAsync(new WorksReadOnly()))
            .Observed.ShouldBe("main's root is mounted rw,relatime: the backend did not make it read-only, so nothing is proven");
    }

    [TestCase("eth0,lo", "there are routes by eth0, lo: the backend did not take the network away, so nothing is proven")]
    [TestCase(null, "the routes could not be read, so nothing is proven")]
    public async Task RUN015_proves_nothing_where_there_is_a_network(string? interfaces, string observed)
    {
        sandbox.Sibling = one => one.Probe = (report, _) => report with { RoutedInterfaces = interfaces?.Split(',') };
        (await FailedAsync(new WorksOffline())).Observed.ShouldBe(observed);
    }

    [Test]
    public async Task The_confined_sandbox_is_started_once_and_removed()
    {
        var started = new List<FakeSandbox>();
        sandbox.Sibling = started.Add;
        var subject = Given.Subject(sandbox);
        foreach (var check in (SandboxCheck[])[new WorksReadOnly(), new WorksOffline(), new OutOfMemoryIsReported()])
        {
            (await check.ExamineAsync(subject, CancellationToken.None)).Passed.ShouldBeTrue();
        }

        started.ShouldHaveSingleItem().Disposals.ShouldBe(1);
        started[0].Spec.Name.ShouldBe("python-confined");
        // The last one finds no main.
        started[0].Executed.ShouldBe(["hello", "memory", "hello", "hello"]);
    }

    [TestCase(137, "", true, "exit code 137 and out_of_memory at the sidecar's limit of 512 MiB")]
    [TestCase(1, "java.lang.OutOfMemoryError: Java heap space", false, "exit code 1 and the runtime's own words")]
    [TestCase(137, "", null, "exit code 137 (this sidecar does not say out_of_memory)")]
    public async Task RUN016_takes_any_word_of_it(int exitCode, string stderr, bool? outOfMemory, string observed)
    {
        Memory(FakeSandbox.Answer(exitCode, "", stderr) with { OutOfMemory = outOfMemory });
        (await ExamineAsync(new OutOfMemoryIsReported())).Observed.ShouldStartWith(observed);
    }

    [TestCase(1, "", false, "nothing says that memory ran out")]
    [TestCase(137, "", false, "nothing says that memory ran out")]
    [TestCase(0, "no limit", null, "the program that takes memory without end ended with 0: no limit held")]
    public async Task RUN016_fails_where_nothing_says_so(int exitCode, string stdout, bool? outOfMemory, string observed)
    {
        Memory(FakeSandbox.Answer(exitCode, stdout) with { OutOfMemory = outOfMemory });
        (await FailedAsync(new OutOfMemoryIsReported())).Observed.ShouldStartWith(observed);
    }

    [Test]
    public async Task RUN016_fails_where_a_time_limit_was_the_end() =>
        (await MemoryFailedAsync(FakeSandbox.Answer(124, "") with { TimedOut = true })).ShouldStartWith("the program took memory until its time limit");

    [Test]
    public async Task RUN016_sees_main_go()
    {
        sandbox.Sibling = one => one.Programs["memory"] = _ =>
        {
            one.State = new MainState(false, 137, 0, "exited; out of memory");
            return FakeSandbox.Answer(137, "") with { OutOfMemory = true };
        };
        (await FailedAsync(new OutOfMemoryIsReported())).Observed.ShouldBe("main did not survive: exit code 137, 0 restarts, exited; out of memory");
    }

    [Test]
    public async Task RUN016_sees_another_main()
    {
        sandbox.Sibling = one => one.Probe = (report, asked) => asked == 0
            ? report
            : report with { MainCandidates = [one.Process(70, ["sleep", "infinity"], "mnt:[300]")] };
        (await FailedAsync(new OutOfMemoryIsReported())).Observed.ShouldBe("main was pid 7, afterwards it is pid 70");
    }

    [Test]
    public async Task RUN016_sees_the_sidecar_go()
    {
        sandbox.Sibling = one => one.Programs["memory"] = _ => throw new InfrastructureException("its container ran out of memory");
        (await FailedAsync(new OutOfMemoryIsReported())).Observed.ShouldBe("the sidecar gave no answer: its container ran out of memory");
    }

    [Test]
    public async Task RUN016_fails_where_hello_runs_under_either_confinement_and_not_under_both()
    {
        sandbox.Sibling = one => Hello(one, one.Spec is { HasNetwork: false, Main.ReadOnlyRoot: true } ? Failed("nowhere to write to") : null);
        (await ExamineAsync(new WorksReadOnly())).Passed.ShouldBeTrue();
        (await ExamineAsync(new WorksOffline())).Passed.ShouldBeTrue();
        var finding = await FailedAsync(new OutOfMemoryIsReported());
        finding.Observed.ShouldStartWith("it has not with both; RUN014 and RUN015 show which of them is to blame: ");
        finding.Observed.ShouldContain("nowhere to write to");
    }

    [TestCase("NoNewPrivs", "0", "NoNewPrivs: 0: a file with capabilities or a set-user-ID bit gives the program privileges")]
    [TestCase("Seccomp", "0", "Seccomp: 0: no filter refuses system calls")]
    public async Task RUN017_says_what_the_program_lacks(string line, string value, string observed)
    {
        sandbox.Status[line] = value;
        (await FailedAsync(new ProgramsGainNoPrivileges())).Observed.ShouldBe(observed);
    }

    [Test]
    public async Task RUN017_wants_a_filter_beyond_the_sidecars()
    {
        sandbox.Status["Seccomp_filters"] = "1";
        (await FailedAsync(new ProgramsGainNoPrivileges())).Observed.ShouldStartWith("Seccomp_filters: 1, as many as the sidecar has (1)");
    }

    [Test]
    public async Task RUN017_says_where_filters_are_not_counted() =>
        (await ExamineAsync(new ProgramsGainNoPrivileges())).Observed.ShouldContain("this kernel does not count filters");

    [Test]
    public async Task RUN018_names_whose_environment_was_read_and_never_what_it_holds()
    {
        sandbox.ReadsOthers = true;
        var finding = await FailedAsync(new ProgramsReadNoOtherProcess());
        finding.Observed.ShouldContain("the program read /proc/7/environ, main's environment");
        finding.Observed.ShouldContain("the program read /proc/6/environ, the sidecar's environment");
        finding.Observed.ShouldNotContain("HOME=");
    }

    [Test]
    public async Task RUN018_proves_nothing_by_a_program_that_reads_nothing()
    {
        sandbox.Reported["environ"] = "! no such file";
        (await FailedAsync(new ProgramsReadNoOtherProcess())).Observed.ShouldContain("could not read its own environ");
    }

    [TestCase("unshare", "unshare(CLONE_NEWUSER) was not refused")]
    [TestCase("clone", "clone(CLONE_NEWUSER) was not refused")]
    public async Task RUN017_fails_where_a_user_namespace_was_made_under_filters_that_look_good(string attempt, string observed)
    {
        sandbox.Attempts[attempt] = "ok";
        (await FailedAsync(new ProgramsGainNoPrivileges())).Observed.ShouldStartWith(observed);
    }

    [Test]
    public async Task RUN018_names_whose_memory_was_opened()
    {
        sandbox.Attempts["memory:main"] = "ok";
        sandbox.Attempts["memory:other"] = "ok";
        var finding = await FailedAsync(new ProgramsReadNoOtherProcess());
        finding.Observed.ShouldContain("the program opened /proc/PID/mem of main");
        finding.Observed.ShouldContain("the program opened /proc/PID/mem of another execution's process");
        finding.Observed.ShouldNotContain("mem of the sidecar");
    }

    [TestCase("memory:other", "? No such file or directory", "memory of another execution's process: No such file or directory, so nothing is proven of it")]
    [TestCase("memory:self", "! EPERM", "the program could not open its own memory, so its failure with that of others proves nothing: EPERM")]
    public async Task RUN018_proves_nothing_of_a_process_that_is_gone_or_by_a_program_that_opens_nothing(string attempt, string result, string observed)
    {
        sandbox.Attempts[attempt] = result;
        (await FailedAsync(new ProgramsReadNoOtherProcess())).Observed.ShouldBe(observed);
    }

    [Test]
    public async Task RUN018_looks_at_what_stands_above_another_execution()
    {
        sandbox.Others.Add(new ProcessSummary(1, 6, "S", 65532, ["/usr/bin/catatonit", "--", "nsenter"]));
        sandbox.Probe = (report, _) => report with { Processes = [.. report.Processes.Where(process => process is not { Pid: 1, ParentPid: 0 })] };
        (await ExamineAsync(new ProgramsReadNoOtherProcess())).Observed.ShouldContain("memory of the catatonit above another execution: EACCES");
    }

    [TestCase("200")]
    [TestCase("400")]
    [TestCase("503")]
    public async Task RUN023_fails_where_a_program_is_served(string status)
    {
        sandbox.Attempts["port"] = status;
        (await FailedAsync(new ProgramsUseNoPort())).Observed.ShouldBe($"status {status}: the sidecar serves a program as it serves its clients");
    }

    [TestCase("401", "status 401")]
    [TestCase("403", "status 403")]
    [TestCase("! Connection refused", "no answer: Connection refused")]
    public async Task RUN023_passes_where_it_is_refused(string result, string observed)
    {
        sandbox.Attempts["port"] = result;
        var finding = await ExamineAsync(new ProgramsUseNoPort());
        (finding.Passed, finding.Observed).ShouldBe((true, observed));
    }

    [Test]
    public async Task RUN023_is_not_proven_by_silence()
    {
        sandbox.Attempts["port"] = "? no answer within 10 s";
        (await FailedAsync(new ProgramsUseNoPort())).Observed.ShouldBe("no answer within 10 s, so nothing is proven of it");
    }

    [TestCase("signal:sidecar", "the sidecar can be sent signals")]
    [TestCase("oom_score_adj:main", "main's oom_score_adj can be set")]
    public async Task RUN024_names_whom_a_program_can_disturb(string attempt, string observed)
    {
        sandbox.Attempts[attempt] = "ok";
        (await FailedAsync(new ProgramsDisturbNoOtherProcess())).Observed.ShouldStartWith(observed);
    }

    [TestCase(5, "signal:main", Outcome.Skipped)]
    [TestCase(6, "signal:main", Outcome.Failed)]
    [TestCase(5, "oom_score_adj:main", Outcome.Failed)]
    [TestCase(0, "oom_score_adj:main", Outcome.Skipped)]
    public async Task RUN024_says_what_the_kernel_cannot_refuse(int abi, string attempt, Outcome outcome)
    {
        sandbox.LandlockAbi = abi;
        sandbox.Attempts[attempt] = "ok";
        var finding = await ExamineAsync(new ProgramsDisturbNoOtherProcess());
        finding.Outcome.ShouldBe(outcome);
        finding.Observed.Contains($"version {abi} of Landlock", StringComparison.Ordinal).ShouldBe(outcome == Outcome.Skipped);
    }

    [Test]
    public async Task What_was_not_tried_is_not_proven()
    {
        sandbox.NotLent = "Permission denied";
        SandboxCheck[] checks =
            [new ProgramsGainNoPrivileges(), new ProgramsReadNoOtherProcess(), new ProgramsUseNoPort(), new ProgramsDisturbNoOtherProcess()];
        foreach (var check in checks)
        {
            (await FailedAsync(check)).Observed.ShouldContain("could not be put to /mnt/data/kcr-trespass-");
        }
    }

    private static ExecuteResponse Failed(string words) => FakeSandbox.Answer(1, "", words);

    private static void Hello(FakeSandbox sandbox, ExecuteResponse? response) =>
        sandbox.Programs["hello"] = request => response ?? FakeSandbox.Answer(0, request.Code + "\n");

    private void Memory(ExecuteResponse response) => sandbox.Sibling = one => one.Programs["memory"] = _ => response;

    private async Task<string> MemoryFailedAsync(ExecuteResponse response)
    {
        Memory(response);
        return (await FailedAsync(new OutOfMemoryIsReported())).Observed;
    }

    private Task<Finding> ExamineAsync(SandboxCheck check) => check.ExamineAsync(Given.Subject(sandbox), CancellationToken.None);

    private async Task<Finding> FailedAsync(SandboxCheck check)
    {
        var finding = await ExamineAsync(check);
        finding.Outcome.ShouldBe(Outcome.Failed, finding.Observed);
        return finding;
    }
}
