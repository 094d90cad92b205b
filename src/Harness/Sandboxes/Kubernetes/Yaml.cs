using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Harness.Sandboxes.Kubernetes;

/// <summary>Writes JSON as the YAML that people expect of a manifest.</summary>
public static partial class Yaml
{
    /// <summary>The document, ended by a line break.</summary>
    public static string Write(JsonObject document)
    {
        var text = new StringBuilder();
        WriteBlock(text, document, indent: 0);
        return text.ToString();
    }

    private static void WriteBlock(StringBuilder text, JsonNode node, int indent)
    {
        if (node is JsonObject map)
        {
            foreach (var (key, value) in map)
            {
                text.Append(' ', indent).Append(Scalar(key)).Append(':');
                WriteValue(text, value, indent + 2);
            }

            return;
        }

        foreach (var item in node.AsArray())
        {
            var start = text.Length;
            if (IsBlock(item))
            {
                WriteBlock(text, item!, indent + 2);
                // The dash takes the place of the first line's indentation.
                text[start + indent] = '-';
            }
            else
            {
                text.Append(' ', indent).Append('-');
                WriteValue(text, item, indent + 2);
            }
        }
    }

    private static void WriteValue(StringBuilder text, JsonNode? value, int indent)
    {
        if (IsBlock(value))
        {
            text.Append('\n');
            WriteBlock(text, value!, indent);
            return;
        }

        text.Append(' ').Append(value switch
        {
            JsonObject => "{}",
            JsonArray => "[]",
            JsonValue scalar when scalar.TryGetValue<string>(out var word) => Scalar(word),
            null => "null",
            _ => value.ToJsonString(),
        }).Append('\n');
    }

    private static bool IsBlock(JsonNode? node) => node is JsonObject { Count: > 0 } or JsonArray { Count: > 0 };

    // What is not surely a plain word is quoted as JSON does, which YAML takes: "true", "1", "0.5" stay texts.
    private static string Scalar(string text) => PlainWord().IsMatch(text) && !Keyword().IsMatch(text) ? text : JsonValue.Create(text).ToJsonString();

    [GeneratedRegex(@"\A[A-Za-z/][A-Za-z0-9_./:-]*[A-Za-z0-9_/-]\z|\A[A-Za-z]\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainWord();

    [GeneratedRegex(@"\A(true|false|yes|no|on|off|null|y|n)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Keyword();
}
