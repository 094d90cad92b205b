namespace Harness.Dockerfiles.Shell;

/// <summary>A command, or a group of commands with its parts.</summary>
/// <param name="item">The command, or the border that opens the group.</param>
internal sealed class ShellNode(ShellItem item)
{
    /// <summary>Deeper groups are read as if their borders were not there.</summary>
    private const int DeepestGroup = 16;

    /// <summary>The command, or the border that opens the group.</summary>
    public ShellItem Item { get; } = item;

    /// <summary>The parts of a group, each with the word that begins it; null for a command.</summary>
    public IReadOnlyList<(string Keyword, IReadOnlyList<ShellNode> Nodes)>? Parts { get; private set; }

    /// <summary>What follows it.</summary>
    public ShellOperator After { get; private set; } = item.After;

    /// <summary>Where that stands.</summary>
    public SourcePosition AfterPosition { get; private set; } = item.AfterPosition;

    /// <summary>The options when it begins.</summary>
    public ShellOptions Options { get; set; }

    /// <summary>Whether the group is a shell of its own.</summary>
    public bool IsSubshell => Parts is not null && Item.Words[0].Text == "(";

    /// <summary>The commands of a script as a tree.</summary>
    public static IReadOnlyList<ShellNode> Of(IReadOnlyList<ShellItem> items)
    {
        var root = new List<ShellNode>();
        var open = new Stack<(ShellNode Group, List<(string Keyword, IReadOnlyList<ShellNode> Nodes)> Parts)>();
        var current = root;
        foreach (var item in items)
        {
            switch (item.Kind)
            {
                case ShellItemKind.Command:
                    current.Add(new ShellNode(item));
                    break;
                case ShellItemKind.Open when open.Count < DeepestGroup:
                    var group = new ShellNode(item) { Parts = [] };
                    current.Add(group);
                    current = [];
                    var parts = new List<(string, IReadOnlyList<ShellNode>)> { (item.Words[0].Text, current) };
                    group.Parts = parts;
                    open.Push((group, parts));
                    break;
                case ShellItemKind.Branch when open.TryPeek(out var top):
                    current = [];
                    top.Parts.Add((item.Words[0].Text, current));
                    break;
                case ShellItemKind.Close when open.TryPop(out var closed):
                    (closed.Group.After, closed.Group.AfterPosition) = (item.After, item.AfterPosition);
                    // What comes next belongs to the last part of the group around, or to the script.
                    current = open.TryPeek(out var outer) ? (List<ShellNode>)outer.Parts[^1].Nodes : root;
                    break;
                default:
                    break;
            }
        }

        return root;
    }
}
