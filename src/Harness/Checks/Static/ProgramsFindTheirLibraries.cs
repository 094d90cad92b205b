using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;
using Harness.Snapshots.Elf;

namespace Harness.Checks.Static;

/// <summary>FS005: the dynamic loader finds all that the image's programs need.</summary>
internal sealed class ProgramsFindTheirLibraries() : StaticCheck(new CheckInfo
{
    Id = "FS005",
    Title = "Every program and library on PATH and in the runtime is built for this architecture and finds its loader, its libraries and their "
        + "symbol versions",
    Guide = [GuideSection.MultiArchPaths, GuideSection.MultiStagePattern],
    AppliesTo = "every image; the catalog can name libraries that a runtime loads by itself before others need them ('preloads')",
    Why = "A library that is missing, too old or built for another architecture shows only when something needs it: an import that fails for a user, "
        + "months after the base was changed. The cause is copying single files into a minimal image, or a newer release's libraries over its own.",
    Remedy = "Copy what ldd lists for each program and extension from a -dev stage of the same release, for the architecture that is being built; "
        + "after adding libraries to a directory of /etc/ld.so.conf, run ldconfig.",
    BreaksWith = "a library deleted; a library too old for what needs it; a program for another architecture",
    Example = new()
    {
        Fault =
            """
            COPY --from=runtime-deps /usr/bin/jq /usr/bin/jq
            """,
        Mend =
            """
            RUN ldd /usr/bin/jq | grep -oE '/[^ ]+\.so[^ ]*' | xargs -I{} cp -L --parents {} /rootfs
            COPY --from=runtime-deps /rootfs/ /
            COPY --from=runtime-deps /usr/bin/jq /usr/bin/jq
            """,
    },
})
{
    /// <summary>Platforms other than glibc's Linux that packages carry libraries for, next to those that are loaded here.</summary>
    private static readonly string[] OtherPlatforms = ["android", "freebsd", "linuxmusl", "musl", "netbsd", "openbsd"];

    /// <summary>Libraries of displays and sound. A runtime's own libraries may lack them, for lesson 1 wants them out of the image.</summary>
    private static readonly string[] OfDisplays =
        ["libX", "libxcb", "libxkb", "libwayland", "libGL.", "libEGL.", "libtk8", "libtcl8", "libasound.", "libpulse"];

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => true;

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var path = Places.PathDirectories(snapshot.Config);
        var runtime = Places.OfRuntimes(image.Definition, snapshot.Files);
        var packages = Places.OfPackages(snapshot);
        var expected = $"every program and library on PATH ({string.Join(':', path)})"
            + (runtime.Count == 0 ? string.Empty : $", of the runtime ({string.Join(", ", runtime)})")
            + (packages.Count == 0 ? string.Empty : $", of packages ({string.Join(", ", packages)})")
            + " for one architecture, with its loader and every library and symbol version that it needs";
        var onPath = Places.OnPath(snapshot)
            .Select(entry => snapshot.Files.Resolve(entry.Path))
            .Where(file => file is { Type: FileType.File } && IsLoaded(file))
            .Select(file => file!)
            .ToList();
        var ofRuntime = Places.Below(runtime, snapshot.Files).Where(IsLoaded).ToList();
        var machines = onPath.Concat(ofRuntime).Select(file => file.Elf).OfType<ElfInfo>().GroupBy(elf => (elf.Machine, elf.Is64Bit));
        // What most are for: whether the configuration names it, too, is for CFG008 to prove.
        if (machines.MaxBy(machine => machine.Count())?.First() is not { } architecture)
        {
            return Finding.Fail(expected, "no program was found");
        }

        var all = onPath
            .Concat(ofRuntime.Where(file => !IsForOther(file, architecture)))
            .Concat(Places.Below(packages, snapshot.Files)
                .Where(file => IsLoaded(file)
                    && IsLibraryName(file.Path)
                    && !IsForOther(file, architecture)
                    && !OtherPlatforms.Any(word => Architecture.HasWord(file.Path, word))))
            .DistinctBy(file => file.Path)
            .ToList();
        var resolver = new LibraryResolver(snapshot.Files, Account.NonRoot);
        var fitting = all.Where(file => Fits(file, architecture)).ToList();
        var there = fitting.SelectMany(Names).ToHashSet(StringComparer.Ordinal);
        var optional = ofRuntime.Where(IsLibrary).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var displays = new SortedSet<string>(StringComparer.Ordinal);
        var missing = fitting.SelectMany(Lacking).Distinct().ToList();
        return Finding.Of(
            [
                .. all.Select(file => Problem(file, architecture)).OfType<string>(),
                .. missing.GroupBy(Description).Select(group => $"{group.Key}: needed by {Shown.Some([.. group.Select(one => one.NeededBy)])}")
            ],
            expected,
            $"{all.Count} programs and libraries for {Architecture.NameOf(architecture)}, each with all that it needs"
                + (displays.Count == 0 ? string.Empty : $"; not counted are a display's libraries, which an image need not have: {Shown.Some(displays)}"));

        IEnumerable<MissingLibrary> Lacking(FileEntry file)
        {
            foreach (var one in resolver.Missing(file.Path))
            {
                // The catalog knows what a runtime has loaded by then, by a path that only it knows.
                if (one.Version is null && IsLibrary(file) && image.Definition.Preloads.Contains(one.Name) && there.Contains(one.Name))
                {
                    continue;
                }

                if (one.Version is null && optional.Contains(file.Path) && OfDisplays.Any(name => one.Name.StartsWith(name, StringComparison.Ordinal)))
                {
                    displays.Add($"{one.Name} of {one.NeededBy}");
                    continue;
                }

                yield return one;
            }
        }
    }

    private static string Description(MissingLibrary missing) => $"{missing.Name} {missing.Reason}";

    private static string? Problem(FileEntry file, ElfInfo architecture) => file.Elf switch
    {
        null => $"{file.Path} cannot be loaded: it is cut off, damaged or for a big-endian machine",
        var elf when !Fits(file, architecture) => $"{file.Path} is for {Architecture.NameOf(elf)}, the others for {Architecture.NameOf(architecture)}",
        _ => null,
    };

    private static bool IsLoaded(FileEntry file) => file.Elf is not null || file.IsBrokenElf;

    private static bool Fits(FileEntry file, ElfInfo architecture) =>
        file.Elf is { } elf && elf.Machine == architecture.Machine && elf.Is64Bit == architecture.Is64Bit;

    private static bool IsForOther(FileEntry file, ElfInfo architecture) =>
        file.Elf is { } elf && !Fits(file, architecture) && Architecture.IsNamedIn(file.Path, elf);

    private static bool IsLibrary(FileEntry file) => file.Elf is { Interpreter: null };

    private static bool IsLibraryName(string path)
    {
        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        return name.EndsWith(".so") || name.EndsWith(".node") || name.Contains(".so.", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(FileEntry library)
    {
        yield return library.Path[(library.Path.LastIndexOf('/') + 1)..];
        if (library.Elf!.SoName is { } name)
        {
            yield return name;
        }
    }
}
