using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;
using Harness.Snapshots.Elf;

namespace Harness.Checks.Static;

/// <summary>FS016: what programs load by name at run time, and no list of libraries shows, is in the image.</summary>
internal sealed class WhatIsLoadedByNameExists() : StaticCheck(new CheckInfo
{
    Id = "FS016",
    Title = "What the runtime loads by name is in the image: encodings, locales, fonts, libraries, settings",
    Guide = [GuideSection.MultiArchPaths, GuideSection.MultiStagePattern],
    AppliesTo = "every language image; what each loads, the catalog says ('loadsByName')",
    Why = "The C library opens a module for each encoding when a program first converts from or to it, the files of a locale when one is set; a runtime "
        + "opens a font when it draws text. ldd shows none of it, so a minimal image that was put together by ldd runs until a text has an umlaut.",
    Remedy = "Copy /usr/lib/<triplet>/gconv as a whole, /usr/lib/locale/C.utf8, and the fonts from a -dev stage of the same release; install what a dev "
        + "variant lacks.",
    BreaksWith = "gconv left out; a module of an encoding left out; the locale left out; no font; libcurl missing where D loads it; "
        + "OpenSSL's settings missing where PHP reads them",
    Example = new()
    {
        Fault =
            """
            RUN ldd /usr/bin/php | grep -oE '/[^ ]+\.so[^ ]*' | xargs -I{} cp -L --parents {} /rootfs
            """,
        Mend =
            """
            RUN ldd /usr/bin/php | grep -oE '/[^ ]+\.so[^ ]*' | xargs -I{} cp -L --parents {} /rootfs && \
                cp -a --parents /usr/lib/*/gconv /usr/lib/locale/C.utf8 /rootfs
            """,
    },
})
{
    private const string Fonts = "fonts";
    private const string Encodings = "encodings";
    private const string Locale = "locale ";

    /// <summary>Encodings that documents have: of them all at least these must be in the index, under the names of their modules.</summary>
    private static readonly string[] OfDocuments =
        ["ISO8859-1", "ISO8859-2", "ISO8859-15", "CP1250", "CP1251", "CP1252", "KOI8-R", "UTF-16", "UTF-32", "EUC-JP", "SJIS", "GBK", "BIG5"];

    private static readonly string[] FontDirectories = ["/usr/share/fonts/", "/usr/local/share/fonts/"];
    private static readonly string[] FontEndings = [".ttf", ".otf", ".ttc", ".pfb"];

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => base.AppliesTo(image) && image.LoadsByName.Count > 0;

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        // Fonts come with the packages that draw.
        var loads = image.Definition.LoadsByName.Where(name => name != Fonts || image.Set == PackageSet.Full).ToList();
        return Finding.Of(
            [.. loads.SelectMany(name => Problems(name, snapshot.Files))],
            $"what programs of the image load by name: {string.Join(", ", loads)}",
            $"all of it is there: {string.Join(", ", loads)}");
    }

    private static IEnumerable<string> Problems(string name, RootFileSystem files) => name switch
    {
        Encodings => EncodingProblems(files),
        Fonts => files.All.Any(IsFont) ? [] : [$"no font is below {string.Join(" or ", FontDirectories)}: what draws text fails, or leaves the text out"],
        _ when name.StartsWith(Locale, StringComparison.Ordinal) => Locales.Has(files, name[Locale.Length..])
            ? []
            : [$"the {name} is not in the image; it has {Shown.Some(Locales.In(files))}"],
        _ when name.StartsWith('/') => IsReadable(files.Resolve(name, Account.NonRoot)) ? [] : [$"{name} is not in the image, or 65532 may not read it"],
        _ => LibraryProblems(name, files),
    };

    private static bool IsReadable(FileEntry? file) => file is { Type: FileType.File } && Account.NonRoot.May(Access.Read, file);

    private static bool IsFont(FileEntry entry) =>
        entry is { Type: FileType.File, Size: > 0 }
        && FontDirectories.Any(directory => entry.Path.StartsWith(directory, StringComparison.Ordinal))
        && FontEndings.Any(ending => entry.Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Each module that the index of the C library's own directory names is there with its libraries.</summary>
    private static IEnumerable<string> EncodingProblems(RootFileSystem files)
    {
        var directories = files.All.Where(entry => entry.Path.EndsWith("/libc.so.6", StringComparison.Ordinal))
            .Select(entry => files.Resolve(entry.Path)?.Path)
            .OfType<string>()
            .Select(path => $"{path[..path.LastIndexOf('/')]}/gconv")
            .Distinct()
            .ToList();
        if (directories.Count == 0)
        {
            yield return "there is no libc.so.6, beside which the modules of encodings lie";
        }

        foreach (var directory in directories)
        {
            var indices = files.All
                .Where(entry => entry.Type == FileType.File && entry.Path.StartsWith($"{directory}/gconv-modules", StringComparison.Ordinal))
                .ToList();
            if (indices.Count == 0)
            {
                yield return $"{directory} has no gconv-modules: iconv knows no encoding but UTF-8, ASCII and a few that are built in";
                continue;
            }

            string[] named = [.. OfDocuments.Union(indices.SelectMany(index => Modules(index.Text)), StringComparer.Ordinal)];
            var resolver = new LibraryResolver(files, Account.NonRoot);
            var missing = named.Where(module => files.Resolve($"{directory}/{module}.so") is not { Type: FileType.File, Elf: not null }).ToList();
            if (missing.Count > 0)
            {
                yield return $"{directory} lacks the modules of encodings {Shown.Some(missing)}";
            }

            var lacking = named.Except(missing)
                .SelectMany(module => resolver.Missing($"{directory}/{module}.so").Select(library => $"{library.Name} of {module}"))
                .Distinct()
                .ToList();
            if (lacking.Count > 0)
            {
                yield return $"modules of {directory} do not find {Shown.Some(lacking)}";
            }
        }
    }

    /// <summary>The modules that an index names: <c>module FROM TO FILE COST</c>.</summary>
    private static IEnumerable<string> Modules(string? index) => (index ?? string.Empty).Split('\n')
        .Select(line => line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words is ["module", _, _, _, ..])
        .Select(words => words[3]);

    private static IEnumerable<string> LibraryProblems(string name, RootFileSystem files)
    {
        var resolver = new LibraryResolver(files, Account.NonRoot);
        var library = files.All.FirstOrDefault(entry => entry.Path.EndsWith("/libc.so.6", StringComparison.Ordinal) && entry.Elf is not null);
        var found = library is null ? null : resolver.Find(name, library.Elf!);
        if (found is null)
        {
            yield return $"{name} is not where the loader looks: what loads it by its name fails when a program first needs it";
            yield break;
        }

        foreach (var missing in resolver.Missing(found))
        {
            yield return $"{name}: {missing.Name}, needed by {missing.NeededBy}, {missing.Reason}";
        }
    }
}
