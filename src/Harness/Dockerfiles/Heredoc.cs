namespace Harness.Dockerfiles;

/// <summary>A here-document of an instruction.</summary>
/// <param name="Name">The word that ends it.</param>
/// <param name="Expands">Whether variables in it are expanded: its word was not quoted.</param>
/// <param name="Body">Its lines, each ended by a newline; without the tabs that <c>&lt;&lt;-</c> takes away.</param>
/// <param name="Position">Where its word stands.</param>
internal sealed record Heredoc(string Name, bool Expands, SourceText Body, SourcePosition Position);
