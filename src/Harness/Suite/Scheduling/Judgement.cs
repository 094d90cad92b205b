using Harness.Checks;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Suite.Scheduling;

/// <summary>Turns how a check ended into a result.</summary>
internal static class Judgement
{
    public static CheckResult Of(Check check, Subject subject, Finding finding) =>
        new(check.Id, subject, finding.Outcome, finding.Expected, finding.Observed, TimeSpan.Zero) { Places = finding.Places };

    /// <summary>Carries out a static check.</summary>
    public static CheckResult Of(StaticCheck check, Subject subject, ImageUnderTest image, ImageSnapshot snapshot)
    {
        try
        {
            return Of(check, subject, check.Examine(image, snapshot));
        }
        catch (Exception exception)
        {
            return Errored(check, subject, Describe(exception));
        }
    }

    public static CheckResult Errored(Check check, Subject subject, string reason) =>
        new(check.Id, subject, Outcome.Errored, check.Info.Title, reason, TimeSpan.Zero);

    /// <summary>What an exception says; a fault of the harness itself shows where it happened.</summary>
    public static string Describe(Exception exception) =>
        exception is HarnessException ? exception.Message : exception.ToString();
}
