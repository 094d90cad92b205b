using System.Text.Json;
using System.Text.Json.Serialization;

namespace Harness.Platform.Kubernetes;

/// <summary>A line of a watch, before it is known what its object is.</summary>
internal sealed record WatchLine(string Type, JsonElement Object);

/// <summary>Reads lines of a watch.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WatchLine))]
internal sealed partial class WatchJson : JsonSerializerContext;
