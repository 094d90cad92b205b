using System.Text.Json.Serialization;

namespace Harness.Platform.Docker;

/// <summary>Serialisation of the Engine API without reflection: it costs no start-up time.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EngineVersion))]
[JsonSerializable(typeof(EngineInfo))]
[JsonSerializable(typeof(EngineError))]
[JsonSerializable(typeof(ImageDetails))]
[JsonSerializable(typeof(CreateContainer))]
[JsonSerializable(typeof(CreatedContainer))]
[JsonSerializable(typeof(ContainerDetails))]
[JsonSerializable(typeof(IReadOnlyList<ContainerSummary>))]
[JsonSerializable(typeof(WaitResult))]
[JsonSerializable(typeof(CreateExec))]
[JsonSerializable(typeof(CreatedExec))]
[JsonSerializable(typeof(StartExec))]
[JsonSerializable(typeof(ExecDetails))]
[JsonSerializable(typeof(CreateVolume))]
[JsonSerializable(typeof(VolumeList))]
[JsonSerializable(typeof(IReadOnlyList<NetworkSummary>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, IReadOnlyList<string>>), TypeInfoPropertyName = "Filters")]
internal sealed partial class EngineJson : JsonSerializerContext;
