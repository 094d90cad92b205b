
namespace Harness.Snapshots;

/// <summary>An image's configuration and merged root file system, read without starting a container.</summary>
/// <param name="Digest">The image id.</param>
/// <param name="Config">The image configuration.</param>
/// <param name="Files">The root file system after all layers and whiteouts.</param>
public sealed record ImageSnapshot(string Digest, ImageConfig Config, RootFileSystem Files)
{
    /// <summary>The layers, lowest first.</summary>
    public IReadOnlyList<ImageLayer> Layers { get; init; } = [];

    /// <summary>The files and links of layers that a layer above replaces or removes: programs do not see them, but they are still in the image.</summary>
    public IReadOnlyList<CoveredFile> Covered { get; init; } = [];
}

/// <summary>A file or link that a higher layer covers.</summary>
/// <param name="Entry">What is covered.</param>
/// <param name="By">The layer that replaces or removes it, counted from the lowest, 0.</param>
public sealed record CoveredFile(FileEntry Entry, int By);

/// <summary>One layer of an image.</summary>
/// <param name="Size">The bytes of the regular files that it adds, unpacked; a file with several names counts once.</param>
/// <param name="Files">How many paths it adds, directories included.</param>
public sealed record ImageLayer(long Size, int Files);

/// <summary>The parts of an OCI image configuration that the checks look at.</summary>
/// <param name="Architecture">For example amd64.</param>
/// <param name="Os">For example linux.</param>
/// <param name="User">The USER, as written.</param>
/// <param name="WorkingDirectory">The WORKDIR.</param>
/// <param name="Entrypoint">The ENTRYPOINT in exec form; empty when there is none.</param>
/// <param name="Command">The CMD in exec form; empty when there is none.</param>
/// <param name="Environment">The ENV list, <c>K=V</c>.</param>
/// <param name="Labels">The labels.</param>
/// <param name="History">The build history, oldest step first.</param>
public sealed record ImageConfig(
    string Architecture,
    string Os,
    string User,
    string WorkingDirectory,
    IReadOnlyList<string> Entrypoint,
    IReadOnlyList<string> Command,
    IReadOnlyList<string> Environment,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyList<HistoryStep> History)
{
    /// <summary>The digests of the layers unpacked, lowest first.</summary>
    public IReadOnlyList<string> DiffIds { get; init; } = [];

    /// <summary>The test of the HEALTHCHECK, for example <c>CMD-SHELL curl -f localhost</c> in two elements; empty when there is none.</summary>
    public IReadOnlyList<string> Healthcheck { get; init; } = [];

    /// <summary>The paths of VOLUME.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>The instructions of ONBUILD.</summary>
    public IReadOnlyList<string> OnBuild { get; init; } = [];

    /// <summary>The STOPSIGNAL, as written; empty when there is none.</summary>
    public string StopSignal { get; init; } = string.Empty;
}

/// <summary>A step of an image's build history.</summary>
/// <param name="CreatedBy">The command that made it, as the builder wrote it down.</param>
/// <param name="IsEmpty">Whether it changed the configuration only and made no layer.</param>
public sealed record HistoryStep(string CreatedBy, bool IsEmpty);

/// <summary>What a path is.</summary>
public enum FileType
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link.</summary>
    Link,

    /// <summary>A device, fifo or socket.</summary>
    Special,
}

/// <summary>One path of a root file system.</summary>
/// <param name="Path">Absolute, normalised, without a trailing slash.</param>
/// <param name="Type">What it is.</param>
/// <param name="Mode">Permission bits with setuid, setgid and sticky (07777).</param>
/// <param name="Uid">Owner.</param>
/// <param name="Gid">Group.</param>
/// <param name="Size">Bytes of a regular file.</param>
/// <param name="LinkTarget">The target of a symbolic link, as written.</param>
/// <param name="Capabilities">The raw <c>security.capability</c> attribute; null when there is none.</param>
/// <param name="Elf">What the file's ELF header and dynamic section say; null when it is no ELF program or library.</param>
/// <param name="Shebang">The interpreter line without <c>#!</c>; null when there is none.</param>
/// <param name="Text">The content of the files that checks read (those of the loader, of accounts, of installed packages); null otherwise.</param>
/// <param name="IsBrokenElf">Starts as an ELF program or library and is none that a little-endian loader reads: cut off, damaged, or big-endian.</param>
public sealed record FileEntry(
    string Path,
    FileType Type,
    int Mode,
    int Uid,
    int Gid,
    long Size,
    string? LinkTarget = null,
    byte[]? Capabilities = null,
    ElfInfo? Elf = null,
    string? Shebang = null,
    string? Text = null,
    bool IsBrokenElf = false)
{
    /// <summary>The layer that it comes from, counted from the lowest, 0.</summary>
    public int Layer { get; init; }

    /// <summary>The first half of the SHA-256 of a regular file's bytes; 0 for whatever has none.</summary>
    public UInt128 Content { get; init; }

    /// <summary>What it holds that is nobody else's business. The secret itself is never recorded.</summary>
    public SecretKind Secret { get; init; }
}

/// <summary>A secret in a file.</summary>
public enum SecretKind
{
    /// <summary>None was recognised.</summary>
    None,

    /// <summary>A private key in PEM form.</summary>
    PrivateKey,

    /// <summary>A password or token, in a file that tools read their credentials from.</summary>
    Credential,
}

/// <summary>What the loader needs to know of an ELF file.</summary>
/// <param name="Is64Bit">ELF class.</param>
/// <param name="Machine">e_machine: 62 is x86-64, 183 is AArch64.</param>
/// <param name="Interpreter">PT_INTERP; null for a library or a static binary.</param>
/// <param name="Needed">DT_NEEDED entries in order.</param>
/// <param name="RPath">DT_RPATH, split at colons.</param>
/// <param name="RunPath">DT_RUNPATH, split at colons.</param>
public sealed record ElfInfo(
    bool Is64Bit, int Machine, string? Interpreter,
    IReadOnlyList<string> Needed, IReadOnlyList<string> RPath, IReadOnlyList<string> RunPath)
{
    /// <summary>The name that a library gives itself (DT_SONAME); null when it gives none.</summary>
    public string? SoName { get; init; }

    /// <summary>The symbol versions that a library defines (DT_VERDEF), for example <c>GLIBC_2.38</c>.</summary>
    public IReadOnlyList<string> Provides { get; init; } = [];

    /// <summary>The symbol versions that must be in other libraries (DT_VERNEED); weak ones, which may lack, are left out.</summary>
    public IReadOnlyList<NeededVersion> Requires { get; init; } = [];
}

/// <summary>A symbol version that an ELF file needs.</summary>
/// <param name="Library">The library that must have it, by its DT_NEEDED name.</param>
/// <param name="Version">The version.</param>
public sealed record NeededVersion(string Library, string Version);
