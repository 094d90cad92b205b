using System.Text;
using Harness.Checks;

namespace Harness.Reports;

/// <summary>The checks as Markdown: the table of docs/checks.md, and one check explained.</summary>
public static class CheckMarkdown
{
    /// <summary>A row for each check.</summary>
    public static string Table(IEnumerable<Check> checks)
    {
        return checks.Aggregate(
            new StringBuilder("| id | proves | breaks with |\n|---|---|---|\n"),
            (text, check) => text
                .Append("| ").Append(check.Id)
                .Append(" | ").Append(Cell(check.Info.Title))
                .Append(" | ").Append(Cell(check.Info.BreaksWith)).Append(" |\n"),
            text => text.ToString());
    }

    /// <summary>All that is known of one check.</summary>
    public static string Explain(CheckInfo info)
    {
        var text = new StringBuilder($"### {info.Id} {Escaped(info.Title)}\n\n{Escaped(info.Why)}\n\n**Mend it:** {Escaped(info.Remedy)}\n\n");
        text.Append($"Applies to {Escaped(info.AppliesTo)}. Rests on {Escaped(info.Citation)}.\n");
        text.Append($"\nFault:\n\n{Fenced(info.Example.Fault)}\nMended:\n\n{Fenced(info.Example.Mend)}");
        return text.ToString();
    }

    private static string Fenced(string text) => $"```\n{text.ReplaceLineEndings("\n")}\n```\n";

    private static string Cell(string text) => Escaped(text).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Escaped(string text) => text.Replace("<", "&lt;", StringComparison.Ordinal);
}
