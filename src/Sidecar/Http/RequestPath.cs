namespace Sidecar.Http;

/// <summary>The path that a client really sent.</summary>
internal static class RequestPath
{
    private const string FilesPrefix = "/files/";

    /// <summary>
    /// The path after <c>/files/</c>, decoded once; null for other targets. The server has already taken <c>..</c> out of
    /// its own idea of the path, so that an attempt to leave the directory would look like another address.
    /// </summary>
    /// <param name="rawTarget">The request target as it came over the wire.</param>
    internal static string? File(string rawTarget)
    {
        var path = rawTarget.Split('?', 2)[0];
        return path.StartsWith(FilesPrefix, StringComparison.Ordinal) ? Uri.UnescapeDataString(path[FilesPrefix.Length..]) : null;
    }
}
