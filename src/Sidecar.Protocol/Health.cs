using System.Text.Json.Serialization;

namespace Sidecar.Protocol;

/// <summary>The answer to <c>GET /health</c>.</summary>
/// <param name="Status"><c>healthy</c>.</param>
/// <param name="Walls">What stands around each program. Null from a foreign sidecar that does not say.</param>
public sealed record HealthResponse(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("walls")] Walls? Walls = null);

/// <summary>What the kernel holds programs back with. What it does not have is left out, and said here.</summary>
/// <param name="NoNewPrivileges">Whether no file gives a program privileges.</param>
/// <param name="Seccomp">Whether system calls are refused that the sidecar's own profile allows for the sake of its capabilities.</param>
/// <param name="LandlockAbi">The version of Landlock: from 1, programs cannot read other processes, from 6 not send them signals either; 0 without it.</param>
public sealed record Walls(
    [property: JsonPropertyName("no_new_privileges")] bool NoNewPrivileges,
    [property: JsonPropertyName("seccomp")] bool Seccomp,
    [property: JsonPropertyName("landlock_abi")] int LandlockAbi);
