namespace Harness.Dockerfiles;

/// <summary>A name and a value of ARG or ENV.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value as written, quotes included; null for an ARG without a default.</param>
/// <param name="Position">Where the name stands.</param>
internal sealed record Setting(string Name, SourceText? Value, SourcePosition Position);
