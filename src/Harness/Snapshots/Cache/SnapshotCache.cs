using System.Security.Cryptography;
using Harness.Platform;

namespace Harness.Snapshots.Cache;

/// <summary>
/// Snapshots of earlier runs, one file for each image id. A file that is damaged, or of another version, is as good as
/// none; one that cannot be written costs time in the next run and nothing else.
/// </summary>
/// <param name="directory">Where the files are; made when the first is stored.</param>
public sealed class SnapshotCache(string directory)
{
    private const int MaxFile = 1 << 30;
    private const int Checksum = SHA256.HashSizeInBytes;

    /// <summary>The user's cache: <c>$XDG_CACHE_HOME/kcr-harness/snapshots/v4</c>, with <c>~/.cache</c> as the default home.</summary>
    public static SnapshotCache OfUser() => OfUser(Environment.GetEnvironmentVariable);

    /// <summary>The same, with the variables from elsewhere.</summary>
    /// <param name="environment">Looks up an environment variable.</param>
    public static SnapshotCache OfUser(Func<string, string?> environment) =>
        new(Path.Combine(UserCache.Directory(environment), "snapshots", "v5"));

    /// <summary>What was stored of an image; null when there is nothing that can be relied on.</summary>
    /// <param name="digest">The image id.</param>
    internal ImageSnapshot? Find(string digest)
    {
        try
        {
            var file = new FileInfo(PathOf(digest));
            if (!file.Exists || file.Length is <= Checksum or > MaxFile)
            {
                return null;
            }

            var bytes = File.ReadAllBytes(file.FullName);
            var content = new ArraySegment<byte>(bytes, Checksum, bytes.Length - Checksum);
            if (!SHA256.HashData(content.AsSpan()).AsSpan().SequenceEqual(bytes.AsSpan(0, Checksum)))
            {
                return null;
            }

            var snapshot = SnapshotFormat.Read(content);
            return snapshot.Digest == digest ? snapshot : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Stores a snapshot; readers see the whole of it or nothing.</summary>
    internal void Store(ImageSnapshot snapshot)
    {
        var content = SnapshotFormat.Write(snapshot);
        var path = PathOf(snapshot.Digest);
        var unfinished = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            Directory.CreateDirectory(directory);
            using (var file = File.Create(unfinished))
            {
                file.Write(SHA256.HashData(content.Span));
                file.Write(content.Span);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }

    /// <summary>The file of an image; its name is a digest of the id, so that no id can name a file elsewhere.</summary>
    private string PathOf(string digest) =>
        Path.Combine(directory, Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(digest))));
}
