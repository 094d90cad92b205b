using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>What all checks say of one Dockerfile.</summary>
/// <param name="File">Its path, as people know it.</param>
/// <param name="Image">The image of the catalog that it makes; null for another Dockerfile.</param>
/// <param name="Faults">Why it cannot be read; nothing was checked then.</param>
/// <param name="Findings">What was found, excepted findings included, in the order of the file.</param>
public sealed record LintReport(string File, string? Image, IReadOnlyList<DockerfileFault> Faults, IReadOnlyList<LintFinding> Findings)
{
    /// <summary>The findings that count.</summary>
    public IEnumerable<LintFinding> Open => Findings.Where(finding => finding.Exempt is null);

    /// <summary>How checking these Dockerfiles ends: what cannot be read outweighs what was found.</summary>
    public static ExitStatus StatusOf(IReadOnlyList<LintReport> reports) =>
        reports.Any(report => report.Faults.Count > 0) ? ExitStatus.Usage
        : reports.Any(report => report.Open.Any()) ? ExitStatus.CheckFailed
        : ExitStatus.Passed;
}
