using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>A processor architecture, as images and as ELF files name it.</summary>
/// <param name="Name">The OCI name: amd64.</param>
/// <param name="Machine">ELF's e_machine.</param>
/// <param name="Is64Bit">ELF's class.</param>
/// <param name="Words">Words that name it in paths.</param>
internal sealed record Architecture(string Name, int Machine, bool Is64Bit, params IReadOnlyList<string> Words)
{
    private static readonly Architecture[] All =
    [
        new("386", 3, false, "386", "i386", "i486", "i586", "i686", "ia32", "32"),
        new("amd64", 62, true, "amd64", "x86_64", "x64"),
        new("arm", 40, false, "arm", "armel", "armhf", "armv5", "armv6", "armv7", "armv7l"),
        new("arm64", 183, true, "arm64", "aarch64"),
        new("loong64", 258, true, "loong64", "loongarch64"),
        new("ppc64le", 21, true, "ppc64le", "ppc64el", "powerpc64le"),
        new("riscv64", 243, true, "riscv64"),
    ];

    /// <summary>The OCI names of all that are known here, none of them big-endian.</summary>
    public static IEnumerable<string> Names => All.Select(architecture => architecture.Name);

    /// <summary>The architecture of that OCI name; null for one that is not known here.</summary>
    public static Architecture? Of(string name) => Array.Find(All, architecture => architecture.Name == name);

    /// <summary>What a file is for, in words.</summary>
    public static string NameOf(ElfInfo elf) => Array.Find(All, architecture => architecture.Fits(elf))?.Name ?? $"ELF machine {elf.Machine}";

    /// <summary>
    /// Whether a file's path says what it is for: <c>/usr/lib/aarch64-linux-gnu/libc.so.6</c>. Such files are kept for
    /// cross-compilers and for other hosts.
    /// </summary>
    public static bool IsNamedIn(string path, ElfInfo elf) =>
        All.Any(architecture => architecture.Fits(elf) && architecture.Words.Any(word => HasWord(path, word)));

    /// <summary>Whether a path contains a word between characters that are neither letters nor digits.</summary>
    public static bool HasWord(string path, string word)
    {
        for (var at = path.IndexOf(word, StringComparison.Ordinal); at >= 0; at = path.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsAsciiLetterOrDigit(path[at - 1])) && (end == path.Length || !char.IsAsciiLetterOrDigit(path[end])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a file is for this architecture.</summary>
    public bool Fits(ElfInfo elf) => elf.Machine == Machine && elf.Is64Bit == Is64Bit;
}
