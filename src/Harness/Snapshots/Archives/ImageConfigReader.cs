using System.Text.Json;

namespace Harness.Snapshots.Archives;

/// <summary>Reads an image's configuration document.</summary>
internal static class ImageConfigReader
{
    /// <summary>Takes the parts that checks look at; what is absent or null is empty.</summary>
    /// <exception cref="InvalidOperationException">A value is of the wrong type.</exception>
    public static ImageConfig Read(JsonElement document)
    {
        var config = Property(document, "config");
        return new ImageConfig(
            Text(document, "architecture"),
            Text(document, "os"),
            Text(config, "User"),
            Text(config, "WorkingDir"),
            List(config, "Entrypoint"),
            List(config, "Cmd"),
            List(config, "Env"),
            Property(config, "Labels") is { } labels
                ? labels.EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString() ?? string.Empty)
                : new Dictionary<string, string>(),
            Property(document, "history") is { } history
                ? [.. history.EnumerateArray().Select(step => new HistoryStep(Text(step, "created_by"), Property(step, "empty_layer")?.GetBoolean() ?? false))]
                : [])
        {
            DiffIds = DiffIds(document),
            Healthcheck = List(Property(config, "Healthcheck"), "Test"),
            Volumes = Property(config, "Volumes") is { } volumes ? [.. volumes.EnumerateObject().Select(volume => volume.Name)] : [],
            OnBuild = List(config, "OnBuild"),
            StopSignal = Text(config, "StopSignal"),
        };
    }

    /// <summary>The digests of the uncompressed layers, lowest first: what pins an image's files to its id.</summary>
    /// <exception cref="InvalidOperationException">A value is of the wrong type.</exception>
    public static IReadOnlyList<string> DiffIds(JsonElement document) => List(Property(document, "rootfs"), "diff_ids");

    /// <summary>Sees that layers are those that the configuration names.</summary>
    /// <exception cref="InvalidDataException">They are not: the files would be another image's.</exception>
    public static void Verify(JsonElement document, IReadOnlyList<Layer> layers)
    {
        var named = DiffIds(document);
        if (named.Count != layers.Count)
        {
            throw new InvalidDataException($"its configuration names {named.Count} layers, and it has {layers.Count}");
        }

        foreach (var (index, layer) in layers.Index())
        {
            if (layer.DiffId != named[index])
            {
                throw new InvalidDataException(
                    $"layer {index + 1} of {layers.Count} has the digest {layer.DiffId}, and its configuration names {named[index]}");
            }
        }
    }

    private static JsonElement? Property(JsonElement? element, string name) =>
        element is { } there && there.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string Text(JsonElement? element, string name) => Property(element, name)?.GetString() ?? string.Empty;

    private static IReadOnlyList<string> List(JsonElement? element, string name) =>
        Property(element, name) is { } list ? [.. list.EnumerateArray().Select(item => item.GetString() ?? string.Empty)] : [];
}
