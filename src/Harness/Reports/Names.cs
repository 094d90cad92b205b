using Harness.Catalog;
using Harness.Checks;

namespace Harness.Reports;

/// <summary>The words that reports use; they are read by programs and do not change.</summary>
internal static class Names
{
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "passed",
        Outcome.Failed => "failed",
        Outcome.Errored => "errored",
        Outcome.Skipped => "skipped",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    public static string Of(Severity severity) => severity == Severity.Warning ? "warning" : "error";

    public static string Of(PackageSet set) => set == PackageSet.Core ? "core" : "full";

    public static string Of(ExitStatus status) => status switch
    {
        ExitStatus.Passed => "passed",
        ExitStatus.CheckFailed => "failed",
        ExitStatus.Interrupted => "interrupted",
        _ => "errored",
    };
}
