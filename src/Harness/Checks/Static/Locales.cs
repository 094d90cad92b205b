using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>The locales of an image, as its C library finds them.</summary>
internal static class Locales
{
    private const string Directory = "/usr/lib/locale";
    private const string Archive = Directory + "/locale-archive";

    /// <summary>Whether the C library can set a locale of this name; C and POSIX are in it.</summary>
    /// <param name="files">The image's files.</param>
    /// <param name="name">For example <c>en_US.UTF-8</c>.</param>
    public static bool Has(RootFileSystem files, string name) =>
        name is "C" or "POSIX"
        || IsLocale(files, name.StartsWith('/') ? name : $"{Directory}/{name}")
        || IsLocale(files, $"{Directory}/{Normalized(name)}")
        || ArchiveOf(files).Contains(Normalized(name))
        // One too large to be read has nearly all locales: which lack is not known, so none is said to.
        || files.Resolve(Archive) is { Type: FileType.File, Text: null };

    /// <summary>Their names, C left out.</summary>
    /// <param name="files">The image's files.</param>
    public static IReadOnlyList<string> In(RootFileSystem files)
    {
        string[] names =
        [
            .. files.Children(Directory).Where(entry => IsLocale(files, entry.Path)).Select(entry => entry.Path[(Directory.Length + 1)..]),
            .. ArchiveOf(files)
        ];
        return names.Length == 0 ? ["C alone"] : ["C", .. names.Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>A codeset is compared without case and punctuation: C.UTF-8 lies in C.utf8.</summary>
    private static string Normalized(string name)
    {
        var (dot, at) = (name.IndexOf('.', StringComparison.Ordinal), name.IndexOf('@', StringComparison.Ordinal));
        if (dot < 0)
        {
            return name;
        }

        var end = at > dot ? at : name.Length;
        var codeset = string.Concat(name[(dot + 1)..end].Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return $"{name[..dot]}.{(codeset.Length > 0 && codeset.All(char.IsAsciiDigit) ? $"iso{codeset}" : codeset)}{name[end..]}";
    }

    private static bool IsLocale(RootFileSystem files, string directory) => files.Resolve($"{directory}/LC_CTYPE") is { Type: FileType.File, Size: > 0 };

    private static string[] ArchiveOf(RootFileSystem files) => files.Resolve(Archive)?.Text?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
