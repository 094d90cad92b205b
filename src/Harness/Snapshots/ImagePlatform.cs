using System.Runtime.InteropServices;
using System.Text.Json;

namespace Harness.Snapshots;

/// <summary>Platforms as <c>os/architecture[/variant]</c>.</summary>
internal static class ImagePlatform
{
    /// <summary>The platform whose images this machine runs.</summary>
    public static string OfThisMachine { get; } = "linux/" + RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => "amd64",
        Architecture.X86 => "386",
        Architecture.Arm => "arm",
        var other => other.ToString().ToLowerInvariant(),
    };

    /// <summary>The platform that a configuration, or an entry of an index, names.</summary>
    public static string Of(JsonElement platform)
    {
        var variant = Text(platform, "variant");
        return $"{Text(platform, "os")}/{Text(platform, "architecture")}{(variant.Length > 0 ? $"/{variant}" : "")}";
    }

    /// <summary>Whether an image of a platform is meant by another's name, which may leave the variant out.</summary>
    public static bool Is(string platform, string asked) =>
        platform == asked || platform.StartsWith($"{asked}/", StringComparison.Ordinal);

    private static string Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
}
