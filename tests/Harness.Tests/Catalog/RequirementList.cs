using System.Text.Json;
using System.Text.RegularExpressions;

namespace Harness.Tests.Catalog;

/// <summary>The packages that an image's requirement list asks for, without those that only others need.</summary>
internal static partial class RequirementList
{
    /// <summary>A line of this comment begins what only others need, in lists that are lines of text.</summary>
    public const string Transitive = "# transitive";

    /// <summary>The names of all lists of the image; null when there is none of a format that is known.</summary>
    public static IReadOnlyList<string>? Of(string context)
    {
        var lists = Formats.Where(format => File.Exists(Path.Combine(context, format.File))).ToList();
        return lists.Count == 0 ? null : [.. lists.SelectMany(list => list.Read(File.ReadAllText(Path.Combine(context, list.File))))];
    }

    private static readonly IReadOnlyList<(string File, Func<string, IEnumerable<string>> Read)> Formats =
    [
        ("requirements.txt", text => Lines(text).Select(line => line.Split("==")[0].ToLowerInvariant())),
        // Types are declarations of packages, nothing that a program imports.
        ("package.json", text => Members(text, "dependencies").Where(name => !name.StartsWith("@types/", StringComparison.Ordinal))),
        ("composer.json", text => Members(text, "require").Except(Transitives(text))),
        ("extensions.txt", text => Lines(text).Select(line => line.Split(' ')[0])),
        ("Cargo.toml", text => Section(text, "dependencies").Select(line => line.Split(['=', '.', ' '])[0])),
        ("modules/go.mod", text => GoRequirement().Matches(text).Select(match => match.Groups[1].Value)),
        ("jars.txt", text => Lines(text).Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1].Split('/')[^3])),
        ("packages.txt", text => Lines(text).Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0])),
    ];

    private static IEnumerable<string> Lines(string text) => text.Split('\n')
        .TakeWhile(line => !line.StartsWith(Transitive, StringComparison.OrdinalIgnoreCase))
        .Select(line => line.Split('#')[0].Trim())
        .Where(line => line.Length > 0);

    private static IEnumerable<string> Members(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty(name, out var members) ? [.. members.EnumerateObject().Select(member => member.Name)] : [];
    }

    /// <summary>composer.json pins what others need as well, and says which those are.</summary>
    private static IEnumerable<string> Transitives(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("extra").GetProperty("transitive").EnumerateArray().Select(name => name.GetString()!)];
    }

    private static IEnumerable<string> Section(string toml, string name) => toml.Split('\n')
        .SkipWhile(line => line.Trim() != $"[{name}]").Skip(1)
        .TakeWhile(line => !line.StartsWith('['))
        .TakeWhile(line => !line.StartsWith(Transitive, StringComparison.OrdinalIgnoreCase))
        .Select(line => line.Split('#')[0].Trim())
        .Where(line => line.Length > 0);

    // Those with the comment "// indirect" are what others need.
    [GeneratedRegex(@"^\t(\S+) v\S+[ \t]*\r?$", RegexOptions.Multiline)]
    private static partial Regex GoRequirement();
}
