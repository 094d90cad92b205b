namespace Harness.Snapshots.Archives;

/// <summary>The paths in archives.</summary>
internal static class ArchivePath
{
    /// <summary>A member's name as an absolute path inside the root: neither a leading slash nor <c>..</c> leads out.</summary>
    /// <exception cref="InvalidDataException">No file system takes such a path.</exception>
    public static string Normalise(string name)
    {
        if (name.Length > PathWalk.MaxPath || name.Contains('\0', StringComparison.Ordinal))
        {
            throw new InvalidDataException("it has a path that no file system takes");
        }

        var parts = new List<string>();
        foreach (var part in name.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("." or ".."))
            {
                parts.Add(part);
            }
        }

        return "/" + string.Join('/', parts);
    }
}
