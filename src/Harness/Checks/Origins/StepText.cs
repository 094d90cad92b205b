using System.Text.RegularExpressions;
using Harness.Dockerfiles;
using Harness.Snapshots;

namespace Harness.Checks.Origins;

/// <summary>A step of a build history, as BuildKit or the classic builder writes it down.</summary>
/// <param name="Keyword">The instruction's keyword.</param>
/// <param name="Rest">What follows it, white space folded.</param>
internal sealed partial record StepText(string Keyword, string Rest)
{
    private const int Longest = 100_000;

    /// <summary>Reads what a builder wrote down.</summary>
    public static StepText Of(HistoryStep step)
    {
        if (step.CreatedBy.Length > Longest)
        {
            return new StepText("", "");
        }

        var text = Folded(step.CreatedBy);
        text = text.EndsWith(" # buildkit", StringComparison.Ordinal) ? text[..^" # buildkit".Length] : text;
        var nothing = text.IndexOf("#(nop) ", StringComparison.Ordinal);
        text = nothing >= 0 ? text[(nothing + "#(nop) ".Length)..].TrimStart()
            : text.StartsWith('/') || text.StartsWith('|') ? $"RUN {text}"
            : text;
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? new StepText(text, "") : new StepText(text[..space], text[(space + 1)..]);
    }

    /// <summary>Whether this instruction makes such a step.</summary>
    public bool IsOf(ResolvedInstruction resolved) => Keyword == resolved.Keyword && Keyword switch
    {
        // The shell and the ARGs in effect come before the script.
        "RUN" => Script(resolved) is { Length: > 0 } script && (Rest == script || Rest.EndsWith($" {script}", StringComparison.Ordinal)),
        "COPY" or "ADD" => IsCopy(resolved),
        "ENTRYPOINT" or "CMD" or "SHELL" => Elements().SequenceEqual(Argv(resolved)),
        "ARG" => Rest.Split(' ')[0].Split('=')[0] == (resolved.Instruction.Settings is [var setting, ..] ? setting.Name : ""),
        "ENV" => Plain(Rest) == Plain(string.Join(' ', resolved.Instruction.Settings.Select(setting => $"{setting.Name}={Value(resolved, setting)}"))),
        "WORKDIR" => Plain(resolved.Expand(resolved.Instruction.Arguments).Text) is { Length: > 0 } directory
            && (Rest == directory || Rest.EndsWith($"/{directory}", StringComparison.Ordinal)),
        _ => Plain(Rest) == Plain(resolved.Expand(resolved.Instruction.Arguments).Text),
    };

    private static string Script(ResolvedInstruction resolved) => Folded(
        resolved.Instruction.Exec is { } exec ? string.Join(' ', exec.Select(word => word.Value)) : resolved.Instruction.Arguments.Value);

    private static string Value(ResolvedInstruction resolved, Setting setting) => setting.Value is { } value ? resolved.Expand(value).Text : "";

    private static IEnumerable<string> Argv(ResolvedInstruction resolved) => resolved.Instruction.Exec is { } exec
        ? exec.Select(word => word.Value)
        : [.. resolved.Shell, resolved.Instruction.Arguments.Value];

    /// <summary>The elements of a list: quoted, or, as SHELL's are, set apart by blanks.</summary>
    private IEnumerable<string> Elements() => Rest.Contains('"', StringComparison.Ordinal)
        ? Quoted().Matches(Rest).Select(match => Escaped().Replace(match.Groups[1].Value, "$1"))
        : Rest.Trim('[', ']').Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private bool IsCopy(ResolvedInstruction resolved)
    {
        List<string> paths = [.. resolved.Instruction.Paths.Select(path => Plain(resolved.Expand(path).Text))];
        List<string> written = [.. Rest.Split(' ').SkipWhile(word => word.StartsWith("--", StringComparison.Ordinal))];
        // The classic builder knows the content and where it went: "dir:0123… in /app".
        return written is [var content, "in", var destination] && content.Contains(':', StringComparison.Ordinal)
            ? paths.Count > 1 && paths[^1] == destination
            : written.SequenceEqual(paths);
    }

    private static string Folded(string text) => WhiteSpace().Replace(text, " ").Trim();

    private static string Plain(string text) => Folded(text.Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal));

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex("""
        "((?:[^"\\]|\\.)*)"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escaped();
}
