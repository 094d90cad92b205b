namespace Harness.Checks;

/// <summary>
/// What a check rests on. The table is closed: the lessons and sections of the migration guide and of the buildpack guide under
/// their own numbers and titles, and the few sources beyond both. docs/guide.md has each of them as a heading.
/// </summary>
public sealed class GuideSection
{
    /// <summary>Lesson 1.</summary>
    public static readonly GuideSection MissingUpdateRcD = Lesson(1, "Missing update-rc.d (x11-common fails)");

    /// <summary>Lesson 2.</summary>
    public static readonly GuideSection ServiceStartup = Lesson(2, "Service startup failures during package install");

    /// <summary>Lesson 3.</summary>
    public static readonly GuideSection PythonLocation = Lesson(3, "Python installed in non-standard location");

    /// <summary>Lesson 4.</summary>
    public static readonly GuideSection MultiArchPaths = Lesson(4, "Multi-arch library paths");

    /// <summary>Lesson 5.</summary>
    public static readonly GuideSection VersionAgnosticLinks = Lesson(5, "Version-agnostic symlinks for versioned paths");

    /// <summary>Lesson 6.</summary>
    public static readonly GuideSection EnvEntrypoint = Lesson(6, "No shell in final image - use env -i ENTRYPOINT pattern");

    /// <summary>Lesson 7.</summary>
    public static readonly GuideSection WrapperScripts = Lesson(7, "Shell-less execution with wrapper scripts");

    /// <summary>Lesson 8.</summary>
    public static readonly GuideSection NonRootUser = Lesson(8, "Non-root user (UID 65532)");

    /// <summary>Lesson 9.</summary>
    public static readonly GuideSection DebianPackageNames = Lesson(9, "Debian 13 package name changes");

    /// <summary>Lesson 10.</summary>
    public static readonly GuideSection GoModuleCache = Lesson(10, "Go module cache ownership");

    /// <summary>Lesson 11.</summary>
    public static readonly GuideSection CacheMounts = Lesson(11, "BuildKit cache mounts don't persist");

    /// <summary>Lesson 12.</summary>
    public static readonly GuideSection AlpineEquivalents = Lesson(12, "Alpine to Debian package equivalents");

    /// <summary>Lesson 13.</summary>
    public static readonly GuideSection MissingSleep = Lesson(13, "Missing sleep binary for default CMD");

    /// <summary>Lesson 14.</summary>
    public static readonly GuideSection KcrPrefix = Lesson(14, "Use kcr- prefix for local image names");

    /// <summary>Lesson 15.</summary>
    public static readonly GuideSection ProductionSecurity = Lesson(15, "Testing in Kubernetes requires production security settings");

    /// <summary>Lesson 16.</summary>
    public static readonly GuideSection VersionArgs = Lesson(16, "Version ARGs for complex builds");

    /// <summary>How hardened images differ from others.</summary>
    public static readonly GuideSection Overview = Section("Overview");

    /// <summary>The minimal and the -dev variant, and which one a final stage takes.</summary>
    public static readonly GuideSection ImageVariants = Section("Image Variants");

    /// <summary>Build, collect, and copy into a minimal stage.</summary>
    public static readonly GuideSection MultiStagePattern = Section("Multi-Stage Build Pattern");

    /// <summary>What brings in X11.</summary>
    public static readonly GuideSection PackagesToAvoid = Section("Packages to Avoid");

    /// <summary>The Dockerfile that the guide begins with.</summary>
    public static readonly GuideSection DockerfileTemplate = Section("Dockerfile Template");

    /// <summary>How the sidecar finds main and what it runs code with.</summary>
    public static readonly GuideSection SidecarHowItWorks = Section("Sidecar Updates / How it works");

    /// <summary>What the sidecar needs of an image.</summary>
    public static readonly GuideSection SidecarRequirements = Section("Sidecar Updates / Requirements for this to work");

    /// <summary>The first program that is run in a new image.</summary>
    public static readonly GuideSection TestingAMigratedImage = Section("Sidecar Updates / Testing a migrated image");

    /// <summary>How builds log in to the registry.</summary>
    public static readonly GuideSection RegistryAuthentication = Section("Registry Authentication");

    /// <summary>The commands of a migration.</summary>
    public static readonly GuideSection RunTestsDuringMigration = Section("Run tests during migration");

    /// <summary>The second guide: what does without a shell.</summary>
    public static readonly GuideSection NoShellAvailable = BuildpackGuide("No Shell Available");

    /// <summary>The second guide: bases from a mirror.</summary>
    public static readonly GuideSection DhiMirror = BuildpackGuide("DHI Mirror");

    /// <summary>The second guide: the smallest versions of Go.</summary>
    public static readonly GuideSection GoVersionRequirements = BuildpackGuide("Go Version Requirements");

    /// <summary>What this project promises those who send code to a sandbox.</summary>
    public static readonly GuideSection SandboxContract = Beyond("the sandbox contract");

    /// <summary>What engines and registries read of an image.</summary>
    public static readonly GuideSection OciImageSpecification = Beyond("the OCI image specification");

    /// <summary>Hardening as auditors ask for it.</summary>
    public static readonly GuideSection CisBenchmarks = Beyond("the CIS Benchmarks");

    /// <summary>What clusters admit.</summary>
    public static readonly GuideSection PodSecurityStandards = Beyond("the Pod Security Standards of Kubernetes");

    /// <summary>What common linters hold.</summary>
    public static readonly GuideSection DockerfileBestPractices = Beyond("Docker's best practices for Dockerfiles");

    /// <summary>What a hardened base is trusted for.</summary>
    public static readonly GuideSection BaseProvenance = Beyond("the provenance of hardened bases");

    private GuideSection(string source, string title)
    {
        Name = $"{source}: {title}";
    }

    /// <summary>All of them: the lessons by number, the other sections, the buildpack guide's, the sources beyond both.</summary>
    public static IReadOnlyList<GuideSection> All { get; } =
    [
        MissingUpdateRcD, ServiceStartup, PythonLocation, MultiArchPaths, VersionAgnosticLinks, EnvEntrypoint, WrapperScripts, NonRootUser,
        DebianPackageNames, GoModuleCache, CacheMounts, AlpineEquivalents, MissingSleep, KcrPrefix, ProductionSecurity, VersionArgs,
        Overview, ImageVariants, MultiStagePattern, PackagesToAvoid, DockerfileTemplate,
        SidecarHowItWorks, SidecarRequirements, TestingAMigratedImage, RegistryAuthentication, RunTestsDuringMigration,
        NoShellAvailable, DhiMirror, GoVersionRequirements,
        SandboxContract, OciImageSpecification, CisBenchmarks, PodSecurityStandards, DockerfileBestPractices, BaseProvenance,
    ];

    /// <summary>How it is cited everywhere: <c>Lesson 7: Shell-less execution with wrapper scripts</c>.</summary>
    public string Name { get; }

    /// <inheritdoc />
    public override string ToString() => Name;

    private static GuideSection Lesson(int number, string title) => new($"Lesson {number}", title);

    private static GuideSection Section(string title) => new("Guide section", title);

    private static GuideSection BuildpackGuide(string title) => new("Buildpack guide", title);

    private static GuideSection Beyond(string source) => new("Beyond the guide", source);
}
