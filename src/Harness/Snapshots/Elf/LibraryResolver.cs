namespace Harness.Snapshots.Elf;

/// <summary>
/// Finds the shared libraries of programs in an image by the rules of glibc's loader, with LD_LIBRARY_PATH not set. Not
/// thread-safe: it remembers what it found.
/// </summary>
/// <param name="files">The image's files.</param>
/// <param name="account">Who runs the programs: what this account may not read is as good as absent.</param>
internal sealed class LibraryResolver(RootFileSystem files, Account account)
{
    private readonly LoaderCache cache = LoaderCache.Of(files);
    private readonly Dictionary<string, ElfInfo?> readable = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, int Machine, bool Is64Bit), (string Path, ElfInfo Elf)?> common = [];

    /// <summary>
    /// What a program or library lacks, its loader and the libraries of its libraries included; empty when it can be loaded.
    /// </summary>
    /// <param name="path">Its absolute path.</param>
    /// <exception cref="ArgumentException">There is no ELF file at the path.</exception>
    public IReadOnlyList<MissingLibrary> Missing(string path)
    {
        if (files.Resolve(path) is not { Elf: { } elf } program)
        {
            throw new ArgumentException($"{path} is no ELF file.", nameof(path));
        }

        var missing = new List<MissingLibrary>();
        if (elf.Interpreter is { } loader && !IsExecutable(loader, elf))
        {
            missing.Add(new MissingLibrary(loader, program.Path));
        }

        // The loader goes breadth first and loads each name once, so the first place found serves all who need the name.
        var start = new LoadedObject(program.Path, elf, LoadedBy: null);
        var loaded = new List<LoadedObject> { start };
        var named = new Dictionary<string, LoadedObject?>(StringComparer.Ordinal);
        Name(start);
        for (var next = 0; next < loaded.Count; next++)
        {
            var current = loaded[next];
            foreach (var name in current.Elf.Needed.Where(name => !named.ContainsKey(name)))
            {
                var library = Load(name, current);
                named[name] = library;
                if (library is null)
                {
                    missing.Add(new MissingLibrary(name, current.Path));
                }
                else
                {
                    loaded.Add(library);
                    Name(library);
                }
            }
        }

        missing.AddRange(loaded.SelectMany(current => MissingVersions(current, named)));
        return missing;

        void Name(LoadedObject one)
        {
            // A library is known by the name that it gives itself, too.
            if (one.Elf.SoName is { } soName)
            {
                named.TryAdd(soName, one);
            }
        }
    }

    /// <summary>Where the loader finds a library that a program loads by its name alone; null where it does not.</summary>
    /// <param name="name">For example <c>libcurl.so.4</c>.</param>
    /// <param name="program">What a program that loads it is built for.</param>
    public string? Find(string name, ElfInfo program) => Common(name, program)?.Path;

    /// <summary>What the loader opens for each name that an ELF file itself needs, its own loader first; null where it finds nothing.</summary>
    /// <param name="path">The file's absolute path.</param>
    /// <exception cref="ArgumentException">There is no ELF file at the path.</exception>
    public IEnumerable<(string Name, string? Path)> Needs(string path)
    {
        if (files.Resolve(path) is not { Elf: { } elf } file)
        {
            throw new ArgumentException($"{path} is no ELF file.", nameof(path));
        }

        var origin = new LoadedObject(file.Path, elf, LoadedBy: null);
        var needs = elf.Needed.Distinct(StringComparer.Ordinal).Select(name => (name, Load(name, origin)?.Path));
        return elf.Interpreter is { } loader
            ? needs.Where(need => need.name != loader).Prepend((loader, IsExecutable(loader, elf) ? loader : null))
            : needs;
    }

    /// <summary>The loader refuses a library that defines versions and lacks one; of a library without any it only warns.</summary>
    private static IEnumerable<MissingLibrary> MissingVersions(LoadedObject needer, Dictionary<string, LoadedObject?> named) =>
        from need in needer.Elf.Requires
        let library = named.GetValueOrDefault(need.Library)
        where library is { Elf.Provides.Count: > 0 } && !library.Elf.Provides.Contains(need.Version)
        select new MissingLibrary(library.Path, needer.Path) { Version = need.Version };

    private LoadedObject? Load(string name, LoadedObject by)
    {
        if (name.Contains('/', StringComparison.Ordinal))
        {
            return First([Expanded(name, by)], by.Elf) is { } file ? new LoadedObject(file.Path, file.Elf, by) : null;
        }

        var own = OwnDirectories(by).Select(directory => $"{directory}/{name}");
        return (First(own, by.Elf) ?? Common(name, by.Elf)) is { } found ? new LoadedObject(found.Path, found.Elf, by) : null;
    }

    /// <summary>The directories of its RUNPATH, or else those of its RPATH and of the RPATHs of those that led to it.</summary>
    private static IEnumerable<string> OwnDirectories(LoadedObject by)
    {
        if (by.Elf.RunPath.Count > 0)
        {
            return by.Elf.RunPath.Select(directory => Expanded(directory, by));
        }

        var inherited = new List<string>();
        for (var loader = by; loader is not null; loader = loader.LoadedBy)
        {
            // A RUNPATH makes the loader ignore the same object's RPATH.
            inherited.AddRange(loader.Elf.RunPath.Count > 0 ? [] : loader.Elf.RPath.Select(directory => Expanded(directory, loader)));
        }

        return inherited;
    }

    /// <summary>What a name without any directories of its own leads to: in the cache, then in the loader's own directories.</summary>
    private (string Path, ElfInfo Elf)? Common(string name, ElfInfo by)
    {
        var key = (name, by.Machine, by.Is64Bit);
        if (!common.TryGetValue(key, out var found))
        {
            found = First(cache.Paths(name).Concat(DefaultDirectories(by).Select(directory => $"{directory}/{name}")), by);
            common[key] = found;
        }

        return found;
    }

    private (string Path, ElfInfo Elf)? First(IEnumerable<string> candidates, ElfInfo by)
    {
        foreach (var path in candidates)
        {
            if (Readable(path) is { } elf && Fits(elf, by))
            {
                return (path, elf);
            }
        }

        return null;
    }

    private ElfInfo? Readable(string path)
    {
        if (!readable.TryGetValue(path, out var elf))
        {
            elf = files.Resolve(path, account) is { Type: FileType.File } file && account.May(Access.Read, file) ? file.Elf : null;
            readable[path] = elf;
        }

        return elf;
    }

    /// <summary>A loader is started by the kernel, which wants it executable.</summary>
    private bool IsExecutable(string path, ElfInfo by) =>
        files.Resolve(path, account) is { Type: FileType.File, Elf: { } elf } file && account.May(Access.Execute, file) && Fits(elf, by);

    private static bool Fits(ElfInfo elf, ElfInfo by) => elf.Machine == by.Machine && elf.Is64Bit == by.Is64Bit;

    /// <summary>A path with the loader's tokens replaced, in both spellings.</summary>
    private static string Expanded(string path, LoadedObject by)
    {
        if (!path.Contains('$', StringComparison.Ordinal))
        {
            return path;
        }

        var slash = by.Path.LastIndexOf('/');
        var multiarch = MultiarchName(by.Elf);
        (string Token, string? Value)[] tokens =
        [
            ("ORIGIN", slash <= 0 ? "/" : by.Path[..slash]),
            ("LIB", multiarch is null ? null : $"lib/{multiarch}"),
            ("PLATFORM", multiarch?.Split('-')[0]),
        ];
        foreach (var (token, value) in tokens)
        {
            path = value is null
                ? path
                : path.Replace($"${{{token}}}", value, StringComparison.Ordinal).Replace($"${token}", value, StringComparison.Ordinal);
        }

        return path;
    }

    private static string[] DefaultDirectories(ElfInfo elf)
    {
        string[] common = elf.Is64Bit ? ["/lib", "/usr/lib", "/lib64", "/usr/lib64"] : ["/lib", "/usr/lib"];
        return MultiarchName(elf) is { } name ? [$"/lib/{name}", $"/usr/lib/{name}", .. common] : common;
    }

    /// <summary>Debian's name for an architecture's directories; null for those that it has none for.</summary>
    private static string? MultiarchName(ElfInfo elf) => (elf.Machine, elf.Is64Bit) switch
    {
        (3, false) => "i386-linux-gnu",
        (21, true) => "powerpc64le-linux-gnu",
        (40, false) => "arm-linux-gnueabihf",
        (62, true) => "x86_64-linux-gnu",
        (183, true) => "aarch64-linux-gnu",
        (243, true) => "riscv64-linux-gnu",
        _ => null,
    };

    /// <summary>An object in the process, under the path that the loader opened, with the one that asked for it.</summary>
    private sealed record LoadedObject(string Path, ElfInfo Elf, LoadedObject? LoadedBy);
}
