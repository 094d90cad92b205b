namespace Harness.Dockerfiles.Shell;

/// <summary>A command of a script, or a border of a group of commands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Words">The words of a command, redirections left out; the keyword of a border.</param>
/// <param name="Targets">The files that it is redirected to or from.</param>
/// <param name="After">What follows it.</param>
/// <param name="AfterPosition">Where that stands.</param>
internal sealed record ShellItem(
    ShellItemKind Kind,
    IReadOnlyList<ShellWord> Words,
    IReadOnlyList<ShellWord> Targets,
    ShellOperator After,
    SourcePosition AfterPosition)
{
    /// <summary>Where it begins.</summary>
    public SourcePosition Position => Words.Count > 0 ? Words[0].Position : Targets.Count > 0 ? Targets[0].Position : AfterPosition;
}
