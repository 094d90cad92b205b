namespace Harness.Dockerfiles;

/// <summary>A comment <c># check=skip=DF007 reason</c> above an instruction, or at the top of the file: what the check finds there is accepted.</summary>
/// <param name="Position">Where the comment stands.</param>
/// <param name="CheckIds">The checks of this project that it names, in capitals.</param>
/// <param name="Reason">Why; never empty.</param>
/// <param name="Target">The instruction below it; null at the top of the file, for all of them.</param>
internal sealed record Exemption(SourcePosition Position, IReadOnlyList<string> CheckIds, string Reason, Instruction? Target);
