using Harness.Checks;

namespace Harness.Reports.Sarif;

/// <summary>What a SARIF file says: one run of one tool.</summary>
/// <param name="Category">Keeps the results of one kind of run apart from those of others in code scanning.</param>
/// <param name="Rules">Every check that a result can be of.</param>
/// <param name="Alerts">What is wrong.</param>
/// <param name="Invocation">How the run went.</param>
internal sealed record SarifLog(
    string Category, IReadOnlyList<CheckInfo> Rules, IReadOnlyList<SarifAlert> Alerts, SarifInvocation Invocation);

/// <summary>One thing that is wrong.</summary>
/// <param name="CheckId">The check that says so.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="Places">Where; the first is where it is shown.</param>
/// <param name="Identity">What stays the same from run to run, for as long as it is not mended.</param>
internal sealed record SarifAlert(string CheckId, string Text, IReadOnlyList<SourcePlace> Places, string Identity)
{
    /// <summary>The reason for which the Dockerfile excepts it; null for an alert that counts.</summary>
    public string? Excepted { get; init; }
}

/// <summary>How a run went.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Notes">What kept checks from being carried out.</param>
internal sealed record SarifInvocation(ExitStatus Status, IReadOnlyList<SarifNote> Notes)
{
    /// <summary>The command line that reproduces the run; null when there is none.</summary>
    public string? Command { get; init; }

    /// <summary>When it began and ended; null when that is not known.</summary>
    public (DateTimeOffset Started, DateTimeOffset Ended)? Time { get; init; }
}

/// <summary>Something that kept a check, or the run, from being carried out.</summary>
/// <param name="Text">What.</param>
/// <param name="CheckId">The check; null when it is about the run.</param>
/// <param name="Place">Where; null when that is nowhere in the repository.</param>
internal sealed record SarifNote(string Text, string? CheckId = null, SourcePlace? Place = null);
