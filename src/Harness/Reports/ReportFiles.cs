using System.Text.Json;

namespace Harness.Reports;

/// <summary>The report files of a run. Whether they can be written is found out before the run, not after it.</summary>
public sealed class ReportFiles
{
    private static readonly Dictionary<string, Action<Stream, ReportContent>> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".xml"] = JUnitReport.Write,
        [".json"] = (stream, content) =>
        {
            using var json = new Utf8JsonWriter(stream, JsonReport.Options);
            JsonReport.Write(json, content);
        },
        [".md"] = MarkdownReport.Write,
    };

    private readonly IReadOnlyList<string> _paths;

    private ReportFiles(IReadOnlyList<string> paths) => _paths = paths;

    /// <summary>Makes sure that reports can be written to these paths; missing directories are created.</summary>
    /// <param name="paths">Paths whose ending names the format.</param>
    /// <exception cref="UsageException">An ending is not known, or a path cannot be written.</exception>
    public static ReportFiles Prepare(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var problems = paths.Select(Problem).OfType<string>().ToList();
        return problems.Count == 0 ? new ReportFiles([.. paths.Select(Path.GetFullPath)]) : throw new UsageException(problems);
    }

    /// <summary>Writes every report, each atomically: a reader sees the old file or the whole new one.</summary>
    /// <exception cref="InfrastructureException">One could not be written; the others were.</exception>
    public void Write(ReportContent content)
    {
        var problems = new List<string>();
        foreach (var path in _paths)
        {
            try
            {
                Write(path, content);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                problems.Add($"the report {path} could not be written: {fault.Message}");
            }
        }

        if (problems.Count > 0)
        {
            throw new InfrastructureException(string.Join(Environment.NewLine, problems));
        }
    }

    private static void Write(string path, ReportContent content)
    {
        var next = Beside(path);
        try
        {
            using (var stream = new FileStream(next, FileMode.CreateNew, FileAccess.Write))
            {
                Formats[Path.GetExtension(path)](stream, content);
            }

            File.Move(next, path, overwrite: true);
        }
        finally
        {
            File.Delete(next);
        }
    }

    private static string? Problem(string path)
    {
        if (!Formats.ContainsKey(Path.GetExtension(path)))
        {
            return $"'{path}' for --report has no known ending: expected one of {string.Join(", ", Formats.Keys)} (.xml is JUnit, .md Markdown).";
        }

        if (Directory.Exists(path))
        {
            return $"'{path}' for --report is a directory: expected a file to write to.";
        }

        var probe = Beside(Path.GetFullPath(path));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(probe)!);
            File.Create(probe).Dispose();
            File.Delete(probe);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"'{path}' for --report cannot be written: {fault.Message}";
        }
    }

    private static string Beside(string path) =>
        Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.partial");
}
