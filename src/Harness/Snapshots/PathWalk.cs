namespace Harness.Snapshots;

/// <summary>Walks a path the way a kernel does inside a container.</summary>
internal static class PathWalk
{
    /// <summary>The longest path that a kernel takes; links cannot make it longer.</summary>
    public const int MaxPath = 4096;

    /// <summary>Links followed before a path counts as a loop: the kernel's limit.</summary>
    private const int MaxLinks = 40;

    /// <summary>Follows a path; null when it leads nowhere.</summary>
    /// <param name="root">Where absolute link targets start and <c>..</c> stops.</param>
    /// <param name="start">Where the path starts.</param>
    /// <param name="path">The path; leading slashes say nothing.</param>
    /// <param name="followLast">Whether a link as the last component is followed.</param>
    /// <param name="traveller">When given, directories that this account may not search lead nowhere.</param>
    public static FileNode? From(FileNode root, FileNode start, ReadOnlySpan<char> path, bool followLast, Account? traveller)
    {
        var node = start;
        var links = 0;
        var rest = path;
        while (rest.Length <= MaxPath)
        {
            var name = rest.TrimStart('/');
            if (name.IsEmpty)
            {
                // Nothing left; a trailing slash asks for a directory.
                return rest.IsEmpty || node.Entry.Type == FileType.Directory ? node : null;
            }

            if (node.Entry.Type != FileType.Directory || traveller?.May(Access.Execute, node.Entry) == false)
            {
                return null;
            }

            var slash = name.IndexOf('/');
            rest = slash < 0 ? [] : name[slash..];
            name = slash < 0 ? name : name[..slash];
            if (name is "." or "..")
            {
                node = name is "." ? node : node.Parent;
                continue;
            }

            if (node.Child(name) is not { } child)
            {
                return null;
            }

            if (child.Entry.Type != FileType.Link || (rest.IsEmpty && !followLast))
            {
                node = child;
                continue;
            }

            if (++links > MaxLinks || string.IsNullOrEmpty(child.Entry.LinkTarget))
            {
                return null;
            }

            node = child.Entry.LinkTarget[0] == '/' ? root : node;
            rest = string.Concat(child.Entry.LinkTarget, rest);
        }

        return null;
    }
}
