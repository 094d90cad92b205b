namespace Harness.Checks.Dockerfiles;

/// <summary>Paths within an image.</summary>
internal static class Paths
{
    /// <summary>Longer than any file system has them, they are not taken apart.</summary>
    private const int Longest = 4096;

    /// <summary>An absolute path without dots and doubled slashes.</summary>
    public static string Normalize(string directory, string path)
    {
        var parts = new List<string>();
        var whole = path.StartsWith('/') ? path : $"{directory}/{path}";
        foreach (var part in whole.Length > Longest ? [] : whole.Split('/'))
        {
            if (part == "..")
            {
                parts.RemoveRange(Math.Max(parts.Count - 1, 0), Math.Min(parts.Count, 1));
            }
            else if (part is not ("" or "."))
            {
                parts.Add(part);
            }
        }

        return "/" + string.Join('/', parts);
    }

    /// <summary>The path up to the first part that has a pattern in it.</summary>
    public static string WithoutPattern(string path)
    {
        var pattern = path.AsSpan().IndexOfAny('*', '?', '[');
        return pattern < 0 ? path : path[..(path.LastIndexOf('/', pattern) + 1)];
    }

    /// <summary>The directories above a normalized path, the nearest first, without the root.</summary>
    public static IEnumerable<string> Above(string path)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
        {
            yield return path[..end];
        }
    }
}
