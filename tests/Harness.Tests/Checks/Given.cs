using Harness.Building;
using Harness.Catalog;
using Harness.Checks;
using Harness.Checks.Programs;
using Harness.Planning;
using Harness.Sandboxes;
using Harness.Snapshots;

namespace Harness.Tests.Checks;

/// <summary>Test data: an image with one language and a sandbox of it.</summary>
internal static class Given
{
    public static readonly ProgramSources Sources = WritePrograms();

    public static LanguageDefinition Language(string name = "python") => new(
        name,
        "py",
        "code.py",
        ["python", "{file}"],
        Shell: false,
        "PYTHON_VERSION",
        ResourceLimits.Contract,
        new Dictionary<ProgramRole, ProgramDefinition>
        {
            [ProgramRole.Hello] = new("hello", 0, "hello\n", []),
            [ProgramRole.Report] = new("report", 3, null, ["Überlauf ✓"]),
            [ProgramRole.Flood] = new("flood", 0, null, []),
            [ProgramRole.Tree] = new("tree", null, null, []),
            [ProgramRole.UncaughtError] = new("uncaught", 1, null, ["oops"]),
            [ProgramRole.CompileError] = new("compile", null, null, ["wrong type"]),
            [ProgramRole.Modules] = new("modules", 0, "modules\n", []),
        });

    public static ImageUnderTest Image(string name = "python", string version = "3.13", params string[] minimum) => new(
        new ImageDefinition(
            name, ImageKind.Sandbox, "", "", "", FinalVariant.Minimal, false, [],
            [new VersionArg("PYTHON_VERSION", version, minimum)], new Dictionary<string, IReadOnlyDictionary<string, string>>(), [], [Language()]),
        ImageReference.For(name),
        $"sha256:{name}",
        new Dictionary<string, string> { ["PYTHON_VERSION"] = version },
        "local",
        null,
        null);

    public static ImageSnapshot Snapshot() => new(
        "sha256:python",
        new ImageConfig(
            "amd64", "linux", "65532:65532", "/mnt/data",
            ["/usr/bin/env", "-i", "PATH=/usr/bin", "HOME=/tmp"],
            ["sleep", "infinity"], ["LANG=C"], new Dictionary<string, string>(), []),
        RootFileSystem.Of());

    public static FakeSandbox Sandbox() =>
        new(SandboxSpec.For("sha256:python", "kcr-sidecar:latest", "python", Language(), new Dictionary<string, string>()));

    public static SandboxSubject Subject(FakeSandbox sandbox, ImageUnderTest? image = null, LanguageDefinition? language = null, TimeProvider? clock = null)
    {
        var main = new MainProcess(sandbox, CancellationToken.None);
        language ??= Language();
        return new SandboxSubject(
            image ?? Image(),
            language,
            Snapshot(),
            sandbox,
            main,
            new ProgramRunner(sandbox, language, main, Sources, TimeSpan.FromSeconds(30), clock ?? TimeProvider.System, CancellationToken.None),
            new Siblings(_ => throw new NotSupportedException(), StartInDocker: null));
    }

    private static ProgramSources WritePrograms()
    {
        var directory = Directory.CreateTempSubdirectory("kcr-programs-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        foreach (var program in (string[])["hello", "report {{nonce}} {{file}}", "flood", "tree {{marker}}", "uncaught", "compile", "modules"])
        {
            File.WriteAllText(Path.Combine(directory, program.Split(' ')[0]), program);
        }

        return new ProgramSources(directory);
    }
}
