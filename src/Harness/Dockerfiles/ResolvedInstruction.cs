namespace Harness.Dockerfiles;

/// <summary>An instruction and what holds where it stands.</summary>
/// <param name="Instruction">The instruction.</param>
/// <param name="Scope">The variables that it sees.</param>
/// <param name="WorkingDirectory">The directory that it runs in; empty when the base decides.</param>
/// <param name="Shell">The shell of the shell form.</param>
/// <param name="Base">The image that its stage starts from in the end.</param>
/// <param name="Expansion">Puts variables into texts.</param>
internal sealed record ResolvedInstruction(
    Instruction Instruction, Scope Scope, string WorkingDirectory, IReadOnlyList<string> Shell, BaseImage Base, Expansion Expansion)
{
    /// <summary>The keyword.</summary>
    public string Keyword => Instruction.Keyword;

    /// <summary>
    /// Of ONBUILD, what it triggers, and what holds there: behind the FROM of another Dockerfile, with what the whole stage and
    /// the triggers before it have set, and without its ARGs. Null for other instructions.
    /// </summary>
    public ResolvedInstruction? Trigger { get; init; }

    /// <summary>A text with the variables put in.</summary>
    public Expanded Expand(SourceText text) => Expand(text.Value);

    /// <summary>A text with the variables put in.</summary>
    public Expanded Expand(string text) => Expansion.Expand(text, Scope.Lookup);
}
