using System.Text.RegularExpressions;
using Harness.Cli;
using Harness.Cli.CommandLine;
using Harness.Tests.Cli;

namespace Harness.Tests.Docs;

/// <summary>A command that a page shows, held to the command line, the recipes and the scripts that there are.</summary>
internal static partial class ShownCommand
{
    // What documentation calls a verb or recipe of any name.
    private static readonly string[] Placeholders = ["VERB", "X", "…"];

    [GeneratedRegex(@"""[^""]*""|'[^']*'|[^\s""']+")]
    private static partial Regex Word { get; }

    [GeneratedRegex(@"^(?<name>[a-z][a-z0-9-]*)(?: [^:\n]*)?:(?!=)[^\n]*\n(?:    @?\./scripts/harness (?<verb>[a-z0-9 ]+?) ""\$@"")?", RegexOptions.Multiline)]
    private static partial Regex Recipe { get; }

    /// <summary>The commands of this project in a line: those of another program, before or behind a pipe, are left out.</summary>
    public static IEnumerable<IReadOnlyList<string>> In(string line)
    {
        var typed = line.TrimStart('$', ' ');
        var comment = typed.IndexOf(" #", StringComparison.Ordinal);
        foreach (var part in (comment < 0 ? typed : typed[..comment]).Split('|', ';', '>').SelectMany(part => part.Split("&&")))
        {
            var words = Word.Matches(part).Select(match => match.Value.Trim('"', '\'')).SkipWhile(IsAssignment).ToList();
            if (words is ["harness" or "just", ..] || (words is [var first, ..] && first.StartsWith("./scripts/", StringComparison.Ordinal)))
            {
                yield return words;
            }
        }
    }

    /// <summary>What is wrong with a command; null when it would be understood.</summary>
    public static string? Fault(IReadOnlyList<string> words, string root) => words switch
    {
        // The command or a verb by its name, as text speaks of it.
        ["just" or "harness" or "./scripts/harness"] => null,
        ["harness", var verb] when Overview.Verbs.Any(one => one.Word == verb) => null,
        [_, var placeholder, ..] when Placeholders.Contains(placeholder) => null,
        ["just", ..] => OfRecipe(words, root),
        ["harness" or "./scripts/harness", ..] => OfVerb([.. words.Skip(1)]),
        _ => File.Exists(Path.Combine(root, words[0])) ? null : "there is no such script",
    };

    private static string? OfRecipe(IReadOnlyList<string> words, string root)
    {
        var recipe = Recipe.Matches(File.ReadAllText(Path.Combine(root, "justfile"))).FirstOrDefault(match => match.Groups["name"].Value == words[1]);
        return recipe is null ? "there is no such recipe"
            : recipe.Groups["verb"].Success && words.Count > 2 ? OfVerb([.. recipe.Groups["verb"].Value.Split(' '), .. words.Skip(2)])
            : null;
    }

    private static string? OfVerb(IReadOnlyList<string> words)
    {
        using var streams = new TestStreams();
        var status = new Application(streams.Streams, new RecordingWorkflows()).Run(words);
        return status == ExitStatus.Passed ? null : streams.Error;
    }

    private static bool IsAssignment(string word) => word.Contains('=', StringComparison.Ordinal) && word[0] is >= 'A' and <= 'Z';
}
