using System.Globalization;
using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF015: COPY --from names a stage that stands before it.</summary>
internal sealed class CopiedStagesAreEarlier() : DockerfileCheck(new CheckInfo
{
    Id = "DF015",
    Title = "COPY --from names an earlier stage",
    Guide = [GuideSection.MultiStagePattern],
    AppliesTo = "every Dockerfile",
    Why = "A number that is too high, the stage itself or a later stage fails the build. A name that no stage has is taken for an image on Docker "
        + "Hub, so that the owner of that name there decides what is copied.",
    Remedy = "Name an earlier stage. Give an image a stage of its own, FROM ${REGISTRY}/tool:${TOOL_VERSION} AS tool, and copy from that.",
    BreaksWith = "COPY --from of an unknown stage, of the stage itself, of a later one",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            FROM ${DEBIAN_BASE_DEV} AS builder
            FROM ${PYTHON_BASE} AS final
            COPY --from=biulder /rootfs/ /
            """,
        Mend =
            """
            FROM ${DEBIAN_BASE_DEV} AS builder
            FROM ${PYTHON_BASE} AS final
            COPY --from=builder /rootfs/ /
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject)
    {
        var names = subject.Build.Stages.Select(stage => stage.Stage.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return subject.Build.Stages.SelectMany(stage => stage.Instructions.SelectMany(From)
            .Select(from => (from.Position, Problem: Problem(subject, stage, from.Name, names)))
            .Where(found => found.Problem is not null)
            .Select(found => new Flaw(found.Position, found.Problem!)));
    }

    private static IEnumerable<(string Name, SourcePosition Position)> From(ResolvedInstruction resolved) =>
        resolved.Keyword == "COPY" && resolved.Instruction.FlagOf("from")?.Value is { } from ? [(from.Value, from.Start)]
        : resolved.Keyword == "RUN" ? resolved.Instruction.Flags.Where(flag => flag is { Name: "mount", Value: not null })
            .SelectMany(flag => flag.Value!.Value.Split(',')
                .Where(option => option.StartsWith("from=", StringComparison.OrdinalIgnoreCase))
                .Select(option => (option[5..], flag.Value.Start)))
        : [];

    private static string? Problem(DockerfileSubject subject, ResolvedStage stage, string name, HashSet<string> names)
    {
        if (int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && !names.Contains(name))
        {
            return number < 0 || number >= subject.Build.Stages.Count ? $"there is no stage {number}; the stages are 0 to {subject.Build.Stages.Count - 1}"
                : number == stage.Stage.Number ? "a stage cannot copy from itself"
                : number > stage.Stage.Number ? $"stage {number} stands after this one"
                : null;
        }

        var found = subject.Build.StageOf(name);
        if (found is not null)
        {
            return found == stage ? "a stage cannot copy from itself"
                : found.Stage.Number > stage.Stage.Number ? $"{found.Stage.Title} stands after this one"
                : null;
        }

        // The catalog's builds give contexts of their own; elsewhere a bare word may be one too, but nobody sees it here.
        return name.AsSpan().IndexOfAny('/', ':', '@') >= 0
            || name.Length == 0
            || name.Contains('$', StringComparison.Ordinal)
            || (subject.Image is not null && name == "app")
                ? null
                : $"no stage has the name '{name}'{(Suggestion.For(name, names) is { Length: > 0 } hint ? $"{hint} U" : "; u")}"
                    + $"nless the build is given a context of that name, it is docker.io/library/{name}:latest";
    }
}
