using System.Text.Json.Serialization;

namespace Sidecar.Protocol;

/// <summary>The answer to <c>GET /files</c> and <c>POST /files</c>.</summary>
/// <param name="Files">All regular files of the working directory, or those that were just stored.</param>
public sealed record FileListing([property: JsonPropertyName("files")] IReadOnlyList<ListedFile> Files);

/// <summary>One file in the working directory.</summary>
/// <param name="Path">Relative to the working directory, with slashes.</param>
/// <param name="Size">Size in bytes.</param>
public sealed record ListedFile(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("size")] long Size);

/// <summary>The answer to <c>GET /health</c> and <c>GET /ready</c> when all is well.</summary>
/// <param name="Status"><c>healthy</c> or <c>ready</c>.</param>
public sealed record StatusResponse([property: JsonPropertyName("status")] string Status);
