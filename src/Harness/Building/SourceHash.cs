using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Harness.Building;

/// <summary>A hash over files and texts, to find out whether something must be made again.</summary>
internal static class SourceHash
{
    private static readonly string[] Outputs = ["bin", "obj"];

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    /// <param name="root">The directory that the paths are relative to.</param>
    /// <param name="paths">Files and directories; directories with everything in them but bin and obj.</param>
    /// <param name="texts">What matters besides.</param>
    public static string Of(string root, IEnumerable<string> paths, params IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            Append(hash, Encoding.UTF8.GetBytes(text));
        }

        foreach (var file in paths.SelectMany(path => Files(Path.Combine(root, path))).Order(StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(Path.GetRelativePath(root, file).Replace('\\', '/')));
            Append(hash, File.ReadAllBytes(file));
            if (!OperatingSystem.IsWindows())
            {
                // Whether a file can be executed is what survives a checkout, and a COPY.
                Append(hash, [(byte)((File.GetUnixFileMode(file) & UnixFileMode.UserExecute) != 0 ? 1 : 0)]);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<string> Files(string path) =>
        File.Exists(path) ? [path]
        : Directory.Exists(path) ? Directory.EnumerateFiles(path)
            .Concat(Directory.EnumerateDirectories(path).Where(directory => !Outputs.Contains(Path.GetFileName(directory))).SelectMany(Files))
        : [];

    /// <summary>With the length before it, so that no two lists of parts give the same bytes.</summary>
    private static void Append(IncrementalHash hash, byte[] part)
    {
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
