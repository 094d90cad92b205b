namespace Harness.Dockerfiles.Shell;

/// <summary>A use of a variable in a script, where the shell puts its value in.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Position">Where it stands.</param>
internal sealed record ShellVariable(string Name, SourcePosition Position);
