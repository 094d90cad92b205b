namespace Harness.Dockerfiles;

/// <summary>A flag of an instruction, for example <c>--from=builder</c>.</summary>
/// <param name="Name">Its name without the dashes.</param>
/// <param name="Value">What follows the equals sign, as written; null without one.</param>
/// <param name="Position">Where it stands.</param>
internal sealed record Flag(string Name, SourceText? Value, SourcePosition Position);
