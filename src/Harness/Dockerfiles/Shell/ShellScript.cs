namespace Harness.Dockerfiles.Shell;

/// <summary>A script, its commands in the order in which they are written; what it substitutes is a script of its own.</summary>
/// <param name="Items">The commands and the borders of groups.</param>
/// <param name="Variables">The variables that it uses.</param>
/// <param name="Shell">The shell that runs it, with the options that it starts with.</param>
internal sealed record ShellScript(IReadOnlyList<ShellItem> Items, IReadOnlyList<ShellVariable> Variables, ShellStart Shell)
{
    /// <summary>The commands alone.</summary>
    public IEnumerable<Invocation> Commands => Items.Select(item => item.Invocation).OfType<Invocation>();

    /// <summary>This script and every one that it substitutes or hands to another shell.</summary>
    public IEnumerable<ShellScript> All
    {
        get
        {
            var open = new Stack<ShellScript>([this]);
            while (open.TryPop(out var script))
            {
                yield return script;
                for (var at = script.Items.Count - 1; at >= 0; at--)
                {
                    var item = script.Items[at];
                    for (var inner = item.Inner.Count - 1; inner >= 0; inner--)
                    {
                        open.Push(item.Inner[inner]);
                    }

                    for (var inner = item.Substitutions.Count - 1; inner >= 0; inner--)
                    {
                        open.Push(item.Substitutions[inner]);
                    }
                }
            }
        }
    }
}
