using System.Globalization;
using Harness.Snapshots.Elf;

namespace Harness.Snapshots.Baselines;

/// <summary>What an image is, as far as it is compared with what it was: without times, labels and history, which change with every build.</summary>
/// <param name="Image">What it was asked for as.</param>
/// <param name="Digest">The image id.</param>
/// <param name="Platform">For example <c>linux/amd64</c>.</param>
/// <param name="User">The USER.</param>
/// <param name="WorkingDirectory">The WORKDIR.</param>
/// <param name="Entrypoint">The ENTRYPOINT.</param>
/// <param name="Command">The CMD.</param>
/// <param name="Environment">The ENV list, <c>K=V</c>.</param>
/// <param name="Packages">The installed packages with their versions, by name; of several architectures by <c>name:architecture</c>.</param>
/// <param name="Files">The paths.</param>
/// <param name="Libraries">What the loader opens for each ELF file that needs something, by the file's path.</param>
public sealed record ImageState(
    string Image,
    string Digest,
    string Platform,
    string User,
    string WorkingDirectory,
    IReadOnlyList<string> Entrypoint,
    IReadOnlyList<string> Command,
    IReadOnlyList<string> Environment,
    IReadOnlyDictionary<string, string> Packages,
    IReadOnlyDictionary<string, FileState> Files,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Libraries)
{
    /// <summary>What a library's path is when the loader finds none.</summary>
    public const string Missing = "not found";

    /// <summary>The state of an image.</summary>
    /// <param name="image">What it was asked for as.</param>
    /// <param name="snapshot">Its configuration and files.</param>
    public static ImageState Of(string image, ImageSnapshot snapshot)
    {
        var config = snapshot.Config;
        return new ImageState(
            image,
            snapshot.Digest,
            $"{config.Os}/{config.Architecture}",
            config.User,
            config.WorkingDirectory,
            config.Entrypoint,
            config.Command,
            config.Environment,
            InstalledPackages.Of(snapshot.Files),
            snapshot.Files.All.ToDictionary(entry => entry.Path, FileState.Of, StringComparer.Ordinal),
            LibrariesOf(snapshot.Files));
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> LibrariesOf(RootFileSystem files)
    {
        var resolver = new LibraryResolver(files, Account.NonRoot);
        return files.All
            .Where(entry => entry.Elf is { } elf && (elf.Interpreter is not null || elf.Needed.Count > 0))
            .ToDictionary(
                entry => entry.Path,
                entry => (IReadOnlyDictionary<string, string>)resolver.Needs(entry.Path).ToDictionary(
                    need => need.Name, need => need.Path ?? Missing, StringComparer.Ordinal),
                StringComparer.Ordinal);
    }
}

/// <summary>A path of an image, as far as it is compared.</summary>
/// <param name="Type">What it is: file, directory, link, special.</param>
/// <param name="Mode">Permission bits in octal, for example <c>0755</c>.</param>
/// <param name="Owner">User and group in numbers, <c>0:0</c>.</param>
/// <param name="Size">Bytes; 0 for what is no regular file.</param>
/// <param name="Target">Where a link leads; null for others.</param>
/// <param name="Capabilities">The file capabilities in hexadecimal; null where there are none.</param>
/// <param name="Content">The first half of the SHA-256 of a regular file's bytes, in hexadecimal; null for others.</param>
public sealed record FileState(
    string Type, string Mode, string Owner, long Size, string? Target = null, string? Capabilities = null, string? Content = null)
{
    /// <summary>The state of an entry.</summary>
    public static FileState Of(FileEntry entry)
    {
        return new FileState(
            entry.Type switch
            {
                FileType.File => "file",
                FileType.Directory => "directory",
                FileType.Link => "link",
                _ => "special",
            },
            Convert.ToString(entry.Mode, 8).PadLeft(4, '0'),
            string.Create(CultureInfo.InvariantCulture, $"{entry.Uid}:{entry.Gid}"),
            entry.Type == FileType.File ? entry.Size : 0,
            entry.LinkTarget,
            entry.Capabilities is { } capabilities ? Convert.ToHexStringLower(capabilities) : null,
            entry.Content != 0 ? entry.Content.ToString("x32", CultureInfo.InvariantCulture) : null);
    }
}
