namespace Harness.Dockerfiles;

/// <summary>
/// A Dockerfile as it is written. Whatever the text, reading it ends and takes time and memory in proportion to its
/// length; what cannot be read is left out and named in <see cref="Faults"/>.
/// </summary>
/// <param name="File">Its path, as people know it.</param>
/// <param name="Escape">The escape character: <c>\</c>, or <c>`</c> by directive.</param>
/// <param name="Directives">The directives at its top, by name: syntax, escape, check.</param>
/// <param name="Global">The ARGs before the first FROM.</param>
/// <param name="Stages">The stages.</param>
/// <param name="Exemptions">The exceptions from checks, with reasons.</param>
/// <param name="Faults">What cannot be read, in the order of the file.</param>
internal sealed record Dockerfile(
    string File,
    char Escape,
    IReadOnlyDictionary<string, string> Directives,
    IReadOnlyList<Instruction> Global,
    IReadOnlyList<Stage> Stages,
    IReadOnlyList<Exemption> Exemptions,
    IReadOnlyList<DockerfileFault> Faults)
{
    /// <summary>Every ARG that it declares, before the first FROM or in a stage.</summary>
    public IReadOnlySet<string> Args => Global.Concat(Stages.SelectMany(stage => stage.Instructions))
        .Where(instruction => instruction.Keyword == "ARG")
        .SelectMany(instruction => instruction.Settings)
        .Select(setting => setting.Name)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The defaults of the ARGs before the first FROM, as written but for quotes; null for an ARG without one.</summary>
    public IReadOnlyDictionary<string, string?> Defaults => Global
        .SelectMany(instruction => instruction.Settings)
        .GroupBy(setting => setting.Name, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Last().Value?.Value.Trim('"'), StringComparer.Ordinal);

    /// <summary>Reads a Dockerfile. Never throws for what the text holds.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its path, as people know it.</param>
    public static Dockerfile Parse(string text, string file = "Dockerfile") => new DockerfileParser(text, file).Parse();

    /// <summary>What it means with these build ARGs.</summary>
    public Evaluation Evaluate(IReadOnlyDictionary<string, string> buildArgs) => Evaluation.Of(this, buildArgs);

    /// <summary>The images that its stages start from, in the order of the stages, without other stages and scratch.</summary>
    /// <param name="buildArgs">The build ARGs that it is built with.</param>
    public IReadOnlyList<string> Bases(IReadOnlyDictionary<string, string> buildArgs) =>
        [.. Evaluate(buildArgs).Stages.Select(stage => stage.Image).OfType<string>().Distinct()];

    /// <summary>The image that its last stage starts from, other stages followed; null for scratch or no stage at all.</summary>
    /// <param name="buildArgs">The build ARGs that it is built with.</param>
    public string? FinalBase(IReadOnlyDictionary<string, string> buildArgs) => Evaluate(buildArgs).Final?.Lineage.Last().Image;
}
