namespace Harness.Snapshots.Archives;

/// <summary>How an image lies in files.</summary>
public enum ImageFormat
{
    /// <summary>A tar archive, as <c>docker save</c> writes it or with an OCI layout in it: its content tells.</summary>
    Archive,

    /// <summary>A tar archive as <c>docker save</c> writes it.</summary>
    DockerArchive,

    /// <summary>A directory with an OCI layout.</summary>
    OciDirectory,

    /// <summary>A tar archive of an OCI layout.</summary>
    OciArchive,
}

/// <summary>Where an image lies in files, for which no engine is needed.</summary>
/// <param name="Format">How.</param>
/// <param name="Path">The file or directory.</param>
/// <param name="Name">Which of several images there, by its name; null when there is one.</param>
public sealed record ImageLocation(ImageFormat Format, string Path, string? Name)
{
    private const string ArchiveExtension = ".tar";

    private static readonly (string Prefix, ImageFormat Format)[] Forms =
    [
        ("docker-archive:", ImageFormat.DockerArchive),
        ("oci-archive:", ImageFormat.OciArchive),
        ("oci:", ImageFormat.OciDirectory),
    ];

    /// <summary>
    /// What <c>docker-archive:FILE[:NAME]</c>, <c>oci-archive:FILE[:NAME]</c>, <c>oci:DIRECTORY[:NAME]</c> or the path of
    /// a <c>.tar</c> file names, the forms that skopeo has too; null for what is a reference of an engine.
    /// </summary>
    /// <exception cref="UsageException">Nothing lies there.</exception>
    public static ImageLocation? Parse(string text)
    {
        foreach (var (prefix, format) in Forms)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
            {
                return Split(format, text[prefix.Length..]) ?? throw new UsageException(
                    $"'{text}': there is no {(format == ImageFormat.OciDirectory ? "directory" : "file")} '{text[prefix.Length..].Split(':')[0]}'. "
                    + $"Expected {prefix}"
                    + $"{(format == ImageFormat.OciDirectory ? "DIRECTORY" : "FILE")}, and where several images lie there, their name after a further colon.");
            }
        }

        // A colon separates an engine's tag, which may end in anything.
        return !text.EndsWith(ArchiveExtension, StringComparison.OrdinalIgnoreCase) ? null
            : File.Exists(text) ? new ImageLocation(ImageFormat.Archive, text, Name: null)
            : System.IO.Path.GetFileName(text).Contains(':', StringComparison.Ordinal) ? null
            : throw new UsageException($"'{text}': there is no such archive. An image of the engine whose name ends so is given with its tag, {text}:latest.");
    }

    /// <inheritdoc />
    public override string ToString()
    {
        var prefix = Forms.FirstOrDefault(form => form.Format == Format).Prefix;
        return $"{prefix}{Path}{(Name is null ? "" : $":{Name}")}";
    }

    /// <summary>Paths and names may both have colons, so the longest path that is there is meant.</summary>
    private static ImageLocation? Split(ImageFormat format, string text)
    {
        for (var end = text.Length; end > 0; end = text.LastIndexOf(':', end - 1))
        {
            var path = text[..end];
            if (format == ImageFormat.OciDirectory ? Directory.Exists(path) : File.Exists(path))
            {
                return new ImageLocation(format, path, end < text.Length - 1 ? text[(end + 1)..] : null);
            }
        }

        return null;
    }
}
