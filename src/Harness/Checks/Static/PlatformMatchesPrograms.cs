using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>CFG008: an engine that chooses an image by platform gets programs that it can run.</summary>
internal sealed class PlatformMatchesPrograms() : StaticCheck(new CheckInfo
{
    Id = "CFG008",
    Title = "The platform in the configuration is the one that the programs are built for",
    Guide = [GuideSection.OciImageSpecification],
    AppliesTo = "every image, the sidecar too",
    Why = "Engines and clusters choose an image by the platform that its configuration names. When its programs are built for another architecture, "
        + "either nothing starts (exec format error) or everything runs slowly under emulation.",
    Remedy = "Do not name a platform (FROM --platform) in any stage that contributes programs to the final one, choose downloads by TARGETARCH, and "
        + "build for one platform at a time: harness build --platform linux/arm64.",
    BreaksWith = "an arm64 binary in an image labelled amd64",
    Example = new()
    {
        Fault =
            """
            FROM --platform=linux/amd64 ${PYTHON_BASE_DEV} AS runtime-deps
            FROM ${PYTHON_BASE} AS final
            COPY --from=runtime-deps /usr/bin/env /usr/bin/sleep /usr/bin/
            """,
        Mend =
            """
            FROM ${PYTHON_BASE_DEV} AS runtime-deps
            FROM ${PYTHON_BASE} AS final
            COPY --from=runtime-deps /usr/bin/env /usr/bin/sleep /usr/bin/
            """,
    },
})
{
    private static readonly string[] Tools = ["/usr/bin/env", "/usr/bin/sleep"];

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => true;

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var (os, architecture) = (snapshot.Config.Os, snapshot.Config.Architecture);
        var expected = $"a platform that is known, and programs for it: {string.Join(", ", Named(image, snapshot.Config))}";
        if (os != "linux" || Architecture.Of(architecture) is not { } known)
        {
            return Finding.Fail(expected, $"the configuration names {os}/{architecture}, expected linux and one of {string.Join(", ", Architecture.Names)}");
        }

        // What is missing, or a script, is for other checks to judge.
        var programs = Named(image, snapshot.Config)
            .Select(path => snapshot.Files.Resolve(path))
            .Where(file => file is { Elf: not null })
            .DistinctBy(file => file!.Path)
            .ToList();
        return programs.Count == 0
            ? Finding.Skip(expected, "none of them is a program in the image, so nothing shows the machine")
            : Finding.Of(
                [.. programs.Where(file => !known.Fits(file!.Elf!))
                    .Select(file => $"{file!.Path} is a program for {Architecture.NameOf(file.Elf!)}, but the configuration names {os}/{architecture}")],
                expected,
                $"{os}/{architecture}, and {string.Join(", ", programs.Select(file => file!.Path))} are for it");
    }

    /// <summary>The runtimes of the catalog, and what starts main; of the sidecar what it starts as.</summary>
    private static IEnumerable<string> Named(ImageUnderTest image, ImageConfig config) =>
        image.Definition.Kind == ImageKind.Sandbox ? [.. image.Definition.Runtimes, .. Tools] : config.Entrypoint.Take(1);
}
