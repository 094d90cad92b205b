using System.Collections.Concurrent;
using Harness.Cli.Rendering;
using NUnit.Framework;
using Shouldly;
using static Harness.Tests.Reports.Samples;

namespace Harness.Tests.Cli;

[TestFixture, Parallelizable(ParallelScope.All)]
public class RunProgressTests
{
    [Test]
    public void Many_threads_lose_no_result_and_one_of_them_sees_the_last()
    {
        const int Count = 2000;
        var progress = new RunProgress();
        progress.Planned([.. Enumerable.Range(0, Count).Select(check => ($"X{check}", PythonInDocker))]);
        var last = 0;
        Parallel.For(0, Count, check =>
        {
            progress.Started($"X{check}", PythonInDocker);
            progress.Sandbox(PythonInDocker, "ready");
            if (progress.FinishedLast(check % 2 == 0 ? Passed($"X{check}", PythonInDocker) : Failed($"X{check}", PythonInDocker)) is not null)
            {
                Interlocked.Increment(ref last);
            }
        });

        var subject = progress.Subjects.ShouldHaveSingleItem();
        (subject.Finished, subject.Passed, subject.Red, subject.Running.Count, last).ShouldBe((Count, Count / 2, Count / 2, 0, 1));
    }

    [Test]
    public void A_log_has_a_line_for_what_did_not_pass_and_one_for_each_subject()
    {
        var lines = new ConcurrentQueue<string>();
        var observer = new PlainRunObserver(lines.Enqueue, verbose: false);
        observer.Planned([("RUN001", PythonInDocker), ("RUN002", PythonInDocker)]);
        observer.Sandbox(PythonInDocker, "starting");
        observer.Started("RUN001", PythonInDocker);
        observer.Finished(Passed("RUN001", PythonInDocker));
        observer.Finished(Failed("RUN002", PythonInDocker, "first line\nsecond line"));

        lines.Count.ShouldBe(3);
        var written = lines.ToArray();
        written[0].ShouldBe("2 checks on 1 subjects");
        written[1].ShouldBe("python/docker: RUN002 FAILED in 0.3 s: first line");
        written[2].ShouldStartWith("python/docker: 1 passed, 1 not, 0 skipped after ");
    }

    [Test]
    public void A_sandbox_that_could_not_be_removed_is_worth_a_note()
    {
        var progress = new RunProgress();
        progress.Planned([("RUN001", PythonInDocker)]);
        progress.Sandbox(PythonInDocker, "removed");
        progress.Sandbox(PythonInDocker, "could not be removed: busy");
        progress.Notes.ShouldBe(["python/docker: could not be removed: busy"]);
    }

    [Test]
    public void Live_progress_is_for_terminals_outside_of_CI()
    {
        new TestStreams(terminal: true).Output().Live.ShouldBeTrue();
        new TestStreams(terminal: false).Output().Live.ShouldBeFalse();
        new TestStreams(terminal: true, environment: ("CI", "true")).Output().Live.ShouldBeFalse();
        new TestStreams(terminal: true, environment: ("TERM", "dumb")).Output().Live.ShouldBeFalse();
    }
}
