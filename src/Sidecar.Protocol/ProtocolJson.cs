using System.Text.Json.Serialization;

namespace Sidecar.Protocol;

/// <summary>Serialisation of the protocol without reflection, so that a trimmed sidecar keeps it.</summary>
[JsonSerializable(typeof(ExecuteRequest))]
[JsonSerializable(typeof(ExecuteResponse))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(StatusResponse))]
[JsonSerializable(typeof(HealthResponse))]
[JsonSerializable(typeof(FileListing))]
[JsonSerializable(typeof(ProbeReport))]
public sealed partial class ProtocolJson : JsonSerializerContext;
