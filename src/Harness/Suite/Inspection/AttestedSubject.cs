using Harness.Snapshots.Attestations;

namespace Harness.Suite.Inspection;

/// <summary>What is attested of an image or of its base.</summary>
/// <param name="Role">Image or base.</param>
/// <param name="Reference">Where it was asked for.</param>
/// <param name="Attestations">The attestations.</param>
/// <param name="Note">Why there are none that could be looked for, a sentence; null where they were looked for.</param>
public sealed record AttestedSubject(string Role, string Reference, IReadOnlyList<Attestation> Attestations, string? Note)
{
    /// <summary>The word for the image itself.</summary>
    public const string Image = "image";

    /// <summary>The word for what it was built on.</summary>
    public const string Base = "base";
}
