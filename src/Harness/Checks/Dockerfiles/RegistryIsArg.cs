namespace Harness.Checks.Dockerfiles;

/// <summary>DF002: the bases can come from a mirror.</summary>
internal sealed class RegistryIsArg() : DockerfileCheck(new CheckInfo
{
    Id = "DF002",
    Title = "The registry of every base is an ARG",
    Guide = [GuideSection.DhiMirror],
    AppliesTo = "every Dockerfile",
    Why = "Behind a firewall the bases come from a mirror, and on a machine without an account from stand-ins. With the registry in an ARG that "
        + "takes one build argument; without it, another Dockerfile.",
    Remedy = "Declare ARG DHI_REGISTRY=dhi.io before the first FROM, and begin each base's reference with ${DHI_REGISTRY}/.",
    BreaksWith = "FROM dhi.io/…",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            ARG PYTHON_VERSION=3.13
            FROM dhi.io/python:${PYTHON_VERSION}
            """,
        Mend =
            """
            ARG DHI_REGISTRY=dhi.io
            ARG PYTHON_VERSION=3.13
            FROM ${DHI_REGISTRY}/python:${PYTHON_VERSION}
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject)
    {
        foreach (var stage in subject.Build.Stages.Where(stage => stage.Image is not null))
        {
            var text = BaseReference.Unfold(subject, stage)[^1];
            var reference = text.Value.Trim('"');
            if (BaseReference.LeadingVariable(reference) is not null)
            {
                continue;
            }

            if (Problem(reference) is { } problem)
            {
                yield return new Flaw(text.Start, problem);
            }
        }

        foreach (var copied in CopiedImage.In(subject))
        {
            if (Problem(copied.Reference) is { } problem)
            {
                yield return new Flaw(
                    copied.Position, $"{problem}; give the image a stage of its own, since --from takes no ARG: FROM ${{REGISTRY}}/… AS name");
            }
        }
    }

    private static string? Problem(string reference)
    {
        var slash = reference.IndexOf('/', StringComparison.Ordinal);
        var registry = slash < 0 ? "" : reference[..slash];
        return registry.Split(':')[0] == "localhost" ? null
            : registry.AsSpan().IndexOfAny('.', ':') < 0 ? $"{reference} names no registry, so it comes from wherever the engine looks first"
            : $"the registry {registry} is hard-coded";
    }
}
