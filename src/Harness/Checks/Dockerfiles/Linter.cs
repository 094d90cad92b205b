using Harness.Catalog;
using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>Holds a Dockerfile against every check of Dockerfiles. Nothing is built and no engine is asked.</summary>
public static class Linter
{
    /// <summary>The text of a Dockerfile; no more of it than decides that a longer file is none.</summary>
    /// <param name="path">Its path on this machine.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="InfrastructureException">It cannot be read.</exception>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            using var reader = new StreamReader(path);
            var buffer = new char[DockerfileParser.LongestFile + 1];
            return new string(buffer, 0, await reader.ReadBlockAsync(buffer, cancellation));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InfrastructureException($"The Dockerfile {path} cannot be read: {fault.Message}", fault);
        }
    }

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
