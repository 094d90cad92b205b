using System.Globalization;
using System.Text.Json.Nodes;

namespace Harness.Sandboxes.Kubernetes.Drift;

/// <summary>An amount as Kubernetes writes it: <c>500m</c> and <c>0.5</c> are the same, <c>1Gi</c> and <c>1024Mi</c> too.</summary>
internal static class Quantity
{
    private static readonly Dictionary<string, double> Units = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["n"] = 1e-9,
        ["u"] = 1e-6,
        ["m"] = 1e-3,
        ["k"] = 1e3,
        ["M"] = 1e6,
        ["G"] = 1e9,
        ["T"] = 1e12,
        ["P"] = 1e15,
        ["E"] = 1e18,
        ["Ki"] = 1L << 10,
        ["Mi"] = 1L << 20,
        ["Gi"] = 1L << 30,
        ["Ti"] = 1L << 40,
        ["Pi"] = 1L << 50,
        ["Ei"] = 1L << 60,
    };

    /// <summary>The amount as a plain number; what is no amount stays as it is.</summary>
    public static string Canonical(JsonNode value) => Number(value) is { } number
        ? number.ToString("0.#########", CultureInfo.InvariantCulture)
        : value.ToJsonString();

    /// <summary>The amount; null for what is none.</summary>
    public static double? Number(JsonNode value)
    {
        var text = value is JsonValue scalar && scalar.TryGetValue<string>(out var word) ? word : value.ToJsonString();
        var unit = text.AsSpan().TrimStart("+-.0123456789").ToString();
        // An exponent (1e3) is part of the number; E alone is a unit.
        var (digits, factor) = Units.TryGetValue(unit, out var known) ? (text[..^unit.Length], known) : (text, 1);
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Math.Round(number * factor, 9)
            : null;
    }
}
