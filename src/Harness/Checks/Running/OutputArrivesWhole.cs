using System.Globalization;
using System.Text;
using Harness.Catalog;
using Harness.Checks.Languages;
using Harness.Checks.Programs;
using Sidecar.Protocol;

namespace Harness.Checks.Running;

/// <summary>RUN011: exit status and both streams arrive separately and complete, and what exceeds the bound is truncated openly.</summary>
internal sealed class OutputArrivesWhole() : ReportCheck(
    new CheckInfo
    {
        Id = "RUN011",
        Title = "Exit status, stdout and stderr arrive separately and complete; more than 1 MiB is cut off and marked as truncated; stdin is empty",
        Guide = [GuideSection.SandboxContract],
        AppliesTo = "every language, on every backend",
        Why = "This is all that users see of their program. Mixed streams, a lost exit status or silently truncated output are wrong results; "
            + "unbounded output exhausts the sidecar's memory.",
        Remedy = "Read the two streams separately as bytes, keep 1 MiB of each while reading on to the end, report truncated, decode as UTF-8, and "
            + "give the program an empty standard input.",
        BreaksWith = "a sidecar that merges the streams, or truncates the output silently",
        Example = new()
        {
            Fault =
                """
                # in the sidecar
                "$@" 2>&1 | head -c 1048576
                """,
            Mend =
                """
                # in the sidecar; what is beyond 1 MiB is read on and left out, with "truncated" in the answer
                "$@" </dev/null >stdout 2>stderr; status=$?
                """,
        },
    },
    "the exit status and the stderr of the catalog, a whole report on stdout with its UTF-8 intact, 0 bytes on stdin; "
        + "of 2 MiB on each stream the first 1 MiB and truncated",
    "LANG001")
{
    private const int Limit = 1 << 20;
    private const string StderrText = "Überlauf ✓";
    private const string FloodLine = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n";

    /// <inheritdoc />
    protected override async Task<Finding> JudgeAsync(
        SandboxSubject subject, ReportRun run, SelfReport report, CancellationToken cancellation)
    {
        var flood = await subject.Programs.RunAsync(ProgramRole.Flood, cancellation);
        List<string> problems =
        [
            .. Expectation.Problems(subject.Programs.Require(ProgramRole.Report), run.Response),
            .. OfReport(run.Response, report),
            .. OfFlood(flood),
        ];
        var silent = flood.Truncated is null ? " (this sidecar says so in its own words)" : "";
        return Finding.Of(
            problems,
            Expected,
            string.Create(
                CultureInfo.InvariantCulture,
                $"exit code {run.Response.ExitCode}, {run.Response.Stdout.Length} characters of report, stderr apart, stdin empty; 2 MiB on each cut to "
                    + $"{flood.Stdout.Length} and {flood.Stderr.Length} bytes{silent}"));
    }

    private static IEnumerable<string> OfReport(ExecuteResponse response, SelfReport report)
    {
        if (!response.Stderr.Contains(StderrText, StringComparison.Ordinal))
        {
            yield return $"stderr lacks {Evidence.Quote(StderrText)}: {Evidence.Quote(response.Stderr)}";
        }

        if (response.Stderr.Contains(SelfReport.Utf8Text, StringComparison.Ordinal))
        {
            yield return $"stdout was found in stderr: {Evidence.Quote(response.Stderr)}";
        }

        if (report.Rest.Length > 0)
        {
            yield return $"stdout goes on after the report: {Evidence.Quote(report.Rest)}";
        }

        if (report.Utf8 != SelfReport.Utf8Text)
        {
            yield return $"the line {Evidence.Quote(SelfReport.Utf8Text)} arrived as {Evidence.Quote(report.Utf8)}";
        }

        if (report.StdinBytes.Value != "0")
        {
            yield return $"stdin gave {report.StdinBytes.Value ?? report.StdinBytes.Problem} bytes instead of none";
        }

        if (response.Truncated == true)
        {
            yield return "the report is far below 1 MiB and was said to be truncated";
        }
    }

    private static IEnumerable<string> OfFlood(ExecuteResponse response)
    {
        if (response.ExitCode != 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"the program that prints 2 MiB to each stream ended with {response.ExitCode} instead of 0; stderr: {Evidence.Quote(response.Stderr)}");
        }

        foreach (var problem in OfStream("stdout", response.Stdout, response.Truncated).Concat(OfStream("stderr", response.Stderr, response.Truncated)))
        {
            yield return problem;
        }

        if (response.Truncated is null && !HasNotice(response.Stdout) && !HasNotice(response.Stderr))
        {
            yield return "2 MiB were cut off silently: neither truncated nor a notice beside what arrived";
        }
    }

    private static IEnumerable<string> OfStream(string name, string text, bool? truncated)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > Limit)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"of 2 MiB on {name} {bytes} bytes arrived: the limit is {Limit}");
        }

        if (truncated == false)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"of 2 MiB on {name} {bytes} bytes arrived, and truncated says false");
        }

        // A sidecar that does not say truncated may put a notice before or after; ours gives the first MiB to the byte.
        if (truncated == true && bytes != Limit)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"of 2 MiB on {name} {bytes} bytes arrived instead of {Limit}");
        }

        if (truncated is null ? !text.Contains(FloodLine, StringComparison.Ordinal) : FloodIn(text) < text.Length || text.Length == 0)
        {
            yield return $"what arrived is not the beginning of what was printed to {name}: {Evidence.Quote(text)}";
        }
    }

    /// <summary>Whether more arrived than was printed, the cut line aside.</summary>
    private static bool HasNotice(string text) => !text.AsSpan(FloodIn(text)).IsWhiteSpace();

    /// <summary>How many characters at the beginning are what was printed.</summary>
    private static int FloodIn(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != FloodLine[i % FloodLine.Length])
            {
                return i;
            }
        }

        return text.Length;
    }
}
