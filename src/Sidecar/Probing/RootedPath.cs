using Microsoft.Win32.SafeHandles;
using Sidecar.Native;

namespace Sidecar.Probing;

/// <summary>
/// Paths in another container's root, <c>/proc/PID/root</c>. Opened by name, an absolute link in it would lead to the
/// probe's own root; so each component is opened by itself, and links are followed within the other root.
/// </summary>
internal static class RootedPath
{
    private const int MostLinks = 40;

    /// <summary>Opens a path without following its last component; null with <paramref name="error"/> set when that fails.</summary>
    /// <param name="root">The root directory as the probe sees it.</param>
    /// <param name="path">The absolute path in it.</param>
    /// <param name="flags">Flags for the last component.</param>
    /// <param name="error">The error number.</param>
    /// <param name="mode">Permissions of a file that is created.</param>
    internal static SafeFileHandle? Open(string root, string path, int flags, out int error, uint mode = 0)
    {
        var opened = new Stack<SafeFileHandle>();
        try
        {
            if (Descriptor.Open(root, Libc.OpenPath | Libc.OpenDirectory, out error) is not { } start)
            {
                return null;
            }

            opened.Push(start);
            var open = Split(path);
            for (var links = 0; open.TryPop(out var component);)
            {
                var current = opened.Peek();
                if (component == "..")
                {
                    if (opened.Count > 1)
                    {
                        opened.Pop().Dispose();
                    }
                }
                else if (open.Count == 0)
                {
                    return Descriptor.OpenAt(current, component, flags | Libc.OpenNoFollow, out error, mode);
                }
                else if (Descriptor.LinkTarget(current, component) is { } target)
                {
                    if (++links > MostLinks)
                    {
                        error = Libc.TooManyLinks;
                        return null;
                    }

                    while (target.StartsWith('/') && opened.Count > 1)
                    {
                        opened.Pop().Dispose();
                    }

                    Splice(open, target);
                }
                else if (Descriptor.OpenAt(current, component, Libc.OpenPath | Libc.OpenDirectory | Libc.OpenNoFollow, out error) is { } directory)
                {
                    opened.Push(directory);
                }
                else
                {
                    return null;
                }
            }

            return Descriptor.OpenAt(opened.Peek(), ".", flags, out error);
        }
        finally
        {
            while (opened.TryPop(out var handle))
            {
                handle.Dispose();
            }
        }
    }

    private static Stack<string> Split(string path)
    {
        var stack = new Stack<string>();
        Splice(stack, path);
        return stack;
    }

    /// <summary>Puts a path's components in front of those that are still open.</summary>
    private static void Splice(Stack<string> open, string path)
    {
        foreach (var component in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse().Where(component => component != "."))
        {
            open.Push(component);
        }
    }
}
