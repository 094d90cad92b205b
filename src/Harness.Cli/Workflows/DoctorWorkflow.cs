using Harness.Cli.Doctor;
using Harness.Cli.Terminal;
using Harness.Reports;
using Spectre.Console;

namespace Harness.Cli.Workflows;

/// <summary>Says what is missing on this machine and how to get it.</summary>
/// <param name="examination">Looks at the machine.</param>
/// <param name="output">Where it writes.</param>
internal sealed class DoctorWorkflow(Examination examination, Output output)
{
    /// <summary>Looks and tells.</summary>
    public async Task<ExitStatus> RunAsync(CancellationToken cancellation)
    {
        var answers = await examination.RunAsync(cancellation);
        if (output.Format == OutputFormat.Json)
        {
            WriteJson(answers);
        }
        else
        {
            WriteText(answers);
        }

        return answers.Any(answer => answer.Health == Health.Missing) ? ExitStatus.Infrastructure : ExitStatus.Passed;
    }

    private void WriteText(IReadOnlyList<Diagnosis> answers)
    {
        var indent = answers.Max(answer => answer.Name.Length) + 4;
        foreach (var answer in answers)
        {
            var (glyph, style) = answer.Health switch
            {
                Health.Ok => ("✓", "green"),
                Health.Absent => ("–", "yellow"),
                _ => ("✗", "bold red"),
            };
            var text = answer.Remedy is null ? answer.Found : $"{answer.Found}\n→ {answer.Remedy}";
            output.Results.Markup($"[{style}]{glyph}[/]");
            // The glyph is written already: it takes the first column of the first line.
            output.Out.WriteLine(string.Join('\n', Wrapping.Beside($"  {answer.Name}", indent, Printable.Terminal(text), output.Width))[1..]);
        }

        var missing = answers.Count(answer => answer.Health == Health.Missing);
        output.Results.MarkupLine(missing == 0
            ? "[bold green]Everything that is needed is there.[/]"
            : $"[bold red]{missing} missing.[/]");
    }

    private void WriteJson(IReadOnlyList<Diagnosis> answers) => output.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", JsonReport.SchemaVersion);
        json.WriteStartArray("answers");
        foreach (var answer in answers)
        {
            json.WriteStartObject();
            json.WriteString("name", answer.Name);
            json.WriteString("health", answer.Health.ToString().ToLowerInvariant());
            json.WriteString("found", answer.Found);
            json.WriteString("remedy", answer.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
