using System.Text.Json.Serialization;

namespace Sidecar.Protocol;

/// <summary>The answer to <c>GET /files</c> and <c>POST /files</c>.</summary>
/// <param name="Files">All files of the working directory, or those that were just stored.</param>
/// <param name="Truncated">True when there are more files than a listing holds; otherwise left out.</param>
public sealed record FileListing(
    [property: JsonPropertyName("files")] IReadOnlyList<ListedFile> Files,
    [property: JsonPropertyName("truncated"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Truncated = null);

/// <summary>One file in the working directory.</summary>
/// <param name="Path">Relative to the working directory, with slashes; U+FFFD stands for what is not UTF-8.</param>
/// <param name="Size">Size in bytes; 0 for what is no regular file.</param>
/// <param name="Type">link, fifo, socket, device, or directory for one that could not be looked into; left out for a regular file.</param>
/// <param name="Encoded">The path's bytes, percent-encoded for <c>/files/{path}</c>, when they are not UTF-8; otherwise left out.</param>
public sealed record ListedFile(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("size")] long Size,
    [property: JsonPropertyName("type"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Type = null,
    [property: JsonPropertyName("encoded"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Encoded = null);

/// <summary>The answer to <c>GET /ready</c> when all is well.</summary>
/// <param name="Status"><c>ready</c>.</param>
public sealed record StatusResponse([property: JsonPropertyName("status")] string Status);
