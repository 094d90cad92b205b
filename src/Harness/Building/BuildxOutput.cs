using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Harness.Building;

/// <summary>
/// Reads what <c>docker buildx build --progress=rawjson</c> writes: BuildKit's solve status as JSON documents, on one
/// line or on several as buildx's version has it, with plain text at the end when the build failed.
/// </summary>
/// <param name="image">The reference that events carry.</param>
/// <param name="progress">Takes the events.</param>
internal sealed partial class BuildxOutput(string image, IProgress<BuildEvent> progress) : IBuildOutput
{
    private readonly StringBuilder document = new();
    private readonly Dictionary<string, Step> steps = new(StringComparer.Ordinal);
    private readonly List<string> text = [];

    /// <summary>Whether every step of the Dockerfile came from the cache.</summary>
    public bool AllCached => steps.Values.Where(step => step.IsInstruction).All(step => step.Cached);

    /// <summary>Whether it was a step of the Dockerfile that failed, and not what comes before or after it, such as a push.</summary>
    public bool FailedInStep => Failed is { IsInstruction: true };

    /// <summary>The step that failed. When one step fails the others are cancelled, which is an error of theirs too.</summary>
    private Step? Failed =>
        steps.Values.LastOrDefault(step => step.Error is { } error && !error.Contains("context canceled", StringComparison.Ordinal));

    /// <summary>Nothing: all of it is on standard error.</summary>
    public void Output(string line)
    {
    }

    /// <inheritdoc />
    public void Error(string line) => Line(line);

    /// <summary>Takes one line.</summary>
    public void Line(string line)
    {
        if (document.Length == 0 && !line.StartsWith('{'))
        {
            text.Add(line);
            if (line.Trim().Length > 0)
            {
                progress.Report(new BuildOutput(image, "", line));
            }

            return;
        }

        // A document on several lines ends with the brace in the first column.
        var first = document.Length == 0;
        document.AppendLine(line);
        if (first ? line.EndsWith('}') : line.StartsWith('}'))
        {
            Document(document.ToString());
            document.Clear();
        }
    }

    /// <summary>What failed: stage, line of the Dockerfile, BuildKit's words, and the last lines of the step.</summary>
    /// <param name="exitCode">The exit status of buildx.</param>
    /// <param name="dockerfile">The Dockerfile's path, as people know it.</param>
    public string Failure(int exitCode, string dockerfile)
    {
        var failed = Failed;
        var message = text.LastOrDefault(line => line.StartsWith("ERROR: ", StringComparison.Ordinal))?["ERROR: ".Length..] ?? failed?.Error;
        if (message is not null && CommandEnded().Match(message) is { Success: true } ended)
        {
            // BuildKit repeats the whole command, which the step has already.
            message = $"its command ended with exit status {ended.Groups[1].Value}";
        }

        var report = new StringBuilder($"{image} was not built");
        var place = text.Select(line => Place().Match(line)).LastOrDefault(match => match.Success);
        if (place is not null || failed is not null)
        {
            report.Append(CultureInfo.InvariantCulture, $": {dockerfile}");
            report.Append(place is null ? "" : $":{place.Groups["line"].Value}");
            report.Append(failed is null ? "" : $", step {failed.ShortName}");
        }

        report.AppendLine().Append(CultureInfo.InvariantCulture, $"  {message ?? $"docker buildx ended with {exitCode}"}");
        if (failed?.Tail.Count > 0)
        {
            report.AppendLine().AppendLine("  Its last lines:").Append(LastLines.Indented(failed.Tail));
        }
        else if (message is null && text.Count > 0)
        {
            report.AppendLine().Append(LastLines.Of(string.Join('\n', text)));
        }

        if (Remedy(string.Join('\n', text)) is { } remedy)
        {
            report.AppendLine().Append(CultureInfo.InvariantCulture, $"  {remedy}");
        }

        return report.ToString();
    }

    private static string? Remedy(string text) =>
        NotLoggedIn().IsMatch(text)
            ? "The registry wants a login: set DHI_USERNAME and DHI_PASSWORD, or run 'docker login dhi.io', or build on stand-ins with --bases local."
        : NoBuildx().IsMatch(text)
            ? "This docker command has no buildx 0.13 or newer. Install it (Debian: docker-buildx, elsewhere it comes with Docker Desktop "
                + "or as docker-buildx-plugin); './scripts/setup.sh --check' says more."
        : OtherContext().IsMatch(text)
            ? "That builder is the engine of another docker context: name the context in DOCKER_CONTEXT, and leave --builder out."
        : Scanner().IsMatch(text)
            ? "The image that lists what an image consists of could not be had or failed: name another with --sbom IMAGE, or push without a list (--sbom none)."
        : null;

    private void Document(string json)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var vertex in Elements(document.RootElement, "vertexes"))
        {
            Vertex(vertex);
        }

        foreach (var log in Elements(document.RootElement, "logs"))
        {
            if (Text(log, "vertex") is { } digest && Text(log, "data") is { } data && steps.TryGetValue(digest, out var step))
            {
                foreach (var line in step.Append(Convert.FromBase64String(data)))
                {
                    progress.Report(new BuildOutput(image, step.Name, line));
                }
            }
        }
    }

    private void Vertex(JsonElement vertex)
    {
        var digest = Text(vertex, "digest") ?? "";
        if (!steps.TryGetValue(digest, out var step))
        {
            steps[digest] = step = new Step(Text(vertex, "name") ?? "");
        }

        step.Error = Text(vertex, "error") is { Length: > 0 } error ? error : step.Error;
        step.Cached |= vertex.TryGetProperty("cached", out var cached) && cached.ValueKind == JsonValueKind.True;
        var (started, completed) = (Text(vertex, "started") is not null, Text(vertex, "completed") is not null);
        if (!step.IsInstruction)
        {
            return;
        }

        // A step is printed several times, and what is cached begins and ends at once.
        if (started && !step.Started)
        {
            step.Started = true;
            progress.Report(new BuildStepStarted(image, step.Name));
        }

        if (completed && !step.Completed)
        {
            step.Completed = true;
            if (step.Error is null)
            {
                progress.Report(new BuildStepFinished(image, step.Name, step.Cached));
            }
        }
    }

    private static JsonElement.ArrayEnumerator Elements(JsonElement document, string name) =>
        document.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex(@"did not complete successfully: exit code: ([0-9]+)$")]
    private static partial Regex CommandEnded();

    [GeneratedRegex(@"^\S*Dockerfile:(?<line>[0-9]+)(-[0-9]+)?$")]
    private static partial Regex Place();

    [GeneratedRegex(
        "401 Unauthorized|403 Forbidden|insufficient_scope|pull access denied|authentication required|no basic auth credentials",
        RegexOptions.IgnoreCase)]
    private static partial Regex NotLoggedIn();

    [GeneratedRegex("'buildx' is not a docker command|unknown flag: --progress|invalid progress mode|unknown command: docker buildx", RegexOptions.IgnoreCase)]
    private static partial Regex NoBuildx();

    [GeneratedRegex(@"ERROR: .*\b(buildkit-syft-scanner|sbom|SBOM)\b")]
    private static partial Regex Scanner();

    [GeneratedRegex("ERROR: use `docker --context=")]
    private static partial Regex OtherContext();

    /// <summary>A vertex of BuildKit's graph.</summary>
    private sealed partial class Step(string name)
    {
        private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
        private string unfinished = "";

        public string Name { get; } = name;

        public string? Error { get; set; }

        public bool Cached { get; set; }

        public bool Started { get; set; }

        public bool Completed { get; set; }

        /// <summary>The last lines that it wrote.</summary>
        public List<string> Tail { get; } = [];

        /// <summary>False for BuildKit's own work, such as reading the context.</summary>
        public bool IsInstruction => Instruction().IsMatch(Name);

        /// <summary>The name on one line, cut where it would fill the screen.</summary>
        public string ShortName => Spaces().Replace(Name, " ") is { Length: > 100 } name ? $"{name[..99]}…" : Spaces().Replace(Name, " ");

        /// <summary>Takes bytes, which may end within a line or a character, and gives the lines that are complete.</summary>
        public string[] Append(byte[] data)
        {
            var buffer = new char[decoder.GetCharCount(data, flush: false)];
            decoder.GetChars(data, buffer, flush: false);
            var lines = (unfinished + new string(buffer)).Split('\n');
            unfinished = lines[^1];
            // Of a line that draws its progress over and over, the last state counts.
            string[] complete = [.. lines[..^1].Select(line => line.TrimEnd('\r')).Select(line => line[(line.LastIndexOf('\r') + 1)..])];
            Tail.AddRange(complete);
            Tail.RemoveRange(0, Math.Max(0, Tail.Count - LastLines.Count));
            return complete;
        }

        // FROM is never told as cached, and a base that is there needs no work.
        [GeneratedRegex(@"^\[(\S+ )?[0-9]+/[0-9]+\] (?!FROM )")]
        private static partial Regex Instruction();

        [GeneratedRegex(@"\s+")]
        private static partial Regex Spaces();
    }
}
