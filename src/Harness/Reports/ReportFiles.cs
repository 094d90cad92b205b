namespace Harness.Reports;

/// <summary>The report files of a run. Whether they can be written is found out before the run, not after it.</summary>
/// <typeparam name="T">What the reports are made of.</typeparam>
public sealed class ReportFiles<T>
{
    private readonly ReportFormats<T> formats;
    private readonly IReadOnlyList<string> paths;

    internal ReportFiles(ReportFormats<T> formats, IReadOnlyList<string> paths)
    {
        var problems = paths.Select(path => Problem(path, formats)).OfType<string>().ToList();
        if (problems.Count > 0)
        {
            throw new UsageException(problems);
        }

        this.formats = formats;
        this.paths = [.. paths.Select(Path.GetFullPath)];
    }

    /// <summary>Writes every report, each atomically: a reader sees the old file or the whole new one.</summary>
    /// <exception cref="InfrastructureException">One could not be written; the others were.</exception>
    public void Write(T content)
    {
        var problems = new List<string>();
        foreach (var path in paths)
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

    private void Write(string path, T content)
    {
        var next = Beside(path);
        try
        {
            using (var stream = new FileStream(next, FileMode.CreateNew, FileAccess.Write))
            {
                formats.Of(path)!.Write(stream, content);
            }

            File.Move(next, path, overwrite: true);
        }
        finally
        {
            File.Delete(next);
        }
    }

    private static string? Problem(string path, ReportFormats<T> formats)
    {
        if (formats.Of(path) is null)
        {
            return $"'{path}' for --report has no known ending: expected one of {formats}.";
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
