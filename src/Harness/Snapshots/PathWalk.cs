namespace Harness.Snapshots;

/// <summary>Walks a path from a root directory the way a kernel does inside a container.</summary>
internal static class PathWalk
{
    /// <summary>The longest path that a kernel takes; links cannot make it longer.</summary>
    public const int MaxPath = 4096;

    /// <summary>Follows a path; null when it leads nowhere.</summary>
    /// <param name="root">Where absolute paths start and <c>..</c> stops.</param>
    /// <param name="path">The path; a relative one starts at the root.</param>
    /// <param name="followLast">Whether a link as the last component is followed.</param>
    /// <param name="traveller">When given, directories that this account may not search lead nowhere.</param>
    /// <param name="maxLinks">Links followed before the walk is given up as a loop.</param>
    public static FileNode? From(FileNode root, string path, bool followLast, Account? traveller, int maxLinks)
    {
        var node = root;
        var links = 0;
        var rest = path;
        while (true)
        {
            if (rest.Length > MaxPath)
            {
                return null;
            }

            var start = rest.AsSpan().IndexOfAnyExcept('/');
            if (start < 0)
            {
                // Nothing left; a trailing slash asks for a directory.
                return rest.Length == 0 || node.Entry.Type == FileType.Directory ? node : null;
            }

            if (node.Entry.Type != FileType.Directory || traveller?.May(Access.Execute, node.Entry) == false)
            {
                return null;
            }

            var name = rest.AsSpan(start);
            var end = name.IndexOf('/');
            var after = end < 0 ? string.Empty : name[end..].ToString();
            name = end < 0 ? name : name[..end];
            if (name is "." or "..")
            {
                node = name is "." ? node : node.Parent;
                rest = after;
                continue;
            }

            if (node.Child(name) is not { } child)
            {
                return null;
            }

            if (child.Entry.Type != FileType.Link || (after.Length == 0 && !followLast))
            {
                node = child;
                rest = after;
                continue;
            }

            if (++links > maxLinks || string.IsNullOrEmpty(child.Entry.LinkTarget))
            {
                return null;
            }

            var target = child.Entry.LinkTarget;
            node = target.StartsWith('/') ? root : node;
            rest = target + after;
        }
    }
}
