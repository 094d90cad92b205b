using Harness.Catalog;

namespace Harness.Tests.Catalog;

/// <summary>A catalog in memory: two language images and the sidecar, all on stand-ins.</summary>
internal static class SampleCatalog
{
    public static ImageCatalog Catalog { get; } = new(
        "/repository",
        [
            Image("python", ImageKind.Sandbox, [new("DEBIAN_VERSION", "debian13", []), new("PYTHON_VERSION", "3.13", [])], Language("python", "py")),
            Image(
                "nodejs",
                ImageKind.Sandbox,
                [new("DEBIAN_VERSION", "debian13", []), new("NODE_VERSION", "24", [])],
                Language("javascript", "js"),
                Language("typescript", "ts")),
            Image("sidecar", ImageKind.Sidecar, [new("DEBIAN_VERSION", "debian13", [])]),
        ],
        [
            new BaseDefinition("python", "images/bases/python", [FinalVariant.Minimal, FinalVariant.Dev], ["PYTHON_VERSION"], [
                new BaseTag("{PYTHON_VERSION}-{DEBIAN_VERSION}", new Dictionary<string, string> { ["PYTHON_LAYOUT"] = "usr" }),
                new BaseTag("{PYTHON_VERSION}-opt-{DEBIAN_VERSION}", new Dictionary<string, string> { ["PYTHON_LAYOUT"] = "opt" }),
            ]),
            new BaseDefinition("debian-base", "images/bases/debian-base", [FinalVariant.Minimal, FinalVariant.Dev], [], [
                new BaseTag("trixie-{DEBIAN_VERSION}", new Dictionary<string, string>()),
            ]),
        ]);

    public static ImageDefinition Image(string name, ImageKind kind, IReadOnlyList<VersionArg> versions, params IReadOnlyList<LanguageDefinition> languages) =>
        new(
            name,
            kind,
            $"Title of {name}",
            $"images/{name}",
            "python",
            FinalVariant.Minimal,
            Shell: false,
            [],
            versions,
            new Dictionary<string, IReadOnlyDictionary<string, string>>(),
            [],
            languages);

    public static LanguageDefinition Language(string name, string alias) =>
        new(
            name,
            alias,
            $"code.{alias}",
            [name, "{file}"],
            Shell: false,
            "DEBIAN_VERSION",
            ResourceLimits.Contract,
            new Dictionary<ProgramRole, ProgramDefinition>());
}
