using System.Text.Json.Serialization;

namespace Harness.Snapshots.Baselines;

/// <summary>Reads saved states strictly, and writes their parts, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(BaselineDocument))]
[JsonSerializable(typeof(FileState))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
internal sealed partial class BaselineJson : JsonSerializerContext;
