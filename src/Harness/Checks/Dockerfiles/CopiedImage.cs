using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>An image that no stage starts from but that COPY or a mount takes files of.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Position">Where that stands.</param>
internal sealed record CopiedImage(string Reference, SourcePosition Position)
{
    /// <summary>All of a Dockerfile. A bare word may be a context that the build is given, so it is not taken for an image.</summary>
    public static IEnumerable<CopiedImage> In(DockerfileSubject subject) => subject.Instructions
        .SelectMany(From)
        .Where(image => image.Reference.AsSpan().IndexOfAny('/', ':', '@') >= 0 && subject.Build.StageOf(image.Reference) is null);

    private static IEnumerable<CopiedImage> From(ResolvedInstruction resolved)
    {
        var instruction = resolved.Instruction;
        if (resolved.Keyword == "COPY" && instruction.FlagOf("from")?.Value is { } from)
        {
            yield return new CopiedImage(from.Value, from.Start);
        }

        foreach (var mount in resolved.Keyword == "RUN" ? instruction.Flags.Where(flag => flag is { Name: "mount", Value: not null }) : [])
        {
            if (mount.Value!.Value.Split(',').FirstOrDefault(option => option.StartsWith("from=", StringComparison.OrdinalIgnoreCase)) is { } option)
            {
                yield return new CopiedImage(option[5..], mount.Value.At(mount.Value.Value.IndexOf(option, StringComparison.Ordinal) + 5));
            }
        }
    }
}
