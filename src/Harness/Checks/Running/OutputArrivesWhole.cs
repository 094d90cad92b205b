using System.Globalization;
using System.Text;
using Harness.Catalog;
using Harness.Checks.Languages;
using Harness.Checks.Programs;
using Sidecar.Protocol;

namespace Harness.Checks.Running;

/// <summary>RUN011: exit status and both streams arrive apart and whole, and too much is cut openly.</summary>
public sealed class OutputArrivesWhole() : ReportCheck(
    new CheckInfo(
        "RUN011",
        "exit status, stdout and stderr arrive apart and whole; more than 1 MiB is cut and said so; stdin is empty",
        "Lesson 15: the full sidecar execution flow",
        "every language, on every backend",
        "Users see nothing of their program but this. Mixed streams, a lost status or silently cut output are wrong results; unbounded output takes the sidecar's memory.",
        "Read both streams apart as bytes, stop keeping them at 1 MiB while reading on, say truncated, decode as UTF-8, and give the program an empty standard input.",
        "a sidecar that merges the streams or caps the output without a word")
    {
        Example = new(
            """
            # in the sidecar
            "$@" 2>&1 | head -c 1048576
            """,
            """
            # in the sidecar; what is beyond 1 MiB is read on and left out, with "truncated" in the answer
            "$@" </dev/null >stdout 2>stderr; status=$?
            """),
    },
    "the exit status and the stderr of the catalog, a whole report on stdout with its UTF-8 intact, 0 bytes on stdin; of 2 MiB the first 1 MiB and truncated",
    "LANG001")
{
    private const int Limit = 1 << 20;
    private const string StderrText = "Überlauf ✓";
    private const string FloodLine = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n";

    /// <inheritdoc />
    protected override async Task<Finding> JudgeAsync(
        SandboxSubject subject, ReportRun run, SelfReport report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(report);
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
            string.Create(CultureInfo.InvariantCulture, $"exit code {run.Response.ExitCode}, {run.Response.Stdout.Length} characters of report, stderr apart, stdin empty; 2 MiB cut to {flood.Stdout.Length} bytes{silent}"));
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
        var bytes = Encoding.UTF8.GetByteCount(response.Stdout);
        if (response.ExitCode != 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"the program that prints 2 MiB ended with {response.ExitCode} instead of 0; stderr: {Evidence.Quote(response.Stderr)}");
        }

        if (bytes > Limit)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"of 2 MiB {bytes} bytes arrived: the limit is {Limit}");
        }

        if (response.Truncated == false)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"of 2 MiB {bytes} bytes arrived, and truncated says false");
        }

        // A sidecar that does not say truncated may put a notice at the end; ours gives the first MiB to the byte.
        if (response.Truncated == true && bytes != Limit)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"of 2 MiB {bytes} bytes arrived instead of {Limit}");
        }

        var arrived = FloodIn(response.Stdout);
        if (arrived < FloodLine.Length || (response.Truncated is not null && arrived < response.Stdout.Length))
        {
            yield return $"what arrived is not the beginning of what was printed: {Evidence.Quote(response.Stdout)}";
        }
        else if (response.Truncated is null && response.Stdout.AsSpan(arrived).IsWhiteSpace() && response.Stderr.AsSpan().IsWhiteSpace())
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"of 2 MiB {bytes} bytes arrived without a word: neither truncated nor a notice after them or on stderr");
        }
    }

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
