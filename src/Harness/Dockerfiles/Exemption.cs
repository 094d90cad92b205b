namespace Harness.Dockerfiles;

/// <summary>A comment <c># check=skip=DF007 reason</c> above an instruction: what the check finds in it is accepted.</summary>
/// <param name="Position">Where the comment stands.</param>
/// <param name="CheckIds">The checks that it names, in capitals.</param>
/// <param name="Reason">Why; never empty.</param>
/// <param name="Target">The instruction below it.</param>
internal sealed record Exemption(SourcePosition Position, IReadOnlyList<string> CheckIds, string Reason, Instruction Target);
