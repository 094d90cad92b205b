using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Harness.Snapshots;

/// <summary>A list of arguments as a Dockerfile has it: a JSON array, with quotes and non-ASCII letters as people write them.</summary>
internal static class ExecForm
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The list on one line.</summary>
    public static string Of(IReadOnlyList<string> arguments)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Readable))
        {
            json.WriteStartArray();
            foreach (var argument in arguments)
            {
                json.WriteStringValue(argument);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
