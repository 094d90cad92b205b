using System.Globalization;

namespace Harness.Snapshots.Baselines;

/// <summary>Compares an image with what it was.</summary>
public static class StateComparison
{
    /// <summary>So many digits of a digest tell two apart for people; the saved states have them all.</summary>
    private const int Shown = 12;

    /// <summary>Every difference, in the order of areas and then of subjects; none when the states are the same.</summary>
    public static IReadOnlyList<StateDifference> Compare(ImageState before, ImageState after)
    {
        return
        [
            .. Single("platform", before.Platform, after.Platform),
            .. Single("user", before.User, after.User),
            .. Single("workingDirectory", before.WorkingDirectory, after.WorkingDirectory),
            .. Arguments("entrypoint", before.Entrypoint, after.Entrypoint),
            .. Arguments("command", before.Command, after.Command),
            .. Arguments("environment", before.Environment, after.Environment),
            .. Each("packages", before.Packages, after.Packages, version => version),
            .. Files(before, after),
            .. Libraries(before, after),
        ];
    }

    private static IEnumerable<StateDifference> Single(string area, string before, string after)
    {
        if (before != after)
        {
            yield return new StateDifference(area, Change.Changed, "", Quoted(before), Quoted(after));
        }
    }

    /// <summary>Assignments are compared by name, so that one that changed is one difference; all other words, and any order, as a list.</summary>
    private static IEnumerable<StateDifference> Arguments(string area, IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        if (before.SequenceEqual(after, StringComparer.Ordinal))
        {
            yield break;
        }

        var differences = Each(area, Assignments(before), Assignments(after), value => value).ToList();
        if (differences.Count == 0 || !Words(before).SequenceEqual(Words(after), StringComparer.Ordinal))
        {
            differences.Insert(0, new StateDifference(area, Change.Changed, "", ExecForm.Of(before), ExecForm.Of(after)));
        }

        foreach (var difference in differences)
        {
            yield return difference;
        }
    }

    private static Dictionary<string, string> Assignments(IReadOnlyList<string> arguments)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var argument in arguments.Where(IsAssignment))
        {
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            found[argument[..equals]] = argument[(equals + 1)..];
        }

        return found;
    }

    private static IEnumerable<string> Words(IReadOnlyList<string> arguments) => arguments.Where(argument => !IsAssignment(argument));

    private static bool IsAssignment(string argument) => argument.IndexOf('=', StringComparison.Ordinal) > 0 && argument[0] is not ('-' or '/');

    private static IEnumerable<StateDifference> Files(ImageState before, ImageState after)
    {
        foreach (var difference in Each("files", before.Files, after.Files, Describe))
        {
            var (was, now) = (before.Files.GetValueOrDefault(difference.Subject), after.Files.GetValueOrDefault(difference.Subject));
            yield return was is not null && now is not null && was.Type == now.Type
                ? difference with { Before = Describe(was, other: now), After = Describe(now, other: was) }
                : difference with { Size = (now ?? was)!.Size, IsDirectory = (now ?? was)!.Type == "directory" };
        }
    }

    /// <summary>Only of files that were there and are there: what came or went is a difference of files already.</summary>
    private static IEnumerable<StateDifference> Libraries(ImageState before, ImageState after)
    {
        foreach (var path in before.Libraries.Keys.Where(after.Libraries.ContainsKey).Order(StringComparer.Ordinal))
        {
            foreach (var difference in Each("libraries", before.Libraries[path], after.Libraries[path], place => place))
            {
                yield return difference with { Subject = $"{path}: {difference.Subject}" };
            }
        }
    }

    private static IEnumerable<StateDifference> Each<T>(
        string area, IReadOnlyDictionary<string, T> before, IReadOnlyDictionary<string, T> after, Func<T, string> describe)
    {
        foreach (var subject in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (had, has) = (before.TryGetValue(subject, out var was), after.TryGetValue(subject, out var now));
            if (!had || !has || !EqualityComparer<T>.Default.Equals(was, now))
            {
                yield return new StateDifference(
                    area,
                    !had ? Change.Added : !has ? Change.Removed : Change.Changed,
                    subject,
                    had ? describe(was!) : null,
                    has ? describe(now!) : null);
            }
        }
    }

    private static string Describe(FileState file) => string.Join(
        ", ",
        new[]
        {
            file.Type,
            file.Type == "link" ? null : $"mode {file.Mode}",
            $"owner {file.Owner}",
            file.Type == "file" ? Bytes(file) : null,
            file.Target is null ? null : $"to {file.Target}",
            file.Capabilities is null ? null : $"capabilities {file.Capabilities}",
        }.OfType<string>());

    /// <summary>What is different about a file, and nothing else.</summary>
    private static string Describe(FileState file, FileState other) => string.Join(
        ", ",
        new[]
        {
            file.Mode == other.Mode ? null : $"mode {file.Mode}",
            file.Owner == other.Owner ? null : $"owner {file.Owner}",
            file.Size == other.Size ? null : Bytes(file),
            file.Content == other.Content ? null : $"content {(file.Content is { Length: > Shown } content ? content[..Shown] : file.Content ?? "none")}",
            file.Target == other.Target ? null : $"to {file.Target}",
            file.Capabilities == other.Capabilities ? null : $"capabilities {file.Capabilities ?? "none"}",
        }.OfType<string>());

    private static string Bytes(FileState file) => string.Create(CultureInfo.InvariantCulture, $"{file.Size} bytes");

    private static string Quoted(string text) => text.Length == 0 ? "none" : text;
}
