using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Harness.Dockerfiles;

namespace Harness.Building;

/// <summary>
/// Reads what <c>podman build</c> writes: a line for each step, what the step wrote, <c>--&gt;</c> where it ended, and at last the
/// error on standard error. Steps get the names that BuildKit gives them.
/// </summary>
/// <param name="image">The reference that events carry.</param>
/// <param name="dockerfile">Reads the Dockerfile, for the line of what failed; null where it cannot be read.</param>
/// <param name="progress">Takes the events.</param>
internal sealed partial class PodmanOutput(string image, Func<Dockerfile?> dockerfile, IProgress<BuildEvent> progress) : IBuildOutput
{
    private readonly Lock gate = new();
    private readonly List<string> tail = [];
    private readonly List<string> errors = [];
    private Step? current;
    private string? stage;
    private bool worked;

    /// <inheritdoc />
    public bool AllCached => !worked;

    /// <summary>Always: nothing is pushed.</summary>
    public bool FailedInStep => true;

    /// <inheritdoc />
    public void Output(string line)
    {
        lock (gate)
        {
            if (StepForm().Match(line) is { Success: true } step)
            {
                End();
                Begin(step);
            }
            else if (line.StartsWith("--> ", StringComparison.Ordinal))
            {
                if (current is not null)
                {
                    current = current with { Cached = line.StartsWith("--> Using cache", StringComparison.Ordinal) };
                    End();
                }
            }
            else if (CommitForm().IsMatch(line))
            {
                End();
            }
            else if (line.Trim().Length > 0)
            {
                Written(line);
            }
        }
    }

    /// <inheritdoc />
    public void Error(string line)
    {
        if (line.Trim().Length == 0)
        {
            return;
        }

        lock (gate)
        {
            errors.Add(line);
            progress.Report(new BuildOutput(image, "", line));
        }
    }

    /// <inheritdoc />
    public string Failure(int exitCode, string dockerfile)
    {
        lock (gate)
        {
            var report = new StringBuilder($"{image} was not built");
            if (current is not null)
            {
                report.Append(CultureInfo.InvariantCulture, $": {dockerfile}");
                report.Append(Line(current) is { } line ? $":{line}" : "");
                report.Append(CultureInfo.InvariantCulture, $", step {current.ShortName}");
            }

            var error = errors.LastOrDefault(line => line.StartsWith("Error: ", StringComparison.Ordinal))?["Error: ".Length..];
            var message = error is null ? $"podman build ended with {exitCode}"
                : CommandEnded().Match(error) is { Success: true } ended ? $"its command ended with exit status {ended.Groups[1].Value}"
                // The step has its name already.
                : AtStep().Replace(error, "");
            report.AppendLine().Append(CultureInfo.InvariantCulture, $"  {message}");
            if (tail.Count > 0)
            {
                report.AppendLine().AppendLine("  Its last lines:").Append(LastLines.Indented(tail));
            }
            else if (error is null && errors.Count > 0)
            {
                report.AppendLine().Append(LastLines.Indented(errors));
            }

            if (NotLoggedIn().IsMatch(string.Join('\n', errors)))
            {
                report.AppendLine().Append(
                    "  The registry wants a login: set DHI_USERNAME and DHI_PASSWORD, or run 'podman login dhi.io', or build on stand-ins with --bases local.");
            }

            return report.ToString();
        }
    }

    private void Begin(Match match)
    {
        var (text, number) = (match.Groups["text"].Value, int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture));
        if (number == 1)
        {
            stage = StageForm().Match(text) is { Success: true } named ? named.Groups["name"].Value : null;
        }

        var place = stage ?? (match.Groups["stage"].Success ? $"stage-{match.Groups["stage"].Value}" : null);
        current = new Step(
            $"[{(place is null ? "" : $"{place} ")}{number}/{match.Groups["count"].Value}] {text}", stage, number, text.Split(' ', 2)[0], IsWork: number > 1);
        tail.Clear();
        if (current.IsWork)
        {
            progress.Report(new BuildStepStarted(image, current.Name));
        }
    }

    // A step that failed has no end of its own, and stays the current one.
    private void End()
    {
        if (current is { IsWork: true })
        {
            worked |= !current.Cached;
            progress.Report(new BuildStepFinished(image, current.Name, current.Cached));
        }

        current = null;
    }

    private void Written(string line)
    {
        tail.Add(line);
        tail.RemoveRange(0, Math.Max(0, tail.Count - LastLines.Count));
        progress.Report(new BuildOutput(image, current?.Name ?? "", line));
    }

    private int? Line(Step step)
    {
        var stages = dockerfile()?.Stages ?? [];
        var found = step.Stage is null
            ? stages.Count == 1 ? stages[0] : null
            : stages.FirstOrDefault(candidate => string.Equals(candidate.Name, step.Stage, StringComparison.OrdinalIgnoreCase));
        var instruction = found is null ? null : step.Number == 1 ? found.From : found.Instructions.ElementAtOrDefault(step.Number - 2);
        return instruction is not null && string.Equals(instruction.Keyword, step.Keyword, StringComparison.OrdinalIgnoreCase)
            ? instruction.Position.Line
            : null;
    }

    [GeneratedRegex(@"^(\[(?<stage>[0-9]+)/[0-9]+\] )?STEP (?<number>[0-9]+)/(?<count>[0-9]+): (?<text>.+)$")]
    private static partial Regex StepForm();

    [GeneratedRegex(@"^(\[[0-9]+/[0-9]+\] )?COMMIT ")]
    private static partial Regex CommitForm();

    [GeneratedRegex(@"\sAS\s+(?<name>\S+)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex StageForm();

    [GeneratedRegex(@"while running runtime: exit status ([0-9]+)$")]
    private static partial Regex CommandEnded();

    [GeneratedRegex(@"^building at STEP ""([^""\\]|\\.)*"": ")]
    private static partial Regex AtStep();

    [GeneratedRegex("unauthorized|authentication required|invalid username/password|access to the requested resource|denied: ", RegexOptions.IgnoreCase)]
    private static partial Regex NotLoggedIn();

    private sealed partial record Step(string Name, string? Stage, int Number, string Keyword, bool IsWork)
    {
        public bool Cached { get; init; }

        /// <summary>The name on one line, cut where it would fill the screen.</summary>
        public string ShortName => Spaces().Replace(Name, " ") is { Length: > 100 } name ? $"{name[..99]}…" : Spaces().Replace(Name, " ");

        [GeneratedRegex(@"\s+")]
        private static partial Regex Spaces();
    }
}
