using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Harness.Pins;

/// <summary>What was recorded of the bases, in the repository: <c>images/pins.json</c>, which is committed.</summary>
/// <param name="Bases">By reference, what was recorded of it.</param>
public sealed record PinRecord(IReadOnlyDictionary<string, BaseState> Bases)
{
    /// <summary>Where it is, from the repository's root.</summary>
    public const string FileName = "images/pins.json";

    private const int FormatVersion = 1;

    private static readonly PinJson Format = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });

    /// <summary>Reads it; empty where there is no file.</summary>
    /// <param name="root">The repository's root.</param>
    /// <exception cref="UsageException">The file is not one that this harness wrote.</exception>
    public static PinRecord Read(string root)
    {
        var path = Path.Combine(root, FileName);
        if (!File.Exists(path))
        {
            return new PinRecord(new Dictionary<string, BaseState>());
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), Format.PinDocument) is { Version: FormatVersion } document
                ? new PinRecord(document.Bases)
                : throw new UsageException(
                    $"{FileName} is of another version than "
                    + $"{FormatVersion}, which this harness reads: use the harness that wrote it, or write it again with harness pins --update.");
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"{FileName} cannot be read: {Sentence.Of(fault.Message)} "
                + "Take it from the history again, or remove it and write it with harness pins --update.");
        }
    }

    /// <summary>The same with what a report found: bases that are gone are no longer in it, others that it knows nothing of stay.</summary>
    public PinRecord With(PinReport report)
    {
        var bases = new Dictionary<string, BaseState>(Bases);
        foreach (var pin in report.Bases)
        {
            bases.Remove(pin.Reference);
            if (pin.Now is { } now)
            {
                bases[pin.Reference] = now;
            }
        }

        return new PinRecord(bases);
    }

    /// <summary>The same without bases that no image starts from.</summary>
    /// <param name="registry">Only of those whose reference begins so: what is of another registry stays.</param>
    /// <param name="used">References that images start from.</param>
    public PinRecord Without(string registry, IReadOnlySet<string> used) => new(Bases
        .Where(one => used.Contains(one.Key) || !one.Key.StartsWith($"{registry}/", StringComparison.Ordinal))
        .ToDictionary());

    /// <summary>Writes it, in the order of the references.</summary>
    /// <param name="root">The repository's root.</param>
    /// <returns>Whether the file is another than before.</returns>
    /// <exception cref="InfrastructureException">It cannot be written.</exception>
    public bool Write(string root)
    {
        var path = Path.Combine(root, FileName);
        var text = JsonSerializer.Serialize(
            new PinDocument(FormatVersion, new SortedDictionary<string, BaseState>(Bases.ToDictionary(), StringComparer.Ordinal)),
            Format.PinDocument) + "\n";
        try
        {
            if (File.Exists(path) && File.ReadAllText(path) == text)
            {
                return false;
            }

            File.WriteAllText(path, text);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InfrastructureException($"{path} cannot be written: {Sentence.Of(fault.Message)}", fault);
        }
    }
}

/// <summary>The file.</summary>
/// <param name="Version">The version of its form.</param>
/// <param name="Bases">By reference, what was recorded.</param>
internal sealed record PinDocument(int Version, SortedDictionary<string, BaseState> Bases);

/// <summary>Reads and writes the file without reflection.</summary>
[JsonSerializable(typeof(PinDocument))]
internal sealed partial class PinJson : JsonSerializerContext;
