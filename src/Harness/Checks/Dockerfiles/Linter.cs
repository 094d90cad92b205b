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
            return await ReadAsync(reader, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InfrastructureException($"The Dockerfile {path} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>The same from a reader.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<string> ReadAsync(TextReader reader, CancellationToken cancellation)
    {
        // Most are short; room for the longest is made for what needs it.
        var buffer = new char[1 << 14];
        var length = 0;
        while (await reader.ReadBlockAsync(buffer.AsMemory(length), cancellation) is > 0 and var read)
        {
            length += read;
            if (length < buffer.Length || length > DockerfileParser.LongestFile)
            {
                break;
            }

            Array.Resize(ref buffer, Math.Min(buffer.Length * 4, DockerfileParser.LongestFile + 1));
        }

        return new string(buffer, 0, length);
    }

    /// <summary>The text of the <c>.dockerignore</c> that a build of this Dockerfile uses, beside it or in its directory; null without one.</summary>
    /// <param name="path">The Dockerfile's path.</param>
    public static string? IgnoreOf(string path)
    {
        foreach (var candidate in (string[])[$"{path}.dockerignore", Path.Combine(Path.GetDirectoryName(path) ?? "", ".dockerignore")])
        {
            try
            {
                if (new FileInfo(candidate) is { Exists: true, Length: <= DockerfileParser.LongestFile })
                {
                    return File.ReadAllText(candidate);
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Without it nothing is claimed of what is left out.
                return null;
            }
        }

        return null;
    }

    /// <summary>Looks at one Dockerfile.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its path, as people know it.</param>
    /// <param name="image">The image of the catalog that it makes; null for another Dockerfile.</param>
    /// <param name="ignore">The text of its context's <c>.dockerignore</c>; null without one.</param>
    public static LintReport Lint(string text, string file, ImageDefinition? image, string? ignore = null)
    {
        var subject = DockerfileSubject.Of(text, file, image, ignore);
        return subject.Faults.Count > 0
            ? new LintReport(file, image?.Name, subject.Faults, [])
            : new LintReport(file, image?.Name, [], [.. DockerfileChecks.All.SelectMany(check => check.Judge(subject)).OrderBy(finding => finding.Position)]);
    }
}
