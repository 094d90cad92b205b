using Harness.Checks;
using Harness.Checks.Dockerfiles;
using Harness.Cli.Terminal;
using Harness.Reports;
using Harness.Sandboxes;

namespace Harness.Cli.Workflows;

/// <summary>Lists the checks, or explains one.</summary>
/// <param name="checks">All checks.</param>
/// <param name="output">Where it writes.</param>
internal sealed class ChecksWorkflow(IReadOnlyList<Check> checks, Output output)
{
    /// <summary>Lists all, or explains the one named.</summary>
    public ExitStatus Run(string? id)
    {
        if (id is null)
        {
            List();
            return ExitStatus.Passed;
        }

        var check = checks.FirstOrDefault(one => string.Equals(one.Id, id, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException($"unknown check '{id}'{Hint(id)} Valid are: {string.Join(", ", checks.Select(one => one.Id))}.");
        Explain(check);
        return ExitStatus.Passed;
    }

    private string Hint(string id) => Suggestion.For(id, checks.Select(one => one.Id)) is { Length: > 0 } hint ? hint : ".";

    private void List()
    {
        if (output.Format == OutputFormat.Json)
        {
            output.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schemaVersion", JsonReport.SchemaVersion);
                json.WriteStartArray("checks");
                foreach (var check in checks)
                {
                    CheckJson.Write(json, check);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
            return;
        }

        if (output.Format == OutputFormat.Markdown)
        {
            output.Out.Write(CheckMarkdown.Table(checks));
            return;
        }

        var indent = checks.Select(check => check.Id.Length).DefaultIfEmpty().Max() + 2;
        foreach (var check in checks)
        {
            WriteBeside(check.Id, indent, check.Info.Title);
            WriteBeside("", indent, $"{check.Info.AppliesTo}; {check.Info.Citation}");
        }
    }

    private void Explain(Check check)
    {
        if (output.Format == OutputFormat.Json)
        {
            output.WriteJson(json => CheckJson.Write(json, check));
            return;
        }

        if (output.Format == OutputFormat.Markdown)
        {
            output.Out.Write(CheckMarkdown.Explain(check.Info));
            return;
        }

        var info = check.Info;
        WriteBeside("", 0, $"{info.Id} {info.Title}");
        Row("applies to", info.AppliesTo);
        Row("severity", info.Severity == Severity.Warning ? "warning: it works today, and breaks at the next change" : "error");
        Row("rests on", info.Citation);
        Row("why", info.Why);
        Row("remedy", info.Remedy);
        Row("breaks with", info.BreaksWith);
        if (info.NeverAlone is { } reason)
        {
            Row("never alone", reason);
        }

        if (check is SandboxCheck { Requires.Count: > 0 } sandbox)
        {
            Row("requires", string.Join(", ", sandbox.Requires));
        }

        Row("run it", check is DockerfileCheck
            ? "harness lint"
            : $"just {(check is SandboxCheck pod && !pod.RunsOn(Backend.Docker) ? "test-k8s" : "test-images")} --check {info.Id}");
        Block("fault", info.Example.Fault);
        Block("mended", info.Example.Mend);

        void Row(string label, string text) => WriteBeside($"  {label}", 15, text);
    }

    /// <summary>Lines to copy: not wrapped.</summary>
    private void Block(string label, string text)
    {
        output.Out.WriteLine();
        output.Out.WriteLine($"  {label}");
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            output.Out.WriteLine($"    {line}".TrimEnd());
        }
    }

    private void WriteBeside(string label, int indent, string text)
    {
        foreach (var line in Wrapping.Beside(label, indent, text, output.Width))
        {
            output.Out.WriteLine(line);
        }
    }
}
