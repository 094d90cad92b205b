namespace Harness.Snapshots;

/// <summary>
/// Finds the shared libraries of programs in an image by the rules of glibc's loader, with LD_LIBRARY_PATH not set.
/// </summary>
/// <param name="files">The image's files.</param>
/// <param name="account">Who runs the programs: what this account may not read is as good as absent.</param>
public sealed class LibraryResolver(RootFileSystem files, Account account)
{
    private readonly IReadOnlyList<string> _configured = LoaderConfiguration.Directories(files);

    /// <summary>What a program lacks, its loader and the libraries of its libraries included; empty when it can be loaded.</summary>
    /// <param name="path">The program's absolute path.</param>
    /// <exception cref="ArgumentException">There is no ELF file at the path.</exception>
    public IReadOnlyList<MissingLibrary> Missing(string path)
    {
        if (files.Resolve(path) is not { Elf: { } elf } program)
        {
            throw new ArgumentException($"{path} is no ELF file.", nameof(path));
        }

        var missing = new List<MissingLibrary>();
        if (elf.Interpreter is { } loader && !IsLoadable(loader, elf, out _))
        {
            missing.Add(new MissingLibrary(loader, program.Path));
        }

        // The loader goes breadth first and loads each name once, so the first place found serves all who need the name.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Queue<LoadedObject>([new LoadedObject(program.Path, elf, LoadedBy: null)]);
        while (pending.TryDequeue(out var current))
        {
            foreach (var name in current.Elf.Needed.Where(seen.Add))
            {
                if (Load(name, current) is { } library)
                {
                    pending.Enqueue(library);
                }
                else
                {
                    missing.Add(new MissingLibrary(name, current.Path));
                }
            }
        }

        return missing;
    }

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
            ? needs.Where(need => need.name != loader).Prepend((loader, IsLoadable(loader, elf, out _) ? loader : null))
            : needs;
    }

    private LoadedObject? Load(string name, LoadedObject by)
    {
        IEnumerable<string> candidates = name.Contains('/', StringComparison.Ordinal)
            ? [Expanded(name, by)]
            : SearchPath(by).Select(directory => $"{directory}/{name}");
        foreach (var candidate in candidates)
        {
            if (IsLoadable(candidate, by.Elf, out var found))
            {
                return new LoadedObject(candidate, found!, by);
            }
        }

        return null;
    }

    private IEnumerable<string> SearchPath(LoadedObject by)
    {
        if (by.Elf.RunPath.Count > 0)
        {
            return by.Elf.RunPath.Select(directory => Expanded(directory, by)).Concat(_configured).Concat(DefaultDirectories(by.Elf));
        }

        var inherited = new List<string>();
        for (var loader = by; loader is not null; loader = loader.LoadedBy)
        {
            // A RUNPATH makes the loader ignore the same object's RPATH.
            inherited.AddRange(loader.Elf.RunPath.Count > 0 ? [] : loader.Elf.RPath.Select(directory => Expanded(directory, loader)));
        }

        return inherited.Concat(_configured).Concat(DefaultDirectories(by.Elf));
    }

    private bool IsLoadable(string path, ElfInfo by, out ElfInfo? elf)
    {
        var file = files.Resolve(path, account);
        elf = file is { Type: FileType.File } && account.May(Access.Read, file) ? file.Elf : null;
        return elf is not null && elf.Machine == by.Machine && elf.Is64Bit == by.Is64Bit;
    }

    private static string Expanded(string path, LoadedObject by)
    {
        var slash = by.Path.LastIndexOf('/');
        var origin = slash <= 0 ? "/" : by.Path[..slash];
        return path.Replace("${ORIGIN}", origin, StringComparison.Ordinal).Replace("$ORIGIN", origin, StringComparison.Ordinal);
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
