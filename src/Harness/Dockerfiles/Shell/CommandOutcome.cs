namespace Harness.Dockerfiles.Shell;

/// <summary>What becomes of a command's failure.</summary>
/// <param name="Item">The command.</param>
/// <param name="Lost">How its failure is lost; null when the script fails with it, or something else is done instead.</param>
internal readonly record struct CommandOutcome(ShellItem Item, string? Lost);
