namespace Harness.Dockerfiles.Shell;

/// <summary>A word of a command.</summary>
/// <param name="Text">The word without its quotes; variables as written.</param>
/// <param name="Quoted">Whether any of it was quoted.</param>
/// <param name="Position">Where it begins.</param>
internal sealed record ShellWord(string Text, bool Quoted, SourcePosition Position);
