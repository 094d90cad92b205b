namespace Harness.Dockerfiles.Shell;

/// <summary>A script, its commands in the order in which they are written; what it substitutes is a script of its own.</summary>
/// <param name="Items">The commands and the borders of groups.</param>
/// <param name="Variables">The variables that it uses.</param>
/// <param name="Options">The options that its shell starts with.</param>
internal sealed record ShellScript(IReadOnlyList<ShellItem> Items, IReadOnlyList<ShellVariable> Variables, ShellOptions Options)
{
    /// <summary>The commands alone.</summary>
    public IEnumerable<Invocation> Commands => Items.Where(item => item.Kind == ShellItemKind.Command).Select(Invocation.Of).OfType<Invocation>();
}
