using System.Text;
using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>FS010: the preloaded Go modules are there and can be used by the unprivileged user.</summary>
internal sealed class GoModulesAreUsable() : StaticCheck(new CheckInfo
{
    Id = "FS010",
    Title = "The Go module cache belongs to 65532 and holds the catalog's modules; GOCACHE can be created",
    Guide = [GuideSection.GoModuleCache, GuideSection.CacheMounts],
    AppliesTo = "images for which the catalog names Go modules",
    Why = "go writes to its module cache whenever it resolves a dependency. A cache that root owns, or that was only mounted during the build, makes "
        + "every import fail once there is no network; without GOCACHE nothing compiles at all.",
    Remedy = "Download without a cache mount, then COPY --from=builder --chown=65532:65532 /go/pkg/mod /go/pkg/mod; also mkdir -p /mnt/data/go-build "
        + "&& chown 65532:65532 /mnt/data/go-build, with GOCACHE=/mnt/data/go-build in the ENTRYPOINT.",
    BreaksWith = "COPY without --chown; --mount=type=cache for the download",
    Example = new()
    {
        Fault =
            """
            RUN --mount=type=cache,target=/go/pkg/mod go mod download
            FROM ${GO_BASE} AS final
            COPY --from=builder /go/pkg/mod /go/pkg/mod
            """,
        Mend =
            """
            RUN go mod download
            FROM ${GO_BASE} AS final
            COPY --from=builder --chown=65532:65532 /go/pkg/mod /go/pkg/mod
            """,
    },
})
{
    private const string Cache = "/go/pkg/mod";

    private static readonly string[] Downloaded = [".info", ".mod", ".zip", ".ziphash"];

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => image.GoModules.Count > 0;

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        // What the built set leaves out is not expected to be there.
        var modules = image.Definition.GoModules.Where(module => !image.IsLeftOut(module.Split('@')[0])).ToList();
        return Finding.Of(
            [
                .. Ownership(snapshot.Files, needed: modules.Count > 0),
                .. modules.SelectMany(module => Module(module, snapshot.Files)),
                .. BuildCache(snapshot),
            ],
            $"all of {Cache} owned by 65532, in it "
                + $"{(modules.Count == 0 ? "no module (package set core)" : $"{string.Join(", ", modules)}, unpacked and in cache/download")}; "
                + "GOCACHE a directory that 65532 may write or create",
            $"{modules.Count} modules are there, all of {Cache} is owned by 65532, GOCACHE can be created");
    }

    private static IEnumerable<string> Ownership(RootFileSystem files, bool needed)
    {
        if (files.Resolve(Cache) is not { Type: FileType.Directory } cache)
        {
            return needed ? [$"{Cache} is not in the image, or is not a directory"] : [];
        }

        List<FileEntry> foreign = [.. files.Descendants(Cache).Prepend(cache).Where(entry => entry.Uid != Account.NonRoot.Uid)];
        return foreign.Count == 0
            ? []
            : [$"{foreign.Count} paths in {Cache} are not owned by 65532: "
                + $"{Shown.Some([.. foreign.Select(entry => $"{entry.Path} ({entry.Uid}:{entry.Gid})")])}"];
    }

    private static IEnumerable<string> Module(string module, RootFileSystem files)
    {
        var at = module.IndexOf('@', StringComparison.Ordinal);
        var (path, version) = at < 0 ? (Escaped(module), string.Empty) : (Escaped(module[..at]), Escaped(module[(at + 1)..]));
        var unpacked = $"{Cache}/{path}@{version}";
        if (!files.Children(unpacked).Any())
        {
            yield return $"{module} is not unpacked: {unpacked} is missing or empty";
        }

        var lacking = Downloaded
            .Select(extension => $"{Cache}/cache/download/{path}/@v/{version}{extension}")
            .Where(file => files.Resolve(file) is not { Type: FileType.File, Size: > 0 })
            .ToList();
        if (lacking.Count > 0)
        {
            yield return $"{module} is not complete in the download cache: missing or empty {string.Join(", ", lacking)}";
        }
    }

    private static IEnumerable<string> BuildCache(ImageSnapshot snapshot)
    {
        if (Assignment.Of(snapshot.Config).LastOrDefault(assignment => assignment.Name == "GOCACHE") is not { Value: var path } || !path.StartsWith('/'))
        {
            return ["GOCACHE is not set to an absolute path in the ENTRYPOINT"];
        }

        // The nearest directory that exists is where creating the rest begins.
        var existing = path.TrimEnd('/');
        while (existing.Length > 0 && snapshot.Files.Find(existing) is null)
        {
            existing = existing[..existing.LastIndexOf('/')];
        }

        existing = existing.Length == 0 ? "/" : existing;
        return snapshot.Files.Resolve(existing, Account.NonRoot) switch
        {
            { Type: FileType.Directory } directory when Account.NonRoot.May(Access.Write | Access.Execute, directory) => [],
            { Type: FileType.Directory } directory => [$"GOCACHE={path} cannot be created or written by 65532: {existing} is {Shown.Permissions(directory)}"],
            _ => [$"GOCACHE={path} cannot be created: {existing} is not a directory that 65532 can reach"],
        };
    }

    /// <summary>Go's spelling for file systems that do not tell case apart: <c>!</c> and the small letter for a capital.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            escaped.Append(char.IsAsciiLetterUpper(letter) ? $"!{char.ToLowerInvariant(letter)}" : letter.ToString());
        }

        return escaped.ToString();
    }
}
