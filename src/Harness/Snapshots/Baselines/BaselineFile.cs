using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Harness.Snapshots.Baselines;

/// <summary>
/// A state in a file, to be kept beside the sources: JSON with a line for each path and each package, sorted, so that a
/// review shows what was accepted.
/// </summary>
public static class BaselineFile
{
    private const int SchemaVersion = 1;
    private const long MaxFile = 256 << 20;

    private static readonly BaselineJson Line = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Writes a state; a reader of the file sees the whole of the old or of the new one at any moment.</summary>
    /// <param name="path">The file; what was there is replaced.</param>
    /// <param name="state">The state.</param>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static void Write(string path, ImageState state)
    {
        var unfinished = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (var file = File.Create(unfinished))
            {
                Write(file, state);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }

            throw new UsageException($"'{path}' cannot be written: {fault.Message}");
        }
    }

    /// <summary>Reads a state.</summary>
    /// <exception cref="UsageException">The file is no state that this version can read.</exception>
    public static ImageState Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return file.Length <= MaxFile ? Read(file) : throw new JsonException($"it has more than {MaxFile >> 20} MiB");
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"'{path}' cannot be read as the saved state of an image: {fault.Message} Expected a file that harness inspect --save has written.");
        }
    }

    /// <summary>Reads a state from a stream.</summary>
    /// <exception cref="JsonException">It is none that this version can read.</exception>
    internal static ImageState Read(Stream stream)
    {
        var document = JsonSerializer.Deserialize(stream, BaselineJson.Default.BaselineDocument) ?? throw new JsonException("it is null.");
        if (document.SchemaVersion != SchemaVersion)
        {
            throw new JsonException($"its schemaVersion is {document.SchemaVersion}, and this harness reads {SchemaVersion}.");
        }

        if (document.Entrypoint.Concat(document.Command).Concat(document.Environment).Concat(document.Packages.Values)
            .Concat(document.Libraries.Values.SelectMany(needs => needs?.Values.AsEnumerable() ?? [null!]))
            .Concat<object?>(document.Files.Values)
            .Any(item => item is null))
        {
            throw new JsonException("it has a null in a list.");
        }

        return new ImageState(
            document.Image, document.Digest, document.Platform, document.User, document.WorkingDirectory,
            document.Entrypoint, document.Command, document.Environment, document.Packages, document.Files,
            document.Libraries.ToDictionary(one => one.Key, one => (IReadOnlyDictionary<string, string>)one.Value, StringComparer.Ordinal));
    }

    /// <summary>Writes a state to a stream.</summary>
    internal static void Write(Stream stream, ImageState state)
    {
        using var json = new Utf8JsonWriter(
            stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", SchemaVersion);
        json.WriteString("image", state.Image);
        json.WriteString("digest", state.Digest);
        json.WriteString("platform", state.Platform);
        json.WriteString("user", state.User);
        json.WriteString("workingDirectory", state.WorkingDirectory);
        Write(json, "entrypoint", state.Entrypoint);
        Write(json, "command", state.Command);
        Write(json, "environment", state.Environment);
        json.WriteStartObject("packages");
        foreach (var (name, version) in state.Packages.OrderBy(package => package.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, version);
        }

        json.WriteEndObject();
        json.WriteStartObject("files");
        foreach (var (path, file) in state.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(path);
            json.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(file, Line.FileState));
        }

        json.WriteEndObject();
        json.WriteStartObject("libraries");
        foreach (var (path, needs) in state.Libraries.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(path);
            json.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(
                new SortedDictionary<string, string>(needs.ToDictionary(need => need.Key, need => need.Value), StringComparer.Ordinal),
                Line.SortedDictionaryStringString));
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> list)
    {
        json.WriteStartArray(name);
        foreach (var item in list)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }
}
