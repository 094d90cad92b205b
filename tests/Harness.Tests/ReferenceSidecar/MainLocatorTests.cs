using System.Text;
using NUnit.Framework;
using Shouldly;
using Sidecar.Processes;

namespace Harness.Tests.ReferenceSidecar;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MainLocatorTests : IDisposable
{
    private readonly FakeProc proc = new();
    private readonly MainLocator locator;

    public MainLocatorTests() => locator = new MainLocator(proc.Reader, new MainRule());

    public void Dispose() => proc.Dispose();

    [Test]
    public void The_first_process_of_another_container_is_main()
    {
        proc.With(1, ["/usr/bin/catatonit", "-P"], FakeProc.PauseNamespace).WithMain(7).With(13, ["/app/sidecar"], FakeProc.SidecarNamespace);

        locator.Locate().Pid.ShouldBe(7);
    }

    [Test]
    public void Main_may_be_process_1()
    {
        proc.WithMain(1).With(13, ["/app/sidecar"], FakeProc.SidecarNamespace);

        locator.Locate().Pid.ShouldBe(1);
    }

    [TestCase("sleep", "infinity", "x")]
    [TestCase("sleep", "60")]
    [TestCase("/usr/bin/sleep", "infinity")]
    [TestCase("sleep infinity")]
    [TestCase("notsleep", "infinity")]
    public void Another_command_line_is_not_mains(params string[] argv)
    {
        proc.With(7, argv, FakeProc.MainNamespace);

        Refusal().ShouldContain("main was not found");
    }

    [Test]
    public void A_sleep_in_the_sidecars_own_container_is_a_decoy()
    {
        proc.WithMain(7).With(20, ["sleep", "infinity"], FakeProc.SidecarNamespace);

        locator.Locate().Pid.ShouldBe(7);
    }

    [Test]
    public void What_a_program_started_in_main_is_a_decoy()
    {
        proc.With(13, ["/app/sidecar"], FakeProc.SidecarNamespace)
            .With(20, ["catatonit"], FakeProc.SidecarNamespace, parent: 13)
            .With(21, ["python"], FakeProc.MainNamespace, parent: 20)
            .With(22, ["sleep", "infinity"], FakeProc.MainNamespace, parent: 21);

        Refusal().ShouldContain("main was not found", customMessage: "main itself is gone, so nothing may be taken for it");
    }

    [Test]
    public void A_daemon_that_the_pause_process_adopted_is_a_decoy()
    {
        proc.With(1, ["/pause"], FakeProc.PauseNamespace).With(22, ["sleep", "infinity"], FakeProc.MainNamespace, parent: 1);

        Refusal().ShouldContain("main was not found");
    }

    [Test]
    public void What_is_written_to_mains_environment_later_does_not_count()
    {
        proc.WithMain(environ: "A=1\0");
        _ = locator.Locate();
        proc.WithMain(environ: "A=2\0");

        locator.Locate().Environment.Single().ShouldBe("A=1"u8.ToArray());
    }

    [Test]
    public void A_decoy_beside_a_process_that_keeps_its_namespace_to_itself_is_told_by_their_control_group()
    {
        var entries = new MainRule().Candidates(
            [
                new ProcessEntry(7, 0, 'S', 1000, ["sleep", "infinity"], FakeProc.MainNamespace, "0::/../main"),
                new ProcessEntry(13, 0, 'S', 1000, ["/app/sidecar"], null, "0::/../sidecar"),
                new ProcessEntry(30, 0, 'S', 2000, ["sleep", "infinity"], "mnt:[400]", "0::/../sidecar"),
            ],
            FakeProc.SidecarNamespace);

        entries.ShouldHaveSingleItem().Pid.ShouldBe(7);
    }

    [Test]
    public void What_was_executed_in_mains_container_later_is_not_main()
    {
        proc.WithMain(7, startTime: 1000).With(30, ["sleep", "infinity"], FakeProc.MainNamespace, startTime: 2000);

        locator.Locate().Pid.ShouldBe(7);
    }

    [Test]
    public void What_was_executed_in_a_foreign_sidecar_is_not_main()
    {
        proc.WithMain(7)
            .With(13, ["/other-sidecar"], "mnt:[400]", startTime: 1000)
            .With(30, ["sleep", "infinity"], "mnt:[400]", startTime: 2000);

        locator.Locate().Pid.ShouldBe(7);
    }

    [Test]
    public void A_zombie_is_not_main()
    {
        proc.With(7, ["sleep", "infinity"], FakeProc.MainNamespace, state: 'Z');

        Refusal().ShouldContain("main was not found");
    }

    [Test]
    public void Two_containers_that_sleep_are_refused_with_their_pids()
    {
        proc.WithMain(7).With(9, ["sleep", "infinity"], "mnt:[400]");

        Refusal().ShouldContain("2 processes qualify (pids 7, 9)");
    }

    [Test]
    public void An_unreadable_environment_is_refused_with_both_users()
    {
        // Another user's process: neither its namespace nor its environment can be read.
        proc.With(7, ["sleep", "infinity"], mountNamespace: null);

        var refusal = Refusal();
        refusal.ShouldContain("main is process 7, but its environment cannot be read");
        refusal.ShouldContain("Uid 65532 65532 65532 65532");
    }

    [Test]
    public void An_entry_that_env_would_take_for_a_command_is_refused()
    {
        proc.WithMain(environ: "A=1\0oops\0");

        Refusal().ShouldContain("entry 2 of its environment is not of the form NAME=VALUE");
    }

    [Test]
    public void The_environment_comes_byte_for_byte_and_in_order()
    {
        byte[] odd = [(byte)'B', (byte)'=', 0xff, (byte)'\n', (byte)'='];
        proc.With(7, ["sleep", "infinity"], FakeProc.MainNamespace, environ: [.. "Z=1\0"u8, .. odd, 0, .. "A=\0"u8]);

        locator.Locate().Environment.ShouldBe([Encoding.UTF8.GetBytes("Z=1"), odd, Encoding.UTF8.GetBytes("A=")]);
    }

    [Test]
    public void A_restarted_main_is_found_again()
    {
        proc.WithMain(7);
        locator.Locate().Pid.ShouldBe(7);

        proc.Remove(7);
        proc.WithMain(31, startTime: 5000, environ: "NEW=1\0");

        var found = locator.Locate();
        found.Pid.ShouldBe(31);
        found.Environment.Single().ShouldBe(Encoding.UTF8.GetBytes("NEW=1"));
    }

    [Test]
    public void Another_process_with_mains_old_pid_is_not_main()
    {
        proc.WithMain(7, startTime: 1000);
        locator.Locate();

        proc.With(7, ["python"], FakeProc.MainNamespace, startTime: 9000);

        Refusal().ShouldContain("main was not found");
    }

    [Test]
    public void Main_that_became_a_zombie_is_no_longer_used()
    {
        proc.WithMain(7);
        locator.Locate();

        proc.With(7, ["sleep", "infinity"], FakeProc.MainNamespace, state: 'Z');

        Refusal().ShouldContain("main was not found");
    }

    private string Refusal() => Should.Throw<MainUnavailableException>(() => locator.Locate()).Message;
}
