using Harness.Cli.Terminal;
using Harness.Reports;
using Harness.Snapshots.Baselines;

namespace Harness.Cli.Rendering;

/// <summary>How an image differs from what it was, for people.</summary>
/// <param name="output">Where it is written.</param>
internal sealed class ComparisonText(Output output)
{
    /// <summary>So many lines of an area show what happened; JSON has them all.</summary>
    private const int MostLines = 40;

    /// <summary>Writes all of it.</summary>
    public void Write(ComparedImage comparison)
    {
        Line($"{Describe(comparison.After)}");
        Line($"  compared with {Describe(comparison.Before)}");
        foreach (var area in comparison.Differences.GroupBy(difference => difference.Area))
        {
            Line($"  {Title(area.Key)}");
            var lines = Gathered([.. area]).Select(Words).ToList();
            foreach (var line in lines.Take(MostLines))
            {
                Line($"    {line}");
            }

            if (lines.Count > MostLines)
            {
                Line($"    … and {lines.Count - MostLines} lines more; --output json has them all");
            }
        }

        Line(comparison switch
        {
            { Differences.Count: 0 } => "  no difference",
            { Accepted: true } => $"  {Amounts.Count(comparison.Differences.Count, "difference")}, accepted",
            _ => $"  {Amounts.Count(comparison.Differences.Count, "difference")}",
        });
    }

    private static string Describe(ImageState state) => $"{state.Image} ({(state.Digest.Length > 19 ? state.Digest[..19] : state.Digest)}, {state.Platform})";

    private static string Title(string area) => area == "workingDirectory" ? "working directory" : area;

    /// <summary>A directory that came or went with all that is in it is one line.</summary>
    private static List<(StateDifference Difference, int Paths, long Bytes)> Gathered(IReadOnlyList<StateDifference> differences)
    {
        var directories = differences.Where(difference => difference.IsDirectory && difference.Change != Change.Changed)
            .Select(difference => (difference.Change, difference.Subject))
            .ToHashSet();
        var gathered = new Dictionary<(Change Change, string Subject), (StateDifference Difference, int Paths, long Bytes)>();
        // Parents come before what is in them, so the first of a directory's differences is the directory itself.
        foreach (var difference in differences)
        {
            var key = (difference.Change, Topmost(difference, directories));
            var (first, paths, bytes) = gathered.GetValueOrDefault(key, (difference, 0, 0));
            gathered[key] = (first, paths + 1, bytes + difference.Size);
        }

        return [.. gathered.Values];
    }

    private static string Topmost(StateDifference difference, HashSet<(Change Change, string Subject)> directories)
    {
        var path = difference.Subject;
        for (var slash = path.IndexOf('/', 1 < path.Length ? 1 : 0); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            if (directories.Contains((difference.Change, path[..slash])))
            {
                return path[..slash];
            }
        }

        return path;
    }

    private static string Words((StateDifference Difference, int Paths, long Bytes) gathered)
    {
        var (difference, paths, bytes) = gathered;
        var subject = difference.Subject.Length == 0 ? "" : $"{difference.Subject}: ";
        return difference.Change switch
        {
            Change.Added when paths > 1 => $"+ {difference.Subject}: {Amounts.Count(paths, "path")}, {Amounts.Size(bytes)}",
            Change.Removed when paths > 1 => $"- {difference.Subject}: {Amounts.Count(paths, "path")}, {Amounts.Size(bytes)}",
            Change.Added => $"+ {subject}{difference.After}",
            Change.Removed => $"- {subject}{difference.Before}",
            _ => $"~ {subject}{difference.Before} → {difference.After}",
        };
    }

    private void Line(string text) => output.Out.WriteLine(Printable.Terminal(text).Replace('\n', '␊'));
}
