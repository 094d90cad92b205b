using System.Globalization;
using System.Runtime.InteropServices;
using Sidecar.Native;

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
        return path.StartsWith(FilesPrefix, StringComparison.Ordinal) ? Decode(path[FilesPrefix.Length..]) : null;
    }

    /// <summary>Percent-encoding names bytes, and not all of them are UTF-8.</summary>
    private static string Decode(string encoded)
    {
        var bytes = new List<byte>(encoded.Length);
        for (var start = 0; start < encoded.Length;)
        {
            if (encoded[start] == '%' && start + 2 < encoded.Length
                && byte.TryParse(encoded.AsSpan(start + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var one))
            {
                bytes.Add(one);
                start += 3;
            }
            else
            {
                var next = encoded.IndexOf('%', start + 1);
                var end = next < 0 ? encoded.Length : next;
                bytes.AddRange(FileName.Bytes(encoded[start..end]));
                start = end;
            }
        }

        return FileName.Text(CollectionsMarshal.AsSpan(bytes));
    }
}
