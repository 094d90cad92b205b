using Harness.Catalog;
using Harness.Checks;
using Harness.Checks.Programs;
using Harness.Images;
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
            [ProgramRole.Memory] = new("memory", null, null, []),
            [ProgramRole.Bomb] = new("bomb", null, null, []),
            [ProgramRole.Depths] = new("depths", 0, null, []),
            [ProgramRole.UncaughtError] = new("uncaught", 1, null, ["oops"]),
            [ProgramRole.CompileError] = new("compile", null, null, ["wrong type"]),
            [ProgramRole.Modules] = new("modules", 0, "modules\n", []),
        });

    /// <summary>A language that promises packages and variables, with the programs that prove them.</summary>
    public static LanguageDefinition Promising(params IReadOnlyList<string> packages)
    {
        var language = Language();
        return language with
        {
            Packages = [.. packages.Select(name => new AdvertisedPackage(name, $"import {name}"))],
            Environment = ["PATH", "HOME"],
            Programs = new Dictionary<ProgramRole, ProgramDefinition>(language.Programs)
            {
                [ProgramRole.Packages] = new("packages", 0, "imported\n", []),
                [ProgramRole.Compute] = new("compute", 0, "14.0\n", []),
                [ProgramRole.Plot] = new("plot", 0, null, []),
                [ProgramRole.Environment] = new("environment", 0, null, []),
                [ProgramRole.Sources] = new("sources", 0, "greeting\n", []) { With = ["greeting"] },
                [ProgramRole.Files] = new("files", 0, "3 Grüße, 世界 ✓\n", []),
            },
        };
    }

    public static ImageUnderTest Image(string name = "python", string version = "3.13", params string[] minimum) => new(
        new ImageDefinition(
            name, ImageKind.Sandbox, "", "", "", FinalVariant.Minimal, false, [],
            [new VersionArg("PYTHON_VERSION", version, minimum)], new Dictionary<string, IReadOnlyDictionary<string, string>>(), [], [Language()]),
        ImageReference.For(name),
        new ImageId($"sha256:{name}"),
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
        image ??= Image();
        var subject = new SandboxSubject(
            image with { Definition = image.Definition with { Languages = [language] } },
            language,
            Snapshot(),
            sandbox,
            main,
            new ProgramRunner(sandbox, language, main, Sources, TimeSpan.FromSeconds(30), clock ?? TimeProvider.System, CancellationToken.None),
            new Siblings(Start, StartInDocker: null));
        return subject with
        {
            Confined = ConfinedRun.Of(subject, CancellationToken.None),
            Harmful = HarmfulRun.Of(subject, CancellationToken.None),
        };

        Task<ISandbox> Start(Func<SandboxSpec, SandboxSpec> alter, CancellationToken cancellation)
        {
            var sibling = new FakeSandbox(alter(sandbox.Spec));
            sandbox.Sibling(sibling);
            return Task.FromResult<ISandbox>(sibling);
        }
    }

    private static ProgramSources WritePrograms()
    {
        var directory = Directory.CreateTempSubdirectory("kcr-programs-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        foreach (var program in (string[])[
            "hello", "report {{nonce}} {{file}}", "flood", "bomb {{count}}", "depths {{directory}}", "tree /usr/bin/sleep {{marker}}",
            "uncaught", "compile", "modules", "memory",
            "packages \n  {{imports}}\nend", "compute", "plot {{file}}", "environment {{directory}}", "sources", "files {{input}} {{file}}", "greeting"])
        {
            File.WriteAllText(Path.Combine(directory, program.Split(' ')[0]), program);
        }

        return new ProgramSources(directory);
    }
}
