namespace Harness.Dockerfiles;

/// <summary>A stage of a Dockerfile.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Name">Its name; null without AS.</param>
/// <param name="From">Its FROM.</param>
/// <param name="Base">What it starts from, as written.</param>
/// <param name="Instructions">The instructions after FROM.</param>
internal sealed record Stage(int Number, string? Name, Instruction From, SourceText Base, IReadOnlyList<Instruction> Instructions)
{
    /// <summary>Its name, or its number where it has none.</summary>
    public string Title => Name is null ? $"stage {Number}" : $"stage '{Name}'";
}
