using System.Text.Json;
using Harness.Dockerfiles;
using Harness.Dockerfiles.Shell;
using Harness.Platform.Processes;

namespace Harness.Checks.Dockerfiles;

/// <summary>Hands the scripts of Dockerfiles to <c>shellcheck</c>; what it finds stands at lines of the Dockerfile.</summary>
/// <param name="processes">Runs it.</param>
public sealed class ShellCheck(IProcessRunner processes)
{
    /// <summary>Command lines have an end.</summary>
    private const int MostFiles = 500;

    /// <summary>
    /// What a script of a Dockerfile does not have: a first line that names its shell, files that it reads in, and the
    /// variables that ARG and ENV set.
    /// </summary>
    private const string Excluded = "SC1090,SC1091,SC2148,SC2154,SC2187";

    /// <summary>The reports with what shellcheck finds in them.</summary>
    /// <param name="files">The reports, each with the Dockerfile's text.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <exception cref="InfrastructureException">It is not there or does not work.</exception>
    public async Task<IReadOnlyList<LintReport>> AddToAsync(IReadOnlyList<(LintReport Report, string Text)> files, CancellationToken cancellation)
    {
        var found = files.ToDictionary<(LintReport Report, string Text), LintReport, List<LintFinding>>(
            file => file.Report, _ => [], ReferenceEqualityComparer.Instance);
        var directory = Directory.CreateTempSubdirectory("kcr-shellcheck-");
        try
        {
            foreach (var part in files.Where(file => file.Report.Faults.Count == 0).SelectMany(Scripts).Chunk(MostFiles))
            {
                await CheckAsync(directory.FullName, part, found, cancellation);
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }

        return [.. files.Select(file =>
            file.Report with { Findings = [.. file.Report.Findings.Concat(found[file.Report]).OrderBy(finding => finding.Position)] })];
    }

    private static IEnumerable<Script> Scripts((LintReport Report, string Text) file)
    {
        var dockerfile = Dockerfile.Parse(file.Text, file.Report.File);
        return dockerfile.Evaluate(new Dictionary<string, string>()).Stages
            .SelectMany(stage => stage.Instructions)
            .Select(instruction => instruction.Trigger ?? instruction)
            .Select(run => (Run: run, Source: RunScripts.SourceOf(run)))
            .Where(pair => pair.Source is { Shell: not "zsh" })
            .Select(pair => new Script(
                file.Report,
                pair.Source!.Value.Text,
                pair.Source.Value.Shell is "bash" or "dash" or "ksh" ? pair.Source.Value.Shell : "sh",
                [.. dockerfile.Exemptions.Where(exemption =>
                    exemption.Target is null || exemption.Target == pair.Run.Instruction || exemption.Target.Trigger == pair.Run.Instruction)]));
    }

    private async Task CheckAsync(string directory, Script[] scripts, Dictionary<LintReport, List<LintFinding>> found, CancellationToken cancellation)
    {
        foreach (var shell in scripts.GroupBy(script => script.Shell))
        {
            var byFile = new Dictionary<string, Script>(StringComparer.Ordinal);
            foreach (var script in shell)
            {
                var path = Path.Combine(directory, $"{shell.Key}{byFile.Count}");
                await File.WriteAllTextAsync(path, script.Text.Value + "\n", cancellation);
                byFile.Add(path, script);
            }

            var command = new ProcessCommand(
                "shellcheck", ["--norc", "--format=json1", "--severity=info", $"--shell={shell.Key}", $"--exclude={Excluded}", .. byFile.Keys])
            {
                InstallHint = "Install it (Debian: apt-get install shellcheck), or leave --shellcheck out.",
            };
            var result = await processes.RunAsync(command, cancellation: cancellation);
            if (result.ExitCode > 1)
            {
                throw new InfrastructureException($"shellcheck ended with {result.ExitCode}: {result.Error.Trim()} Expected 0 or 1 with its findings as JSON.");
            }

            using var json = JsonDocument.Parse(result.Output);
            foreach (var comment in json.RootElement.GetProperty("comments").EnumerateArray())
            {
                Add(byFile[comment.GetProperty("file").GetString()!], comment, found);
            }
        }
    }

    private static void Add(Script script, JsonElement comment, Dictionary<LintReport, List<LintFinding>> found)
    {
        var id = $"SC{comment.GetProperty("code").GetInt32()}";
        var message = comment.GetProperty("message").GetString()!;
        var info = new CheckInfo
        {
            Id = id,
            Title = "ShellCheck",
            Guide = [],
            AppliesTo = "every Dockerfile",
            Why = "What ShellCheck finds in a script is what a shell does with it and its author did not mean.",
            Remedy = $"https://www.shellcheck.net/wiki/{id} says what it is and how it is mended.",
            BreaksWith = "",
            Severity = Severity.Warning,
            Example = new() { Fault = "", Mend = "" },
        };
        var exempt = script.Exemptions.FirstOrDefault(exemption => exemption.CheckIds.Contains(id))?.Reason;
        found[script.Report].Add(new LintFinding(
            info,
            script.Report.File,
            script.Place(comment.GetProperty("line").GetInt32(), comment.GetProperty("column").GetInt32()),
            message.TrimEnd('.'),
            exempt));
    }

    private sealed record Script(LintReport Report, SourceText Text, string Shell, IReadOnlyList<Exemption> Exemptions)
    {
        /// <summary>The place in the Dockerfile of a line and a column of the script.</summary>
        public SourcePosition Place(int line, int column)
        {
            var at = 0;
            for (var number = 1; number < line && at < Text.Value.Length; number++)
            {
                var end = Text.Value.IndexOf('\n', at);
                at = end < 0 ? Text.Value.Length : end + 1;
            }

            return Text.At(Math.Min(at + column - 1, Math.Max(Text.Value.Length - 1, 0)));
        }
    }
}
