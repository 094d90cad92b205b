using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>FS011: nothing stays in the image that only the build needed.</summary>
internal sealed partial class NothingIsLeftOver() : StaticCheck(new CheckInfo
{
    Id = "FS011",
    Title = "No leftovers: installers' caches, credentials, private keys, .git",
    Guide = [GuideSection.AlpineEquivalents, GuideSection.DockerfileTemplate, GuideSection.CisBenchmarks],
    AppliesTo = "every image, the sidecar too",
    Why = "Caches and histories make the image larger and serve no purpose in it. Anyone who can pull the image has its credentials and private "
        + "keys, even when a later layer removes the file: the layer below still has it.",
    Remedy = "Remove caches in the RUN that created them (rm -rf /var/lib/apt/lists/*, pip --no-cache-dir, npm ci with a cache mount), copy single "
        + "directories from the builder, and list .git in .dockerignore. Pass credentials as secret mounts, and revoke any that were in an image.",
    BreaksWith = "apt lists left behind; a cache of pip or npm; a .npmrc with a token; a private key, even one that a later layer removes; .git",
    Example = new()
    {
        Fault =
            """
            RUN apt-get update && apt-get install -y --no-install-recommends gcc
            """,
        Mend =
            """
            RUN apt-get update && apt-get install -y --no-install-recommends gcc && rm -rf /var/lib/apt/lists/*
            """,
    },
})
{
    private static readonly (string What, Regex Path)[] Rubbish =
    [
        ("apt's lists", AptLists()),
        ("apt's cache", AptCache()),
        ("pip's cache", PipCache()),
        ("npm's cache", NpmCache()),
        ("what installers left in root's home", RootCache()),
        ("a shell's history", History()),
        ("a git repository", Git()),
    ];

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => true;

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var files = snapshot.Files.All.Where(file => file is { Type: FileType.File, Size: > 0 }).ToList();
        var ours = BaseLayers.CountOf(snapshot.Config) ?? 0;
        return Finding.Of(
            [
                .. Rubbish.SelectMany(kind => Found(kind.What, [.. files.Where(file => kind.Path.IsMatch(file.Path))])),
                // A key in the base, such as those of Go's own tests, is no secret of this build: its publishers show it to everyone.
                .. files.Where(file => file.Layer >= ours && Held(file) is not null).Select(file => $"{Held(file)}: {file.Path}"),
                .. snapshot.Covered
                    .Where(file => file.Entry is { Type: FileType.File, Size: > 0 } && file.Entry.Layer >= ours && Held(file.Entry) is not null)
                    .Select(Hidden),
            ],
            "no lists or caches of installers, no history, no .git, and in no layer a credential or private key",
            string.Create(
                CultureInfo.InvariantCulture,
                $"none among {files.Count:N0} files, nor among {snapshot.Covered.Count:N0} that higher layers replace or remove"));
    }

    private static IEnumerable<string> Found(string what, List<FileEntry> files) => files.Count == 0
        ? []
        : [string.Create(
            CultureInfo.InvariantCulture,
            $"{what}, {files.Sum(file => file.Size):N0} bytes: {Shown.Some([.. files.Select(file => file.Path)], most: 3)}")];

    /// <summary>What a file holds that is nobody else's business; null for most.</summary>
    private static string? Held(FileEntry file) => file.Secret switch
    {
        SecretKind.PrivateKey => "a private key",
        SecretKind.Credential => "a credential",
        _ => KeyFile().IsMatch(file.Path) ? "by its name a private key" : null,
    };

    private static string Hidden(CoveredFile file) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Held(file.Entry)}: {file.Entry.Path}, which layer {file.By + 1} removes or replaces, and layer {file.Entry.Layer + 1} still has");

    [GeneratedRegex("^/var/lib/apt/lists/(?!(lock|auxfiles)$)")]
    private static partial Regex AptLists();

    [GeneratedRegex(@"^/var/cache/apt/.*\.(deb|bin)$")]
    private static partial Regex AptCache();

    [GeneratedRegex("/\\.cache/(pip|uv|pipenv|pypoetry)/")]
    private static partial Regex PipCache();

    [GeneratedRegex("/_cacache/|/\\.npm/|/\\.cache/(npm|yarn|pnpm|node-gyp)/|/\\.yarn/(berry/)?cache/")]
    private static partial Regex NpmCache();

    [GeneratedRegex(
        "^/root/\\.cache/(?!(pip|uv|pipenv|pypoetry|npm|yarn|pnpm|node-gyp)/)|^/root/\\.(composer/cache|cargo/registry|m2/repository|gradle/caches)/")]
    private static partial Regex RootCache();

    [GeneratedRegex(@"/\.((ba|a|z|k)?sh_history|python_history|node_repl_history|Rhistory|wget-hsts|lesshst)$")]
    private static partial Regex History();

    [GeneratedRegex(@"/\.git(/|$)")]
    private static partial Regex Git();

    [GeneratedRegex(@"/(id_(rsa|dsa|ecdsa|ed25519)|[^/]+\.(p12|pfx|jks|keystore|ppk))$")]
    private static partial Regex KeyFile();
}
