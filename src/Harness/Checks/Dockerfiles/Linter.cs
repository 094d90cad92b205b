using Harness.Catalog;

namespace Harness.Checks.Dockerfiles;

/// <summary>Holds a Dockerfile against every check of Dockerfiles. Nothing is built and no engine is asked.</summary>
public static class Linter
{
    /// <summary>Looks at one Dockerfile.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its path, as people know it.</param>
    /// <param name="image">The image of the catalog that it makes; null for another Dockerfile.</param>
    public static LintReport Lint(string text, string file, ImageDefinition? image)
    {
        var subject = DockerfileSubject.Of(text, file, image);
        return subject.Faults.Count > 0
            ? new LintReport(file, image?.Name, subject.Faults, [])
            : new LintReport(file, image?.Name, [], [.. DockerfileChecks.All.SelectMany(check => check.Judge(subject)).OrderBy(finding => finding.Position)]);
    }
}
