using System.Globalization;
using System.Text.Json;
using Harness.Building;
using Harness.Catalog;
using Harness.Cli.Terminal;
using Harness.Inspecting;
using Harness.Planning;
using Harness.Platform.Engine;
using Harness.Reports;
using Harness.Snapshots;
using Spectre.Console;

namespace Harness.Cli;

/// <summary>Says what images consist of: size, layers, largest directories. No container is started.</summary>
/// <param name="catalog">The images that can be named shortly.</param>
/// <param name="engine">Where the images are.</param>
/// <param name="output">Where it writes.</param>
internal sealed class InspectWorkflow(ImageCatalog catalog, EngineClient engine, Output output)
{
    /// <summary>Inspects the images named, or all of the catalog.</summary>
    /// <exception cref="InfrastructureException">An image is not in the engine.</exception>
    public async Task<ExitStatus> RunAsync(IReadOnlyList<string> images, string? registry, string tag, CancellationToken cancellation)
    {
        var snapshots = new SnapshotReader(engine, SnapshotCache.OfUser());
        var inspected = new List<Inspected>();
        foreach (var reference in (images.Count == 0 ? catalog.Images.Select(image => image.Name) : images).Select(name => Reference(name, registry, tag)))
        {
            var details = await engine.FindImageAsync(reference, cancellation)
                ?? throw new InfrastructureException(
                    $"The image {reference} is not in the Docker Engine at {engine.Context}, so there is nothing to inspect. "
                    + "`just build-images` builds those of the catalog, `docker pull` fetches others.");
            inspected.Add(new Inspected(reference, await snapshots.ReadAsync(details.Id, cancellation)));
        }

        Write(inspected);
        return ExitStatus.Passed;
    }

    private string Reference(string name, string? registry, string tag) =>
        catalog.Images.Any(image => image.Name == name) ? ImageReference.For(name, registry, tag).ToString() : name;

    private void Write(IReadOnlyList<Inspected> images)
    {
        if (output.Format == OutputFormat.Json)
        {
            output.WriteJson(json => Write(json, images));
            return;
        }

        foreach (var (index, image) in images.Index())
        {
            if (index > 0)
            {
                output.Out.WriteLine();
            }

            Write(image);
        }
    }

    private void Write(Inspected image)
    {
        var (config, numbers) = (image.Snapshot.Config, image.Numbers);
        output.Results.MarkupLine($"[bold]{Markup.Escape(image.Reference)}[/]");
        Line($"  {image.Snapshot.Digest}, {config.Os}/{config.Architecture}");
        Line(string.Create(CultureInfo.InvariantCulture, $"  {Size(numbers.Size)} in {numbers.Layers.Count} layer{(numbers.Layers.Count == 1 ? "" : "s")}, {numbers.Files:N0} paths"));
        if (config.Labels.TryGetValue(ImageLabels.BaseName, out var baseName))
        {
            Line($"  base {baseName}, {ReportContent.Describe(config.Labels.GetValueOrDefault(ImageLabels.BaseProvider))}");
        }

        if (config.Labels.TryGetValue(ImageLabels.PackageSet, out var set))
        {
            Line($"  package set {set}");
        }

        Heading("layers");
        foreach (var layer in numbers.Layers)
        {
            Row(layer.Size, string.Create(CultureInfo.InvariantCulture, $"{layer.Files,7:N0} paths  {OneLine(layer.CreatedBy ?? "(the history does not tell)")}"));
        }

        Heading("largest directories");
        foreach (var directory in numbers.LargestDirectories)
        {
            Row(directory.Size, directory.Path);
        }
    }

    private void Heading(string title) => Line($"  {title}");

    private void Row(long size, string text)
    {
        var line = $"    {Size(size),10}  {text}";
        Line(line.Length < output.Width ? line : $"{line[..(output.Width - 2)]}…");
    }

    private void Line(string text) => output.Out.WriteLine(text);

    private static string OneLine(string command) => string.Join(' ', command.Split((char[])[' ', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Bytes in the decimal units that <c>docker images</c> shows.</summary>
    private static string Size(long bytes) => bytes switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.00} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
    };

    private static void Write(Utf8JsonWriter json, IReadOnlyList<Inspected> images)
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", JsonReport.SchemaVersion);
        json.WriteStartArray("images");
        foreach (var image in images)
        {
            Write(json, image);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Inspected image)
    {
        json.WriteStartObject();
        json.WriteString("reference", image.Reference);
        json.WriteString("digest", image.Snapshot.Digest);
        json.WriteString("platform", $"{image.Snapshot.Config.Os}/{image.Snapshot.Config.Architecture}");
        json.WriteNumber("size", image.Numbers.Size);
        json.WriteNumber("paths", image.Numbers.Files);
        json.WriteStartObject("labels");
        foreach (var label in image.Snapshot.Config.Labels)
        {
            json.WriteString(label.Key, label.Value);
        }

        json.WriteEndObject();
        json.WriteStartArray("layers");
        foreach (var layer in image.Numbers.Layers)
        {
            json.WriteStartObject();
            json.WriteNumber("size", layer.Size);
            json.WriteNumber("paths", layer.Files);
            json.WriteString("createdBy", layer.CreatedBy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("largestDirectories");
        foreach (var directory in image.Numbers.LargestDirectories)
        {
            json.WriteStartObject();
            json.WriteString("path", directory.Path);
            json.WriteNumber("size", directory.Size);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private sealed record Inspected(string Reference, ImageSnapshot Snapshot)
    {
        public ImageInspection Numbers { get; } = ImageInspection.Of(Snapshot);
    }
}
