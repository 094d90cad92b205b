using System.Globalization;
using System.Text.Json;
using Harness.Building;
using Harness.Catalog;
using Harness.Cli.Rendering;
using Harness.Cli.Terminal;
using Harness.Images;
using Harness.Pins;
using Harness.Platform.Docker;
using Harness.Reports;
using Spectre.Console;

namespace Harness.Cli.Workflows;

/// <summary>Says what the bases' registry has now, and brings versions and record up to date.</summary>
/// <param name="load">Reads the catalog.</param>
/// <param name="planner">Says which bases the images start from.</param>
/// <param name="examination">Asks the registries.</param>
/// <param name="connect">Connects to the engine, which knows what images were built on.</param>
/// <param name="output">Where it writes.</param>
internal sealed class PinsWorkflow(
    Func<ImageCatalog> load, BuildPlanner planner, PinExamination examination, Func<DockerEngine> connect, Output output)
{
    private const int MostOffered = 8;

    /// <summary>Asks, compares, and where it is asked for changes.</summary>
    /// <exception cref="UsageException">A check or an update is asked for, and the bases are stand-ins, which are in no registry.</exception>
    public async Task<ExitStatus> RunAsync(PinsRequest request, CancellationToken cancellation)
    {
        var catalog = load();
        var plan = await planner.PlanAsync(catalog, request.Build, cancellation);
        var record = PinRecord.Read(catalog.Root);
        var report = await examination.RunAsync(catalog, plan, record, cancellation);
        if ((request.Check || request.Update) && report.Bases.All(pin => pin.State == PinState.StandIn))
        {
            // Whatever made them so, an option or an ARG: a check of nothing would be green.
            throw new UsageException(
                $"--{(request.Check ? "check" : "update")} asks the bases' registry, and stand-ins are in none ("
                + $"{plan.Source.Reason}). Log in to dhi.io, name a mirror in DHI_MIRROR, or say where they come from with --bases.");
        }

        List<string> changed = [];
        if (request.Update)
        {
            var edits = report.Versions
                .Select(version => (version, To: request.Major ? version.Newest : version.NewestOfMajor))
                .Where(pair => pair.To is not null && pair.version.Value == Declared(catalog, pair.version.Arg))
                .Select(pair => new VersionEdit(pair.version.Arg, pair.version.Value, pair.To!))
                .ToList();
            changed.AddRange(VersionEdits.Write(catalog, edits));
            if (edits.Count > 0)
            {
                catalog = load();
                plan = await planner.PlanAsync(catalog, request.Build, cancellation);
                report = await examination.RunAsync(catalog, plan, record, cancellation);
            }

            var all = request.Build.Images.Count == 0 ? plan : await planner.PlanAsync(catalog, request.Build with { Images = [] }, cancellation);
            if (record.With(report).Without(plan.Source.Registry, all.Images.SelectMany(image => image.Bases).ToHashSet()).Write(catalog.Root))
            {
                changed.Add(PinRecord.FileName);
            }
        }

        var built = await BuiltAsync(plan, cancellation);
        if (output.Format == OutputFormat.Json)
        {
            WriteJson(report, built, changed);
        }
        else
        {
            Write(report, built, changed, request);
        }

        return report.Bases.Any(pin => pin.State == PinState.Gone && request.Update) || (request.Check && report.Failed.Count > 0)
            ? ExitStatus.CheckFailed
            : ExitStatus.Passed;
    }

    private static string? Declared(ImageCatalog catalog, string arg) =>
        catalog.Images.SelectMany(image => image.Versions).First(version => version.Arg == arg).Value;

    /// <summary>By image, the digest of the base that the engine's image of its name was built on; empty without an engine.</summary>
    private async Task<Dictionary<string, string>> BuiltAsync(BuildPlan plan, CancellationToken cancellation)
    {
        var built = new Dictionary<string, string>();
        try
        {
            using var engine = connect();
            foreach (var image in plan.Images)
            {
                var labels = (await engine.FindImageAsync(image.Reference.ToString(), cancellation))?.Config?.Labels;
                if (labels is not null
                    && labels.TryGetValue(ImageLabels.BaseDigest, out var digest)
                    && labels.TryGetValue(ImageLabels.BaseName, out var name)
                    && name == image.BaseReference)
                {
                    built[image.Definition.Name] = digest;
                }
            }
        }
        catch (HarnessException fault)
        {
            output.Detail($"What images were built on is not known: {fault.Message}");
        }

        return built;
    }

    private void Write(PinReport report, Dictionary<string, string> built, List<string> changed, PinsRequest request)
    {
        output.Out.WriteLine($"Bases: {ReportContent.Describe(report.Source.Provider.ToString().ToLowerInvariant())} ({report.Source.Reason})");
        output.Out.WriteLine();
        output.Results.MarkupLine("[bold]Versions[/]");
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var width = report.Versions.Select(version => $"{version.Arg}={version.Value}".Length).DefaultIfEmpty().Max();
        foreach (var version in report.Versions)
        {
            Line($"  {$"{version.Arg}={version.Value}".PadRight(width)}", width + 4, Describe(version));
        }

        output.Out.WriteLine();
        output.Results.MarkupLine("[bold]Bases[/]");
        foreach (var pin in report.Bases)
        {
            var (glyph, style) = pin.State switch
            {
                PinState.AsRecorded => ("✓", "green"),
                PinState.Moved => ("↑", "green"),
                PinState.StandIn => ("–", "yellow"),
                PinState.NotRecorded when !request.Check => ("+", "yellow"),
                _ => ("✗", "bold red"),
            };
            output.Results.Markup($"[{style}]{glyph}[/]");
            output.Out.WriteLine(string.Join('\n', Wrapping.Beside(
                "  ",
                2,
                Printable.Terminal($"{pin.Reference} ({string.Join(", ", pin.Images)}): {Describe(pin, request)}{On(pin, built)}"),
                output.Width))[1..]);
        }

        output.Out.WriteLine();
        foreach (var warning in report.Versions
            .Select(version => LifeEnds.Of(version.Arg, version.Value, version.Ends, version.EndsSource, today))
            .OfType<string>())
        {
            Line("! ", 2, warning);
        }

        foreach (var pin in report.Bases.Where(pin => pin.Untrue.Count > 0))
        {
            Line("! ", 2, $"{pin.Reference} is not what it says of itself: {string.Join("; ", pin.Untrue)}.");
        }

        foreach (var file in changed)
        {
            output.Out.WriteLine($"changed {file}");
        }

        output.Out.WriteLine(Summary(report, request));
    }

    private static string Describe(VersionPin version)
    {
        List<string> parts = [];
        if (version.Newest is { } newest)
        {
            parts.Add($"newer: {(version.NewestOfMajor is { } near && near != newest ? $"{near}, {newest}" : newest)}");
        }

        if (version.Offered.Count > 0)
        {
            var more = version.Offered.Count > MostOffered ? "… " : "";
            parts.Add($"offered: {more}{string.Join(" ", version.Offered.TakeLast(MostOffered))}");
        }

        parts.Add(version.Ends is { } ends ? $"end of life {ends.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "end of life not known");
        return $"{string.Join("; ", parts)} ({string.Join(", ", version.Images)})";
    }

    private static string Describe(BasePin pin, PinsRequest request) => pin.State switch
    {
        PinState.AsRecorded => $"as recorded, {pin.Now!.Digest}",
        PinState.Moved => request.Update
            ? $"moved to {pin.Now!.Digest}, and recorded; user, ENTRYPOINT and place of the runtime are as they were"
            : $"moved from {pin.Recorded!.Digest} to {pin.Now!.Digest}; user, ENTRYPOINT and place of the runtime are as they were",
        PinState.Changed => $"it is another image ({pin.Now!.Digest}) than was recorded ({pin.Recorded!.Digest}), and {string.Join("; ", pin.Changes)}. "
            + (request.Update
                ? "That is recorded now: build and test the images before it is committed."
                : "Images that start from it may not work as before: build and test them, then record it with harness pins --update."),
        PinState.Gone => pin.Recorded is { } was
            ? $"the registry has nothing of that name any more; it was {was.Digest}. "
                + "Give the images another version, or the base by that digest while the registry keeps it."
            : "the registry has nothing of that name. Is the version right? Give the images one that is offered.",
        PinState.NotRecorded => request.Update
            ? $"recorded, {Of(pin.Now!)}"
            : $"there, {Of(pin.Now!)}, and not recorded, so nobody notices when it changes: harness pins --update records it in {PinRecord.FileName}",
        _ => "a stand-in, which is in no registry",
    };

    private static string Of(BaseState state) =>
        $"{state.Digest}, user {(state.User.Length == 0 ? "root" : state.User)}, ENTRYPOINT "
        + $"{(state.Entrypoint.Count == 0 ? "empty" : string.Join(' ', state.Entrypoint))}{(state.Runtime is { } place ? $", runtime {place}" : "")}";

    private static string On(BasePin pin, Dictionary<string, string> built)
    {
        var older = pin.Now is { } now ? pin.Images.Where(image => built.TryGetValue(image, out var digest) && digest != now.Digest).ToList() : [];
        return older.Count == 0 ? "" : $". Built on an older one: {string.Join(", ", older.Select(image => $"{image} on {built[image]}"))}";
    }

    private static string Summary(PinReport report, PinsRequest request)
    {
        var counts = new[]
        {
            (PinState.AsRecorded, "as recorded"), (PinState.Moved, "moved"), (PinState.Changed, "changed"), (PinState.Gone, "gone"),
            (PinState.NotRecorded, request.Update ? "newly recorded" : "not recorded"), (PinState.StandIn, "stand-ins"),
        };
        return $"{Amounts.Count(report.Bases.Count, "base")}: "
            + string.Join(", ", counts
                .Select(one => (Number: report.Bases.Count(pin => pin.State == one.Item1), Words: one.Item2))
                .Where(one => one.Number > 0)
                .Select(one => $"{one.Number} {one.Words}"));
    }

    private void Line(string label, int indent, string text)
    {
        // What a registry says is somebody else's text: it must not drive the terminal.
        foreach (var line in Wrapping.Beside(label, indent, Printable.Terminal(text), output.Width))
        {
            output.Out.WriteLine(line);
        }
    }

    private void WriteJson(PinReport report, Dictionary<string, string> built, List<string> changed) => output.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", JsonReport.SchemaVersion);
        json.WriteString("provider", report.Source.Provider.ToString().ToLowerInvariant());
        json.WriteString("registry", report.Source.Registry);
        json.WriteStartArray("versions");
        foreach (var version in report.Versions)
        {
            json.WriteStartObject();
            json.WriteString("arg", version.Arg);
            json.WriteString("value", version.Value);
            WriteTexts(json, "images", version.Images);
            WriteTexts(json, "offered", version.Offered);
            json.WriteString("newest", version.Newest);
            json.WriteString("newestOfMajor", version.NewestOfMajor);
            json.WriteString("endOfLife", version.Ends?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("endOfLifeSource", version.EndsSource);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("bases");
        foreach (var pin in report.Bases)
        {
            json.WriteStartObject();
            json.WriteString("reference", pin.Reference);
            WriteTexts(json, "images", pin.Images);
            json.WriteString("state", JsonNamingPolicy.CamelCase.ConvertName(pin.State.ToString()));
            Write(json, "recorded", pin.Recorded);
            Write(json, "now", pin.Now);
            WriteTexts(json, "changes", pin.Changes);
            WriteTexts(json, "untrue", pin.Untrue);
            json.WriteStartObject("builtOn");
            foreach (var image in pin.Images.Where(built.ContainsKey))
            {
                json.WriteString(image, built[image]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(json, "changed", changed);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string name, BaseState? state)
    {
        if (state is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("digest", state.Digest);
        json.WriteString("user", state.User);
        WriteTexts(json, "entrypoint", state.Entrypoint);
        json.WriteString("runtime", state.Runtime);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
