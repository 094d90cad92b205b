using System.Text.Json;
using Sidecar.Protocol;

namespace Harness.Sandboxes;

/// <summary>Reads what <c>sidecar probe</c> printed, on whichever backend it ran.</summary>
internal static class ProbeOutput
{
    /// <summary>Parses the one JSON document of a probe that ended well.</summary>
    /// <param name="text">What it printed, UTF-8.</param>
    /// <param name="place">Where it ran, for the message: <c>sandbox python</c>, <c>pod kcr-…</c>.</param>
    /// <param name="image">The image that it comes from.</param>
    /// <exception cref="InfrastructureException">It is not the report that this version expects.</exception>
    public static ProbeReport Parse(ReadOnlySpan<byte> text, string place, string image)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ProtocolJson.Default.ProbeReport) ?? throw new JsonException("it is null");
        }
        catch (JsonException fault)
        {
            throw new InfrastructureException(
                $"The probe in {place} did not print the report that this version expects ({fault.Message}). "
                + $"`just build-images sidecar` builds {image} again.",
                fault);
        }
    }
}
