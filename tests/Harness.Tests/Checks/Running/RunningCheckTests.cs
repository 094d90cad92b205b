using System.Text;
using Harness.Checks;
using Harness.Checks.Running;
using Harness.Sandboxes;
using NUnit.Framework;
using Shouldly;
using Sidecar.Protocol;

namespace Harness.Tests.Checks.Running;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RunningCheckTests
{
    private FakeSandbox sandbox = null!;

    private static IEnumerable<SandboxCheck> AllSandboxChecks => CheckCatalog.On(Backend.Docker).OfType<SandboxCheck>();

    [SetUp]
    public void Create() => sandbox = Given.Sandbox();

    [TearDown]
    public async Task Remove() => await sandbox.DisposeAsync();

    [TestCaseSource(nameof(AllSandboxChecks))]
    public async Task A_sandbox_that_keeps_the_contract_passes(SandboxCheck check)
    {
        var finding = await check.ExamineAsync(Given.Subject(sandbox, language: Given.Promising("numpy")), CancellationToken.None);
        finding.Passed.ShouldBeTrue(finding.Observed);
        finding.Expected.ShouldNotBeEmpty();
        finding.Observed.ShouldNotBeEmpty();
    }

    [Test]
    public async Task RUN001_says_how_main_ended_and_what_runs_instead()
    {
        sandbox.State = new MainState(false, 127, 0, "exited");
        sandbox.Probe = (report, _) => report with { MainCandidates = [], Processes = [new(5, 1, "S", 65532, ["catatonit", "-P"])] };
        var finding = await FailedAsync(new MainStaysUp());
        finding.Observed.ShouldContain("main is not running: exit code 127, exited");
        finding.Observed.ShouldContain("no process in main has the arguments 'sleep infinity'");
        finding.Observed.ShouldContain("pid 5 (parent 1, S, uid 65532): catatonit -P");
        finding.Observed.ShouldContain("what the containers wrote:");
    }

    [Test]
    public async Task RUN001_looks_at_main_again_after_a_program_was_run()
    {
        var hello = sandbox.Programs["hello"];
        sandbox.Programs["hello"] = request =>
        {
            sandbox.State = new MainState(false, 137, 0, "exited; out of memory");
            return hello(request);
        };
        (await FailedAsync(new MainStaysUp())).Observed.ShouldContain("main is not running: exit code 137, exited; out of memory");
    }

    [Test]
    public async Task RUN001_gives_main_the_moment_that_env_needs_to_become_sleep()
    {
        sandbox.Probe = (report, asked) => asked < 2 ? report with { MainCandidates = [] } : report;
        (await ExamineAsync(new MainStaysUp())).Passed.ShouldBeTrue();
    }

    [Test]
    public async Task RUN001_sees_a_restart()
    {
        sandbox.State = new MainState(true, null, 2, "running");
        (await FailedAsync(new MainStaysUp())).Observed.ShouldContain("main was restarted 2 times");
    }

    [Test]
    public async Task RUN006_takes_a_process_with_the_same_pid_and_another_start_for_another_process()
    {
        sandbox.Probe = (report, asked) => asked == 0 ? report : report with { MainCandidates = [report.MainCandidates[0] with { StartTime = 2000 }] };
        (await FailedAsync(new SidecarFindsMain())).Observed.ShouldContain("main was pid 7 at first, with the decoys pid 7 is taken for it");
    }

    [Test]
    public async Task RUN002_names_what_is_missing_and_where_what_is_too_much_comes_from()
    {
        sandbox.Environ = Encoding.UTF8.GetBytes("PATH=/usr/bin\0KCR_HOSTILE=x\0LANG=C\0");
        var finding = await FailedAsync(new EnvironIsExact());
        finding.Expected.ShouldEndWith("PATH=/usr/bin HOME=/tmp");
        finding.Observed.ShouldBe(string.Join(
            Environment.NewLine, "missing: HOME=/tmp", "unexpected: KCR_HOSTILE=x (injected by the harness)", "unexpected: LANG=C (from ENV)"));
    }

    [Test]
    public async Task RUN002_sees_another_order()
    {
        sandbox.Environ = Encoding.UTF8.GetBytes("HOME=/tmp\0PATH=/usr/bin\0");
        (await FailedAsync(new EnvironIsExact())).Observed.ShouldBe("the same assignments in another order: HOME, PATH");
    }

    [Test]
    public async Task RUN002_sees_a_missing_NUL()
    {
        sandbox.Environ = Encoding.UTF8.GetBytes("PATH=/usr/bin\0HOME=/tmp");
        (await FailedAsync(new EnvironIsExact())).Observed.ShouldBe("the same assignments, but not each ended by exactly one NUL");
    }

    [Test]
    public async Task RUN002_fails_when_environ_cannot_be_read()
    {
        sandbox.Probe = (report, _) => report with
        {
            MainCandidates = [report.MainCandidates[0] with { EnvironBase64 = null, EnvironError = "Permission denied" }],
        };
        (await FailedAsync(new EnvironIsExact())).Observed.ShouldBe("/proc/7/environ could not be read: Permission denied");
    }

    [TestCase("Uid", "1000\t1000\t1000\t1000", "Uid: 1000 1000 1000 1000 (real, effective, saved, file system)")]
    [TestCase("Gid", "65532\t0\t65532\t65532", "Gid: 65532 0 65532 65532 (real, effective, saved, file system)")]
    [TestCase("Groups", "65532 27", "Groups: 27 besides 65532")]
    public async Task RUN003_shows_the_ids_that_are_wrong(string line, string value, string observed)
    {
        sandbox.Status[line] = value;
        (await FailedAsync(new MainIsUnprivileged())).Observed.ShouldBe(observed);
    }

    [Test]
    public async Task RUN003_fails_when_the_groups_are_not_reported()
    {
        sandbox.Status.Remove("Groups");
        (await FailedAsync(new MainIsUnprivileged())).Observed.ShouldBe("Groups: not reported, so nothing is proven of them");
    }

    [TestCase("SigIgn", "0000000000004000", "main ignores SIGTERM (SigIgn: 0000000000004000)")]
    [TestCase("SigBlk", "0000000000004001", "main blocks SIGTERM (SigBlk: 0000000000004001)")]
    [TestCase("SigCgt", "0000000000004000", "main catches SIGTERM (SigCgt: 0000000000004000)")]
    [TestCase("SigCgt", "", "SigCgt of main was not reported, so nothing is proven")]
    public async Task RUN022_fails_on_what_keeps_the_signal_away(string line, string value, string observed)
    {
        sandbox.Status[line] = value;
        (await FailedAsync(new MainEndsWhenAsked())).Observed.ShouldBe(observed);
    }

    [Test]
    public async Task RUN006_passes_on_the_sidecars_own_words_when_it_is_not_ready()
    {
        sandbox.Refusal = "main's process was not found";
        (await FailedAsync(new SidecarFindsMain())).Observed.ShouldBe("the sidecar is not ready: main's process was not found");
    }

    [Test]
    public async Task RUN006_names_every_process_that_qualifies()
    {
        sandbox.Probe = (report, _) => report with
        {
            MainCandidates = [.. report.MainCandidates, sandbox.Process(8, ["sleep", "infinity"], "mnt:[300]", 1001)],
        };
        (await FailedAsync(new SidecarFindsMain())).Observed.ShouldContain("2 processes qualify as main: 7, 8");
    }

    [Test]
    public async Task RUN006_sees_a_program_that_the_decoys_led_astray()
    {
        sandbox.TreeStarts = _ => false;
        sandbox.Programs["tree"] = _ => FakeSandbox.Answer(127, "", "env: 'python': No such file or directory");
        var observed = (await FailedAsync(new SidecarFindsMain())).Observed;
        observed.ShouldContain("before the decoys a program ran, with 'sleep infinity' in the sidecar the next did not start its own sleep");
        observed.ShouldContain("env: 'python': No such file or directory");
    }

    [Test]
    public async Task RUN006_leaves_a_language_that_runs_nothing_to_LANG001_and_says_so()
    {
        sandbox.Programs["hello"] = _ => FakeSandbox.Answer(127, "", "python: not found");
        sandbox.SidecarHasSleep = false;
        var finding = await ExamineAsync(new SidecarFindsMain());
        finding.Passed.ShouldBeTrue(finding.Observed);
        finding.Observed.ShouldContain(
            "without the decoy in the sidecar, which has no sleep; without the decoy in main, where no program could be run (see LANG001)");
        sandbox.Executed.ShouldBe(["hello"]);
    }

    [TestCase("sleep", "2147483647")]
    [TestCase("/usr/bin/env", "-i", "PATH=/usr/bin", "sleep", "2147483647")]
    public async Task The_decoy_that_is_older_than_main_is_not_taken_for_the_sidecar(params string[] argv)
    {
        sandbox.Others.Add(new ProcessSummary(2, 0, "S", 65532, argv, new Dictionary<string, string> { ["CapBnd"] = "0000000000000000", ["Seccomp"] = "2" }));
        sandbox.SidecarStatus["CapBnd"] = "00000000ffffffff";
        (await ExamineAsync(new CapabilitiesAreDropped())).Passed.ShouldBeFalse();
    }

    [Test]
    public async Task RUN006_leaves_a_decoy_in_main_with_mains_environment_and_a_mark()
    {
        (await ExamineAsync(new SidecarFindsMain())).Passed.ShouldBeTrue();
        sandbox.StartedInMain.ShouldHaveSingleItem().ShouldBe(["PATH=/usr/bin", "HOME=/tmp", "KCR_DECOY=a user's", "sleep", "infinity"]);
    }

    [TestCase("mntns", "mnt:[300]", "ran in mnt:[300], not in main's mnt:[100]: a process that sleeps in another container, and is older, was taken for main")]
    [TestCase("environ", "PATH=/usr/bin\0HOME=/tmp\0KCR_DECOY=a user's\0", "that a user's program left in mnt:[100] was taken for main")]
    public async Task RUN006_judges_whom_the_sidecar_took_and_not_whom_the_probe_takes(string key, string value, string words)
    {
        sandbox.Others.Add(new ProcessSummary(3, 0, "S", 65532, SandboxSpec.OlderDecoyCommand, MountNamespace: "mnt:[300]"));
        sandbox.Reported[key] = key == "environ" ? FakeSandbox.Hex(value) : value;
        (await FailedAsync(new SidecarFindsMain())).Observed.ShouldContain(words);
    }

    [Test]
    public async Task RUN006_is_not_judged_without_the_older_decoy()
    {
        var bare = new FakeSandbox(sandbox.Spec with { HasOlderDecoy = true });
        var fault = await Should.ThrowAsync<InfrastructureException>(
            () => new SidecarFindsMain().ExamineAsync(Given.Subject(bare), CancellationToken.None));
        fault.Message.ShouldContain("older than main is not there");
    }

    [TestCase("LANGUAGE=python\0", false)]
    [TestCase("PATH=/usr/bin\0HOME=/tmp\0", true)]
    public async Task RUN006_leaves_a_sidecar_that_stays_in_its_own_place_to_RUN007_unless_it_took_a_process_there(string environ, bool passes)
    {
        sandbox.Reported["mntns"] = FakeSandbox.SidecarNamespace;
        sandbox.Reported["environ"] = FakeSandbox.Hex(environ);
        (await ExamineAsync(new SidecarFindsMain())).Passed.ShouldBe(passes);
    }

    [Test]
    public async Task RUN007_recognises_the_sidecars_own_namespace()
    {
        sandbox.Reported["mntns"] = FakeSandbox.SidecarNamespace;
        sandbox.Reported["nonce"] = "! No such file or directory";
        var finding = await FailedAsync(new RunsInMain());
        finding.Observed.ShouldContain("the program ran in mnt:[200], the sidecar's own, and not in main's mnt:[100]");
        finding.Observed.ShouldContain("reads 'No such file or directory' instead of \"nonce ");
    }

    [Test]
    public async Task RUN007_is_not_content_with_the_namespace_alone()
    {
        sandbox.Reported["nonce"] = FakeSandbox.Hex("another");
        (await FailedAsync(new RunsInMain())).Observed.ShouldContain("reads \"another\" instead of \"nonce ");
    }

    [Test]
    public async Task RUN007_fails_when_nothing_could_be_planted()
    {
        sandbox.Probe = (report, _) => report with { Planted = [.. report.Planted!.Select(file => file with { Error = "Read-only file system" })] };
        (await FailedAsync(new RunsInMain())).Observed.ShouldContain("Read-only file system");
    }

    [Test]
    public async Task RUN008_names_the_sidecars_variables()
    {
        sandbox.Reported["environ"] = FakeSandbox.Hex("PATH=/usr/bin\0HOME=/tmp\0SIDECAR_PORT=8080\0GOFLAGS=-hostile\0");
        (await FailedAsync(new SeesMainEnviron())).Observed.ShouldBe(string.Join(
            Environment.NewLine, "unexpected: SIDECAR_PORT=8080 (the sidecar's)", "unexpected: GOFLAGS=-hostile (injected by the harness)"));
    }

    [Test]
    public void RUN008_leaves_out_of_account_what_a_start_script_adds_and_nothing_else()
    {
        var expected = Environ.Encode(["PATH=/usr/bin", "HOME=/tmp", "LANG=C.UTF-8"]);
        Environ.WithoutAdded(Environ.Encode(["R_HOME=/r", "LANG=C.UTF-8", "PATH=/usr/bin", "HOME=/tmp"]), ["R_HOME"], expected)
            .ShouldBe(expected);
        var leaked = Environ.WithoutAdded(Environ.Encode(["R_HOME=/r", "HOME=/root", "LEAK=1", "PATH=/usr/bin"]), ["R_HOME"], expected);
        Environ.Differences(expected, leaked, _ => null).ShouldBe(
            ["missing: HOME=/tmp", "missing: LANG=C.UTF-8", "unexpected: HOME=/root", "unexpected: LEAK=1"]);
    }

    [Test]
    public async Task RUN009_names_capabilities_and_owners_on_both_sides()
    {
        sandbox.Reported["status"] = FakeSandbox.Hex(
            "Uid:\t65532\t65532\t65532\t65532\nGid:\t65532\t65532\t65532\t65532\nGroups:\t\n"
            + "CapInh:\t0000000000000000\nCapPrm:\t0000000000000000\nCapEff:\t0000000000280000\nCapAmb:\t0000000000000000\n");
        sandbox.Probe = (report, _) => report with
        {
            Paths = [.. report.Paths.Select(path => path with { InMain = FakeSandbox.File(uid: 0), InSidecar = FakeSandbox.File(inode: 12) })],
        };
        var finding = await FailedAsync(new RunsUnprivileged());
        finding.Observed.ShouldContain("CapEff: 0000000000280000");
        finding.Observed.ShouldContain("belongs to 0:65532 in main");
        finding.Observed.ShouldContain("is inode 11 on device 5 in main, but inode 12 on device 5 in the sidecar: they do not share the volume");
    }

    [Test]
    public async Task RUN009_says_why_a_file_cannot_be_seen()
    {
        sandbox.Probe = (report, _) => report with
        {
            Paths = [.. report.Paths.Select(path => path with { InSidecar = null, InSidecarError = "Permission denied" })],
        };
        (await FailedAsync(new RunsUnprivileged())).Observed.ShouldContain("cannot be seen in the sidecar: Permission denied");
    }

    [Test]
    public async Task RUN010_shows_both_directories()
    {
        sandbox.Reported["cwd"] = FakeSandbox.Hex("/mnt/data");
        var finding = await FailedAsync(new RunsWhereAsked());
        finding.Observed.ShouldStartWith("asked for \"/mnt/data/asked for '");
        finding.Observed.ShouldEndWith("the program ran in \"/mnt/data\"");
    }

    [Test]
    public async Task RUN010_tells_that_getcwd_failed()
    {
        sandbox.Reported["cwd"] = "! No such file or directory";
        (await FailedAsync(new RunsWhereAsked())).Observed.ShouldBe("the program could not tell its current directory: No such file or directory");
    }

    [Test]
    public async Task RUN011_sees_each_way_in_which_a_report_can_be_spoilt()
    {
        sandbox.Reported["utf8"] = "Gr??e";
        sandbox.Reported["stdin"] = "5";
        var report = sandbox.Programs["report"];
        sandbox.Programs["report"] = request => report(request) with { ExitCode = 0, Stderr = "utf8 Grüße, 世界 ✓", Truncated = true };
        var observed = (await FailedAsync(new OutputArrivesWhole())).Observed;
        observed.ShouldContain("the exit code is 0");
        observed.ShouldContain("stderr lacks \"Überlauf ✓\"");
        observed.ShouldContain("stdout was found in stderr");
        observed.ShouldContain("arrived as \"Gr??e\"");
        observed.ShouldContain("stdin gave 5 bytes instead of none");
        observed.ShouldContain("was said to be truncated");
    }

    [Test]
    public async Task RUN011_sees_merged_streams_and_other_checks_still_read_the_report()
    {
        var report = sandbox.Programs["report"];
        sandbox.Programs["report"] = request => report(request) with { Stdout = report(request).Stdout + "Überlauf ✓\n", Stderr = "" };
        (await FailedAsync(new OutputArrivesWhole())).Observed.ShouldContain("stdout goes on after the report: \"Überlauf ✓\\n\"");
        (await ExamineAsync(new RunsInMain())).Passed.ShouldBeTrue();
    }

    [Test]
    public async Task RUN011_sees_output_that_was_not_cut()
    {
        sandbox.Programs["flood"] = _ => FakeSandbox.Answer(0, FakeSandbox.Flood(2 << 20), FakeSandbox.Flood(2 << 20));
        var observed = (await FailedAsync(new OutputArrivesWhole())).Observed;
        observed.ShouldContain("of 2 MiB on stdout 2097152 bytes arrived: the limit is 1048576");
        observed.ShouldContain("of 2 MiB on stderr 2097152 bytes arrived: the limit is 1048576");
        observed.ShouldContain("truncated says false");
    }

    [Test]
    public async Task RUN011_sees_output_that_was_cut_too_early_or_in_front()
    {
        sandbox.Programs["flood"] = _ => FakeSandbox.Answer(0, FakeSandbox.Flood(1 << 20)[1..], FakeSandbox.Flood(1 << 20)) with { Truncated = true };
        var observed = (await FailedAsync(new OutputArrivesWhole())).Observed;
        observed.ShouldContain("of 2 MiB on stdout 1048575 bytes arrived instead of 1048576");
        observed.ShouldContain("not the beginning of what was printed");
    }

    [Test]
    public async Task RUN011_lets_a_sidecar_say_that_output_was_cut_in_its_own_words()
    {
        sandbox.Programs["flood"] = _ => FakeSandbox.Answer(0, FakeSandbox.Flood(1000) + "… cut", FakeSandbox.Flood(1000)) with { Truncated = null };
        var finding = await ExamineAsync(new OutputArrivesWhole());
        finding.Passed.ShouldBeTrue(finding.Observed);
        finding.Observed.ShouldContain("this sidecar says so in its own words");
    }

    [TestCase(1 << 20, "2 MiB were cut off silently")]
    [TestCase(0, "not the beginning of what was printed")]
    public async Task RUN011_sees_output_that_is_cut_without_a_word(int length, string expected)
    {
        sandbox.Programs["flood"] = _ => FakeSandbox.Answer(0, FakeSandbox.Flood(length), FakeSandbox.Flood(length)) with { Truncated = null };
        (await FailedAsync(new OutputArrivesWhole())).Observed.ShouldContain(expected);
    }

    [Test]
    public async Task Output_that_is_no_report_fails_with_the_output_as_evidence()
    {
        sandbox.Programs["report"] = _ => FakeSandbox.Answer(1, "", "ModuleNotFoundError: platform");
        foreach (var check in AllSandboxChecks.OfType<ReportCheck>())
        {
            var finding = await ExamineAsync(check);
            finding.Passed.ShouldBeFalse(check.Id);
            finding.Observed.ShouldContain("did not print a report");
            finding.Observed.ShouldContain("ModuleNotFoundError: platform");
        }
    }

    [Test]
    public async Task RUN012_sees_lost_output_a_wrong_status_and_what_is_left()
    {
        var clock = new ManualClock();
        sandbox.Programs["tree"] = request =>
        {
            sandbox.Others.Add(new ProcessSummary(50, 1, "S", 65532, ["/usr/bin/sleep", request.Code!.Split(' ')[2]]));
            return FakeSandbox.Answer(137, "") with { TimedOut = false };
        };
        sandbox.Probe = (report, _) =>
        {
            clock.Advance(TimeSpan.FromSeconds(1.5));
            return report;
        };
        var observed = (await FailedAsync(new TimeoutEndsTree(), clock)).Observed;
        observed.ShouldContain("exit code 137 instead of 124");
        observed.ShouldContain("timed_out says false");
        observed.ShouldContain("what arrived is \"\"");
        observed.ShouldContain("a second after the limit these processes still ran:");
        observed.ShouldContain("pid 50 (parent 1, S, uid 65532): /usr/bin/sleep 86400.");
    }

    [Test]
    public async Task RUN012_waits_for_processes_that_are_about_to_end()
    {
        sandbox.Programs["tree"] = request =>
        {
            sandbox.Others.Add(new ProcessSummary(50, 1, "S", 65532, ["/usr/bin/sleep", request.Code!.Split(' ')[2]]));
            return FakeSandbox.Answer(124, "started\n") with { TimedOut = true };
        };
        var looksAtOthers = 0;
        sandbox.Probe = (report, _) =>
        {
            if (sandbox.Others.Count > 0 && ++looksAtOthers > 1)
            {
                sandbox.Others.Clear();
            }

            return report;
        };
        var finding = await ExamineAsync(new TimeoutEndsTree(), new ManualClock());
        finding.Passed.ShouldBeTrue(finding.Observed);
        looksAtOthers.ShouldBe(2);
    }

    [Test]
    public async Task RUN012_sees_a_late_answer()
    {
        var clock = new ManualClock();
        sandbox.Programs["tree"] = _ =>
        {
            clock.Advance(TimeSpan.FromSeconds(5.5));
            return FakeSandbox.Answer(124, "started\n") with { TimedOut = true };
        };
        (await FailedAsync(new TimeoutEndsTree(), clock)).Observed.ShouldBe("the answer took 5.50 s with a limit of 2 s (the sidecar says 10 ms)");
    }

    [TestCase(1, "(at the second run, alone in the sandbox; the first: the answer took 5.50 s")]
    [TestCase(2, "(at the third run, alone in the sandbox and after a pause; the first: the answer took 5.50 s")]
    public async Task RUN012_runs_again_alone_when_a_busy_machine_was_late_and_says_so(int late, string words)
    {
        var clock = new ManualClock();
        var runs = 0;
        sandbox.Programs["tree"] = _ =>
        {
            clock.Advance(TimeSpan.FromSeconds(runs++ < late ? 5.5 : 2.1));
            return FakeSandbox.Answer(124, "started\n") with { TimedOut = true };
        };
        var finding = await ExamineAsync(new TimeoutEndsTree(), clock);
        finding.Passed.ShouldBeTrue(finding.Observed);
        finding.Observed.ShouldContain("answer after 2.10 s");
        finding.Observed.ShouldContain(words);
    }

    [Test]
    public async Task A_tree_program_that_ended_before_it_could_be_seen_gets_more_time()
    {
        List<int?> limits = [];
        sandbox.TreeStarts = request => request.Timeout > 2;
        sandbox.Programs["tree"] = request =>
        {
            limits.Add(request.Timeout);
            return FakeSandbox.Answer(124, "started\n") with { TimedOut = true };
        };
        (await ExamineAsync(new TimeoutEndsTree())).Passed.ShouldBeTrue();
        limits.ShouldBe([2, 4]);
    }

    [TestCase(false, true)]
    [TestCase(true, false)]
    public async Task RUN019_fails_a_sidecar_that_runs_programs_without_main(bool runs, bool passes)
    {
        sandbox.Sibling = sibling => sibling.RunsWithoutMain = runs;
        var finding = await ExamineAsync(new NothingRunsWithoutMain());
        finding.Passed.ShouldBe(passes, finding.Observed);
        finding.Observed.ShouldContain(passes ? "HTTP 503: main was not found" : "the program ran all the same: ");
    }

    [Test]
    public async Task RUN020_wants_a_refusal_where_environ_cannot_be_read()
    {
        sandbox.Sibling = sibling => sibling.TakesDefaults = true;
        (await FailedAsync(new UnreadableEnvironIsRefused())).Observed.ShouldContain("the program ran all the same");

        sandbox.Sibling = _ => { };
        (await ExamineAsync(new UnreadableEnvironIsRefused())).Observed.ShouldBe("HTTP 503: main's environ cannot be read");
    }

    [Test]
    public async Task RUN021_proves_nothing_by_logs_that_cannot_be_read()
    {
        sandbox.LogsFault = "the engine keeps no logs";
        (await Should.ThrowAsync<InfrastructureException>(() => ExamineAsync(new NothingIsLogged()))).Message.ShouldBe("the engine keeps no logs");
    }

    [Test]
    public async Task RUN021_finds_a_program_and_an_environment_in_the_logs()
    {
        sandbox.Environ = Encoding.UTF8.GetBytes("PATH=/opt/python/bin:/usr/bin\0HOME=/tmp\0");
        (await ExamineAsync(new NothingIsLogged())).Passed.ShouldBeTrue();

        sandbox.Logs = () => "sidecar: environ [b'PATH=/opt/python/bin:/usr/bin']";
        (await FailedAsync(new NothingIsLogged())).Observed.ShouldContain("values of main's environment are in the logs: PATH");

        var code = "";
        sandbox.Otherwise = request =>
        {
            code = request.Code!;
            return FakeSandbox.Answer(0, code);
        };
        sandbox.Logs = () => $"sidecar: ran {code}";
        (await FailedAsync(new NothingIsLogged())).Observed.ShouldContain("a word is in the logs that only the program's code and output have");
    }

    [Test]
    public async Task One_run_of_the_tree_program_serves_as_decoy_and_as_what_is_timed()
    {
        var subject = Given.Subject(sandbox);
        await new SidecarFindsMain().ExamineAsync(subject, CancellationToken.None);
        await new TimeoutEndsTree().ExamineAsync(subject, CancellationToken.None);
        sandbox.Executed.ShouldBe(["hello", "tree", "report"]);
    }

    private Task<Finding> ExamineAsync(SandboxCheck check, TimeProvider? clock = null) =>
        check.ExamineAsync(Given.Subject(sandbox, clock: clock), CancellationToken.None);

    [Test]
    public async Task RUN025_RUN027_say_what_a_bomb_did()
    {
        sandbox.Sibling = own =>
        {
            own.Programs["bomb"] = _ => throw new SidecarException(500, "out of threads");
            own.Probe = (report, asked) => asked == 0 ? report : report with { Processes = [.. report.Processes, new(99, 6, "Z", 65532, [])] };
        };

        (await FailedAsync(new ForkBombIsEnded())).Observed.ShouldContain("status 500 after");
        (await FailedAsync(new NothingIsLeftBehind())).Observed.ShouldContain("1 processes are left");
    }

    [TestCase(500, false)]
    [TestCase(503, true)]
    public async Task RUN027_takes_no_failure_of_the_sidecar_for_a_refusal(int status, bool passes)
    {
        // The forty clients come first, then those beside the bomb.
        var asked = 0;
        sandbox.Sibling = own => own.Programs["hello"] = _ =>
            Interlocked.Increment(ref asked) <= 40 ? FakeSandbox.Answer(0, "hello\n") : throw new SidecarException(status, "no process can be started");

        (await ExamineAsync(new NothingIsLeftBehind())).Passed.ShouldBe(passes);
    }

    [Test]
    public async Task RUN026_says_how_many_clients_got_no_answer_and_takes_a_refusal_for_one()
    {
        var asked = 0;
        sandbox.Sibling = own => own.Programs["hello"] = _ => Interlocked.Increment(ref asked) switch
        {
            1 => throw new InfrastructureException("connection reset"),
            2 => throw new SidecarException(503, "wait"),
            _ => FakeSandbox.Answer(0, "hello\n"),
        };

        (await FailedAsync(new EveryClientIsAnswered())).Observed.ShouldContain("1 of 40 clients got no right answer, the first: no answer");
    }

    [Test]
    public async Task RUN028_says_what_a_deep_tree_did()
    {
        sandbox.Sibling = own =>
        {
            own.Programs["depths"] = _ => throw new SidecarException(500, "path too long");
            own.ListingFault = "status 500: path too long";
        };

        var finding = await FailedAsync(new DeepTreesAreHarmless());
        finding.Observed.ShouldContain("the program that leaves deep directories: status 500");
        finding.Observed.ShouldContain("GET /files afterwards: status 500");
    }

    private async Task<Finding> FailedAsync(SandboxCheck check, TimeProvider? clock = null)
    {
        var finding = await ExamineAsync(check, clock);
        finding.Passed.ShouldBeFalse(finding.Observed);
        return finding;
    }
}
