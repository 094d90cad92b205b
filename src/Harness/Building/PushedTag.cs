namespace Harness.Building;

/// <summary>What a registry has under a reference at one moment.</summary>
/// <param name="Reference">The reference.</param>
/// <param name="Digest">The digest; null where there is nothing, or it is not known.</param>
/// <param name="Unknown">Why it is not known, in the words of buildx; null where it is.</param>
internal sealed record PushedTag(string Reference, string? Digest, string? Unknown)
{
    private const string Again = "Push again; what is there is not sent again.";

    /// <summary>What a push that broke off left behind, in sentences.</summary>
    /// <param name="before">What was there before it.</param>
    public string Since(PushedTag before) => this switch
    {
        { Unknown: { } why } => $"What the registry has under {Reference} now is not known ({why.TrimEnd('.')}): ask it, or push again.",
        { Digest: null } => $"The registry has nothing under {Reference}: layers that were uploaded have no name there. {Again}",
        _ when Digest == before.Digest => $"Under {Reference} the registry has {Digest}, as before: a tag is set last. {Again}",
        _ => $"Under {Reference} the registry has {Digest} now, and whether it is what was to be pushed is not known: push again.",
    };
}
