using System.Diagnostics;
using Harness.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Processes;

[Platform("Linux")]
[Parallelizable(ParallelScope.All)]
public sealed class ProcessRunnerTests
{
    private static readonly ProcessRunner Runner = new();

    [Test]
    public async Task The_result_keeps_exit_status_and_both_streams_apart()
    {
        var result = await Runner.RunAsync(new ProcessCommand("sh", "-c", "echo out; echo err >&2; exit 7"));

        result.ShouldBe(new ProcessResult(7, "out\n", "err\n"));
    }

    [TestCase("a 'b' $HOME \"c\" *\n世界")]
    [TestCase("")]
    [TestCase("\"")]
    [TestCase(@"ends with a \")]
    [TestCase(@"\")]
    [TestCase(@"\""\\"" \\\")]
    [TestCase("\t\u00A0\u3000")]
    public async Task An_argument_reaches_the_program_as_it_is(string argument)
    {
        var result = await Runner.RunAsync(new ProcessCommand("printf", "[%s]", argument, "next"));

        result.Output.ShouldBe($"[{argument}][next]");
    }

    [Test]
    public async Task Standard_input_is_the_given_text_and_then_ends()
    {
        var result = await Runner.RunAsync(new ProcessCommand("cat") { Input = "Grüße\n" });

        result.Output.ShouldBe("Grüße\n");
    }

    [Test]
    public async Task A_program_that_does_not_read_its_input_is_no_fault()
    {
        var result = await Runner.RunAsync(new ProcessCommand("true") { Input = new string('x', 1 << 20) });

        result.ExitCode.ShouldBe(0);
    }

    [Test]
    public async Task A_program_that_closes_its_input_early_goes_on()
    {
        var result = await Runner.RunAsync(new ProcessCommand("sh", "-c", "exec <&-; echo on; exit 3") { Input = new string('x', 1 << 20) });

        result.ShouldBe(new ProcessResult(3, "on\n", ""));
    }

    [Test]
    public async Task The_environment_is_changed_by_what_the_command_says()
    {
        var command = new ProcessCommand("sh", "-c", "echo ${ADDED-unset} ${HOME-unset}")
        {
            Environment = new Dictionary<string, string?> { ["ADDED"] = "yes", ["HOME"] = null },
        };

        var result = await Runner.RunAsync(command);

        result.Output.ShouldBe("yes unset\n");
    }

    [Test]
    [NonParallelizable]
    public async Task A_password_of_ours_is_in_no_environment_but_ours()
    {
        Environment.SetEnvironmentVariable("DHI_PASSWORD", "secret");
        try
        {
            (await Runner.RunAsync(new ProcessCommand("sh", "-c", "echo ${DHI_PASSWORD-unset}"))).Output.ShouldBe("unset\n");
        }
        finally
        {
            Environment.SetEnvironmentVariable("DHI_PASSWORD", null);
        }
    }

    [Test]
    public async Task Lines_are_handed_on_while_the_program_runs()
    {
        using var cancellation = new CancellationTokenSource();
        var lines = new List<string>();

        // The program never ends by itself: only a line that arrives early can end the test.
        await Should.ThrowAsync<OperationCanceledException>(() => Runner.RunAsync(
            new ProcessCommand("sh", "-c", "echo first; exec sleep infinity"),
            line =>
            {
                lines.Add(line);
                cancellation.Cancel();
            },
            cancellation: cancellation.Token));

        lines.ShouldBe(["first"]);
    }

    [TestCase(@"one\ntwo\r\nthree\rfour", new[] { "one", "two", "three", "four" })]
    [TestCase(@"\n\nlast\n", new[] { "", "", "last" })]
    public async Task A_line_ends_as_text_files_and_progress_bars_end_it(string format, string[] expected)
    {
        var lines = new List<string>();

        var result = await Runner.RunAsync(new ProcessCommand("printf", format), lines.Add);

        lines.ShouldBe(expected);
        result.Output.ShouldBeEmpty();
    }

    [TestCase(false, "wrote more than the 5000 characters", TestName = "More_output_than_is_kept_ends_the_program")]
    [TestCase(true, "wrote a line of more than the 5000 characters", TestName = "A_longer_line_than_is_kept_ends_the_program")]
    public async Task Output_has_a_bound(bool lines, string words)
    {
        var fault = await Should.ThrowAsync<InfrastructureException>(() => Runner.RunAsync(
            new ProcessCommand("sh", "-c", "yes xxxxxxxxx | tr -d '\\n'") { OutputLimit = 5000 }, lines ? _ => { }
        : null));

        fault.Message.ShouldContain(words);
    }

    [Test]
    public async Task Lines_that_are_handed_on_have_no_bound_together()
    {
        var count = 0;

        await Runner.RunAsync(new ProcessCommand("sh", "-c", "yes xxxxxxxxx | head -n 2000") { OutputLimit = 5000 }, _ => count++);

        count.ShouldBe(2000);
    }

    [Test]
    public async Task A_handler_that_fails_ends_the_program_and_is_heard()
    {
        var id = 0;

        await Should.ThrowAsync<FormatException>(() => Runner.RunAsync(
            new ProcessCommand("sh", "-c", "echo $$; exec sleep infinity"),
            line =>
            {
                id = int.Parse(line, System.Globalization.CultureInfo.InvariantCulture);
                throw new FormatException("not what was expected");
            }));

        Directory.Exists($"/proc/{id}").ShouldBeFalse();
    }

    [Test]
    public async Task A_missing_program_says_what_to_install()
    {
        var fault = await Should.ThrowAsync<InfrastructureException>(() => Runner.RunAsync(
            new ProcessCommand("no-such-program", "--flag") { InstallHint = "Install the package 'such'." }));

        fault.Message.ShouldContain("cannot start 'no-such-program'");
        fault.Message.ShouldContain("no-such-program --flag");
        fault.Message.ShouldEndWith("Install the package 'such'.");
    }

    [Test]
    public async Task Cancellation_asks_the_program_to_end_before_it_kills()
    {
        using var cancellation = new CancellationTokenSource();
        var lines = new List<string>();

        await Should.ThrowAsync<OperationCanceledException>(() => Runner.RunAsync(
            new ProcessCommand("sh", "-c", "trap 'echo asked; exit 0' TERM; echo ready; while :; do sleep 0.01; done")
            {
                Grace = TimeSpan.FromMinutes(1),
            },
            line =>
            {
                lines.Add(line);
                cancellation.Cancel();
            },
            cancellation: cancellation.Token));

        lines.ShouldContain("asked");
    }

    [TestCase(
        "trap '' TERM; sh -c 'trap \"\" TERM; echo $$; while :; do sleep 0.01; done'; :", TestName = "Cancellation_ends_descendants_that_ignore_being_asked")]
    [TestCase("sh -c 'trap \"\" TERM; echo $$; while :; do sleep 0.01; done' & wait", TestName = "Cancellation_ends_descendants_that_outlive_the_program")]
    public async Task Cancellation_ends_descendants(string script)
    {
        using var cancellation = new CancellationTokenSource();
        var child = 0;

        await Should.ThrowAsync<OperationCanceledException>(() => Runner.RunAsync(
            new ProcessCommand("sh", "-c", script) { Grace = TimeSpan.FromMilliseconds(50) },
            line =>
            {
                child = int.Parse(line, System.Globalization.CultureInfo.InvariantCulture);
                cancellation.Cancel();
            },
            cancellation: cancellation.Token));

        await WaitUntilAsync(() => !Directory.Exists($"/proc/{child}"));
    }

    [Test]
    public async Task A_daemon_that_keeps_the_pipes_open_does_not_hold_up_the_result()
    {
        var result = await Runner.RunAsync(new ProcessCommand("sh", "-c", "setsid sleep 30 & echo $!"));
        using var daemon = Process.GetProcessById(int.Parse(result.Output, System.Globalization.CultureInfo.InvariantCulture));
        daemon.Kill();

        result.ExitCode.ShouldBe(0);
    }

    [TestCase("plain-word_1.2/3:4=5", "plain-word_1.2/3:4=5")]
    [TestCase("", "''")]
    [TestCase("two words", "'two words'")]
    [TestCase("it's", @"'it'\''s'")]
    public void A_command_is_shown_as_a_shell_would_take_it(string word, string quoted) =>
        new ProcessCommand("docker", word).ToString().ShouldBe($"docker {quoted}");

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            await Task.Delay(5, deadline.Token);
        }
    }
}
