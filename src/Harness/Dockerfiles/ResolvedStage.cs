namespace Harness.Dockerfiles;

/// <summary>A stage with these build ARGs.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Parent">The stage that it starts from; null when it starts from an image.</param>
/// <param name="Image">The image that it starts from; null for another stage, for scratch and for nothing.</param>
/// <param name="ImageKnown">Whether all of the image's reference is known.</param>
/// <param name="Instructions">Its instructions.</param>
/// <param name="User">The last USER and its argument, its own or its parent's; null without one.</param>
/// <param name="End">What holds after its last instruction; the instruction itself says nothing.</param>
internal sealed record ResolvedStage(
    Stage Stage,
    ResolvedStage? Parent,
    string? Image,
    bool ImageKnown,
    IReadOnlyList<ResolvedInstruction> Instructions,
    (Instruction Instruction, Expanded Value)? User,
    ResolvedInstruction End)
{
    /// <summary>The image that it starts from in the end.</summary>
    public BaseImage Base => End.Base;

    /// <summary>Whether it starts from nothing.</summary>
    public bool IsScratch { get; init; }

    /// <summary>What its <c>--platform</c> says, or its parent's; empty without one.</summary>
    public Expanded Platform { get; init; } = new("", true);

    /// <summary>Whether the platform is written out, so that no build decides it.</summary>
    public bool PlatformIsConstant { get; init; }

    /// <summary>The stage and those that it starts from, the nearest first.</summary>
    public IEnumerable<ResolvedStage> Lineage
    {
        get
        {
            for (var stage = this; stage is not null; stage = stage.Parent)
            {
                yield return stage;
            }
        }
    }
}
