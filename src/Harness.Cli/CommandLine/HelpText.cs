using Harness.Cli.Terminal;

namespace Harness.Cli.CommandLine;

/// <summary>How help looks, whatever it is about. Knows nothing of the parser, so that it can be shown without it.</summary>
/// <param name="Description">What the command does.</param>
/// <param name="Usage">How it is typed.</param>
/// <param name="Sections">Named lists of words with their explanation.</param>
/// <param name="Examples">Command lines to copy.</param>
/// <param name="Note">What else to know; null for nothing.</param>
internal sealed record HelpText(
    string Description,
    string Usage,
    IReadOnlyList<HelpSection> Sections,
    IReadOnlyList<string> Examples,
    string? Note)
{
    private const int Width = 100;

    /// <summary>Writes it.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine(Description);
        output.WriteLine();
        output.WriteLine($"Usage: {Usage}");
        foreach (var section in Sections)
        {
            Write(output, section);
        }

        output.WriteLine();
        output.WriteLine("Examples:");
        foreach (var example in Examples)
        {
            output.WriteLine($"  {example}");
        }

        if (Note is not null)
        {
            output.WriteLine();
            output.WriteLine(Note);
        }
    }

    private static void Write(TextWriter output, HelpSection section)
    {
        if (section.Rows.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{section.Title}:");
        var indent = 0;
        foreach (var row in section.Rows)
        {
            indent = Math.Max(indent, row.Word.Length + 4);
        }

        foreach (var row in section.Rows)
        {
            foreach (var line in Wrapping.Beside($"  {row.Word}", indent, row.Text, Width))
            {
                output.WriteLine(line);
            }
        }
    }
}

/// <summary>A named list in a help text.</summary>
internal sealed record HelpSection(string Title, IReadOnlyList<HelpRow> Rows);

/// <summary>A word and its explanation.</summary>
internal sealed record HelpRow(string Word, string Text);
