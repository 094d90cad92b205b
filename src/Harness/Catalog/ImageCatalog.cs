namespace Harness.Catalog;

/// <summary>The content of <c>images/catalog.yaml</c>: images, languages, versions and expectations.</summary>
/// <param name="Root">The repository's root directory, against which every path of the catalog is resolved.</param>
/// <param name="Images">The images in the catalog's order.</param>
/// <param name="Bases">The stand-in bases that the <c>local</c> provider can build.</param>
public sealed record ImageCatalog(string Root, IReadOnlyList<ImageDefinition> Images, IReadOnlyList<BaseDefinition> Bases)
{
    /// <summary>What production's pods have besides the contract.</summary>
    public PodPlacement Pods { get; init; } = PodPlacement.None;

    /// <summary>Every language with its image, in the catalog's order.</summary>
    public IEnumerable<(ImageDefinition Image, LanguageDefinition Language)> Languages =>
        Images.SelectMany(image => image.Languages.Select(language => (image, language)));
}

/// <summary>What an image is for.</summary>
public enum ImageKind
{
    /// <summary>A language image: the main container of a sandbox.</summary>
    Sandbox,

    /// <summary>The sidecar.</summary>
    Sidecar,
}

/// <summary>Which of a base's two variants the final stage is.</summary>
public enum FinalVariant
{
    /// <summary>Runtime only, no package manager.</summary>
    Minimal,

    /// <summary>With shell, package manager and compilers.</summary>
    Dev,
}

/// <summary>One image of the catalog.</summary>
/// <param name="Name">Its name without prefix: python, nodejs, go, c-cpp, sidecar.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Title">One line for people and for the OCI label.</param>
/// <param name="Context">The build context, relative to the root; the Dockerfile lies in it.</param>
/// <param name="Base">The name of the base of its final stage, a key of the catalog's bases.</param>
/// <param name="Variant">The variant of its final stage.</param>
/// <param name="Shell">Whether a shell is expected in the image.</param>
/// <param name="Runtimes">Where the runtime is: absolute paths of executables that must exist.</param>
/// <param name="Versions">Its version ARGs: those of every image, then its own.</param>
/// <param name="BuildArgs">Further build ARGs by base provider (<c>local</c>, <c>dhi</c>, <c>mirror</c>).</param>
/// <param name="GoModules">Modules that must be in the module cache, <c>path@version</c>; empty for other images.</param>
/// <param name="Languages">The languages that it runs; empty for the sidecar.</param>
public sealed record ImageDefinition(
    string Name,
    ImageKind Kind,
    string Title,
    string Context,
    string Base,
    FinalVariant Variant,
    bool Shell,
    IReadOnlyList<string> Runtimes,
    IReadOnlyList<VersionArg> Versions,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> BuildArgs,
    IReadOnlyList<string> GoModules,
    IReadOnlyList<LanguageDefinition> Languages)
{
    /// <summary>Advertised packages that cannot be had, by base provider: they are left out of the full set there, and reports name them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Unavailable { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Absolute paths, files or directories with all that is in them, where the image may replace what its base has (FS014).</summary>
    public IReadOnlyList<string> Replaces { get; init; } = [];

    /// <summary>
    /// Names of libraries that the runtime loads before it loads others which need them, by a path that only it knows, as java
    /// does with libjvm.so: where the loader looks they need not be (FS005).
    /// </summary>
    public IReadOnlyList<string> Preloads { get; init; } = [];

    /// <summary>
    /// What the image's programs load by name at run time, which no list of libraries shows (FS016): <c>encodings</c>, <c>fonts</c>,
    /// <c>locale NAME</c>, a library's name, or the absolute path of a file.
    /// </summary>
    public IReadOnlyList<string> LoadsByName { get; init; } = [];
}

/// <summary>A version ARG of a Dockerfile.</summary>
/// <param name="Arg">The ARG's name, for example PYTHON_VERSION.</param>
/// <param name="Value">The catalog's value; the Dockerfile's default must be the same.</param>
/// <param name="Minimum">The smallest versions allowed, one for each minor release line; empty when there is no floor.</param>
public sealed record VersionArg(string Arg, string Value, IReadOnlyList<string> Minimum)
{
    /// <summary>What numbers had before them in an older scheme, as Java's 8 was called 1.8; null where there is none.</summary>
    public string? FormerPrefix { get; init; }

    /// <summary>When its lines come to their end; null where nobody says.</summary>
    public LifeEnd? LifeEnd { get; init; }

    /// <summary>A version as the images have it: 1.8 is 8 where numbers had <c>1.</c> before them.</summary>
    public string Read(string given)
    {
        if (FormerPrefix is not { Length: > 0 } prefix || !given.StartsWith(prefix, StringComparison.Ordinal))
        {
            return given;
        }

        var rest = given[prefix.Length..];
        var number = rest.EndsWith(".0", StringComparison.Ordinal) ? rest[..^2] : rest;
        return number.Length > 0 && number.All(char.IsAsciiDigit) ? number : given;
    }

    /// <summary>What is wrong with a version; null when there is nothing.</summary>
    /// <param name="value">As <see cref="Read"/> gives it.</param>
    public string? Problem(string value) => VersionNumber.TagUndercuts(value, Minimum) is { } floor
        ? $"{Arg}={value} is below {floor}, the smallest version that hardened images have of that line (all of them: {string.Join(", ", Minimum)}). "
            + $"Give {Arg}={floor} or newer; 'minimum' in {CatalogLoader.FileName} says which."
        : null;
}

/// <summary>A language that an image runs.</summary>
/// <param name="Name">Its name, as LANGUAGE takes it: python, javascript, typescript, go, c, cpp.</param>
/// <param name="Alias">Its short name for <c>-l</c>: py, js, ts, go, c, cpp.</param>
/// <param name="File">The file that the sidecar writes code to.</param>
/// <param name="Run">
/// The command as argv; <c>{file}</c> stands for the file's path. One that names <c>{out}</c> is a compiler: what it makes
/// is run after it.
/// </param>
/// <param name="Shell">True when the command is a compile command for <c>sh -c</c> (its only element).</param>
/// <param name="VersionArg">The version ARG that the runtime's version must equal.</param>
/// <param name="Limits">Resource limits where they differ from the contract's.</param>
/// <param name="Programs">The programs that the checks run, by role.</param>
public sealed record LanguageDefinition(
    string Name,
    string Alias,
    string File,
    IReadOnlyList<string> Run,
    bool Shell,
    string VersionArg,
    ResourceLimits Limits,
    IReadOnlyDictionary<ProgramRole, ProgramDefinition> Programs)
{
    /// <summary>Whether a user may mean it by this word: its name or its alias, in any case.</summary>
    public bool IsCalled(string word) =>
        string.Equals(Name, word, StringComparison.OrdinalIgnoreCase) || string.Equals(Alias, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The packages that the full set promises to users.</summary>
    public IReadOnlyList<AdvertisedPackage> Packages { get; init; } = [];

    /// <summary>The variables of the ENTRYPOINT that this language reads, whose effect LANG006 proves.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>
    /// Variables that the runtime's own start script adds to a program's environment, which then has no order any more:
    /// RUN008 leaves them out of account. Empty for most.
    /// </summary>
    public IReadOnlyList<string> Adds { get; init; } = [];
}

/// <summary>A package that programs can use.</summary>
/// <param name="Name">Its name in the requirement list beside the Dockerfile.</param>
/// <param name="Import">The statement that imports it, one line of the language.</param>
public sealed record AdvertisedPackage(string Name, string Import);

/// <summary>CPU and memory of both containers. What is run counts against the sidecar, so both matter to a language.</summary>
/// <param name="MainCpu">CPUs of main.</param>
/// <param name="MainMemory">Bytes of memory of main.</param>
/// <param name="SidecarCpu">CPUs of the sidecar and of the programs that it runs.</param>
/// <param name="SidecarMemory">Bytes of memory of the sidecar and of the programs that it runs.</param>
public sealed record ResourceLimits(double MainCpu, long MainMemory, double SidecarCpu, long SidecarMemory)
{
    /// <summary>The contract's limits: main 1 CPU and 512 MiB, sidecar half a CPU and 512 MiB.</summary>
    public static ResourceLimits Contract { get; } = new(1, 512L << 20, 0.5, 512L << 20);
}

/// <summary>What a program is there to show.</summary>
public enum ProgramRole
{
    /// <summary>Prints one known line (LANG001).</summary>
    Hello,

    /// <summary>Prints what it sees of itself, see <c>images/programs/README.md</c> (RUN007 to RUN011, LANG002).</summary>
    Report,

    /// <summary>Prints more than 1 MiB (RUN011).</summary>
    Flood,

    /// <summary>Starts a process in a session of its own, prints a line and never ends (RUN012).</summary>
    Tree,

    /// <summary>Takes memory without end (RUN016).</summary>
    Memory,

    /// <summary>Starts many processes that never end (RUN025, RUN027); one language's is enough, since it is about the sidecar.</summary>
    Bomb,

    /// <summary>Leaves directories deeper than a path can be long (RUN028); one language's is enough.</summary>
    Depths,

    /// <summary>Dies of an uncaught error (LANG004).</summary>
    UncaughtError,

    /// <summary>Does not compile (LANG004); absent for languages without a compile step.</summary>
    CompileError,

    /// <summary>Imports preloaded modules that have transitive dependencies (LANG007); Go only.</summary>
    Modules,

    /// <summary>Imports the advertised packages (LANG003).</summary>
    Packages,

    /// <summary>Computes with an advertised package and prints a known number (LANG003).</summary>
    Compute,

    /// <summary>Plots to a PNG (LANG003); for languages with a plotting package.</summary>
    Plot,

    /// <summary>Prints whether each variable of the environment has its effect (LANG006).</summary>
    Environment,

    /// <summary>Uses a second source file (LANG005).</summary>
    Sources,

    /// <summary>Reads a file that was uploaded and writes one (LANG005).</summary>
    Files,
}

/// <summary>A program and what it must do.</summary>
/// <param name="Path">Its source, relative to the root.</param>
/// <param name="ExitCode">The exit status; null when any but 0 will do.</param>
/// <param name="Stdout">The exact standard output; null when another check looks at it.</param>
/// <param name="StderrContains">Text that standard error must contain.</param>
public sealed record ProgramDefinition(string Path, int? ExitCode, string? Stdout, IReadOnlyList<string> StderrContains)
{
    /// <summary>Further source files, relative to the root, that are uploaded to the data directory under their own names first.</summary>
    public IReadOnlyList<string> With { get; init; } = [];
}

/// <summary>A stand-in for a dhi.io base, built from Debian packages and the npm registry.</summary>
/// <param name="Name">The base's name at dhi.io: python, node, golang, debian-base, static.</param>
/// <param name="Context">The build context, relative to the root; its Dockerfile has a stage for each variant, <c>minimal</c> and <c>dev</c>.</param>
/// <param name="Variants">The variants that it has: minimal, dev or both.</param>
/// <param name="Args">The version ARGs of an image that are handed on to the base's Dockerfile.</param>
/// <param name="Tags">The tags that it can be built as.</param>
public sealed record BaseDefinition(
    string Name,
    string Context,
    IReadOnlyList<FinalVariant> Variants,
    IReadOnlyList<string> Args,
    IReadOnlyList<BaseTag> Tags)
{
    /// <summary>The name of the program that the base is there for, on its PATH: python3, node. Null for a base without one.</summary>
    public string? Runtime { get; init; }
}

/// <summary>A tag of a stand-in base.</summary>
/// <param name="Template">The minimal variant's tag, with ARG names in braces: <c>{PYTHON_VERSION}-{DEBIAN_VERSION}</c>; the dev twin adds <c>-dev</c>.</param>
/// <param name="Args">ARGs of the base's Dockerfile that make this tag what it is.</param>
public sealed record BaseTag(string Template, IReadOnlyDictionary<string, string> Args);
