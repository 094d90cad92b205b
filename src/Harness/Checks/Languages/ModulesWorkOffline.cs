using Harness.Catalog;
using Harness.Images;

namespace Harness.Checks.Languages;

/// <summary>LANG007: preloaded modules build and run without a network.</summary>
internal sealed class ModulesWorkOffline() : SandboxCheck(
    new CheckInfo
    {
        Id = "LANG007",
        Title = "A program that imports preloaded modules with transitive dependencies builds and runs offline as 65532",
        Guide = [GuideSection.GoModuleCache, GuideSection.CacheMounts],
        AppliesTo = "Go, on every backend",
        Why = "Sandboxes have no network. A module cache that is not in the image, or in which 65532 may not write lock files, makes every import "
            + "fail.",
        Remedy = "Run go mod download without a cache mount and copy /go/pkg/mod with --chown=65532:65532; preload the transitive dependencies too.",
        BreaksWith = "a module cache owned by root; a download into a cache mount",
        Example = new()
        {
            Fault =
                """
                COPY --from=builder /go/pkg/mod /go/pkg/mod
                """,
            Mend =
                """
                COPY --from=builder --chown=65532:65532 /go/pkg/mod /go/pkg/mod
                """,
        },
    },
    "LANG001")
{
    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image, LanguageDefinition language)
    {
        return language.Programs.ContainsKey(ProgramRole.Modules);
    }

    /// <inheritdoc />
    public override string? NotIn(ImageUnderTest image, LanguageDefinition language)
    {
        return image.Set == PackageSet.Core ? "The image was built with the package set core, so that no module is in it." : null;
    }

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var program = subject.Programs.Require(ProgramRole.Modules);
        // What a sidecar does about NETWORK_ISOLATED is its own affair; where there is no network nothing can be downloaded.
        await using var sandbox = await subject.Siblings.StartAltered(
            spec => spec with { Name = $"{spec.Name}-offline", HasNetwork = false }, cancellation);
        var response = await subject.In(sandbox, cancellation).Programs.RunAsync(ProgramRole.Modules, cancellation);
        return Finding.Of(
            Expectation.Problems(program, response),
            $"in a sandbox without a network: {Expectation.Words(program)}",
            Evidence.Of(response));
    }
}
