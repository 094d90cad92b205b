using System.Globalization;
using Harness.Checks;
using Harness.Cli.Terminal;
using Harness.Images;
using Harness.Reports;
using Harness.Suite;
using Harness.Suite.Inspection;
using Spectre.Console;

namespace Harness.Cli.Rendering;

/// <summary>What an image consists of and what was found in it, for people.</summary>
/// <param name="output">Where it is written.</param>
/// <param name="checks">The checks that findings come from.</param>
internal sealed class InspectionText(Output output, IReadOnlyList<Check> checks)
{
    private const int Indent = 17;

    /// <summary>Writes what it consists of.</summary>
    public void Write(InspectedImage image)
    {
        var (config, numbers) = (image.Snapshot.Config, image.Numbers);
        output.Results.MarkupLine($"[bold]{Markup.Escape(Printable.Terminal(image.Source))}[/]");
        Line($"  {image.Snapshot.Digest}, {config.Os}/{config.Architecture}");
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"  {Amounts.Size(numbers.Size)} in {Amounts.Count(numbers.Layers.Count, "layer")}, {numbers.Files:N0} paths"));
        if (config.Labels.TryGetValue(ImageLabels.BaseName, out var baseName))
        {
            Line($"  base {baseName}, {ReportContent.Describe(config.Labels.GetValueOrDefault(ImageLabels.BaseProvider))}");
        }

        if (config.Labels.TryGetValue(ImageLabels.PackageSet, out var set))
        {
            Line($"  package set {set}");
        }

        Line("  layers");
        foreach (var layer in numbers.Layers)
        {
            Row(layer.Size, string.Create(
                CultureInfo.InvariantCulture,
                $"{layer.Files,7:N0} paths  {OneLine(layer.CreatedBy ?? "(the history does not tell)")}"));
        }

        Line("  largest directories");
        foreach (var directory in numbers.LargestDirectories)
        {
            Row(directory.Size, directory.Path);
        }
    }

    /// <summary>Writes what is attested.</summary>
    public void Write(IReadOnlyList<AttestedSubject> attested)
    {
        Line("  attestations (signatures are not verified)");
        foreach (var subject in attested)
        {
            Line($"    {subject.Role} {subject.Reference}".TrimEnd());
            if (subject is { Attestations.Count: 0 })
            {
                Beside("      none", subject.Note ?? "");
            }

            foreach (var attestation in subject.Attestations)
            {
                Beside($"      {attestation.Kind}", string.Join(", ", [
                    .. attestation.Facts, .. attestation.IsSigned ? (string[])["with a signature"] : [], attestation.PredicateType]));
            }
        }
    }

    /// <summary>Writes what was found.</summary>
    public void Write(IReadOnlyList<CheckResult> findings)
    {
        Line("  findings");
        foreach (var finding in findings)
        {
            var info = checks.First(check => check.Id == finding.CheckId).Info;
            var (glyph, style) = finding.Outcome switch
            {
                Outcome.Passed => ("✓", "green"),
                Outcome.Failed => ("✗", "bold red"),
                Outcome.Errored => ("!", "bold yellow"),
                _ => ("–", "dim"),
            };
            output.Results.MarkupLine($"    [{style}]{glyph}[/] {finding.CheckId} {Markup.Escape(info.Title)}");
            if (finding.Outcome == Outcome.Skipped)
            {
                Beside("      skipped", finding.Observed);
            }
            else if (finding.Outcome != Outcome.Passed)
            {
                Beside("      expected", finding.Expected);
                Beside("      observed", finding.Observed);
                if (ReportContent.FurtherPlaces(finding) is { Count: > 0 } places)
                {
                    Beside("      where", string.Join('\n', places));
                }

                Beside("      why", $"{info.Why} ({info.Citation})");
                Beside("      remedy", ReportContent.Remedy(finding, info));
            }
        }

        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"  {Count(Outcome.Passed)} passed, {Count(Outcome.Failed)} failed, {Count(Outcome.Errored)} errors, {Count(Outcome.Skipped)} skipped"));

        int Count(Outcome outcome) => findings.Count(finding => finding.Outcome == outcome);
    }

    private void Beside(string label, string text)
    {
        foreach (var line in Wrapping.Beside(label, Indent, Printable.Terminal(text), output.Width))
        {
            output.Out.WriteLine(line);
        }
    }

    private void Row(long size, string text)
    {
        var line = $"    {Amounts.Size(size),10}  {text}";
        Line(line.Length < output.Width ? line : $"{line[..(output.Width - 2)]}…");
    }

    /// <summary>Names and commands are somebody else's text: they must not drive the terminal.</summary>
    private void Line(string text) => output.Out.WriteLine(Printable.Terminal(text));

    private static string OneLine(string command) => string.Join(' ', command.Split((char[])[' ', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
