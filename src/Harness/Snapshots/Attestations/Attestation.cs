namespace Harness.Snapshots.Attestations;

/// <summary>
/// A statement about an image that lies beside it (https://github.com/in-toto/attestation). It is what somebody says: signatures are
/// not verified.
/// </summary>
/// <param name="PredicateType">The address that names what kind of statement it is, for example <c>https://spdx.dev/Document</c>.</param>
/// <param name="Place">Where it lies: in the image's index, among its referrers, or under a tag of cosign's.</param>
/// <param name="IsSigned">Whether there is a signature over it.</param>
/// <param name="Facts">What it says, in a few words each; empty for a kind that is not known.</param>
public sealed record Attestation(string PredicateType, AttestationPlace Place, bool IsSigned, IReadOnlyList<string> Facts)
{
    /// <summary>What people call it.</summary>
    public string Kind => PredicateType switch
    {
        _ when PredicateType.StartsWith("https://spdx.dev/Document", StringComparison.Ordinal) => "SBOM (SPDX)",
        _ when PredicateType.StartsWith("https://cyclonedx.org/bom", StringComparison.Ordinal) => "SBOM (CycloneDX)",
        _ when PredicateType.StartsWith("https://slsa.dev/provenance/", StringComparison.Ordinal) => "provenance (SLSA)",
        _ when PredicateType.StartsWith("https://openvex.dev/ns", StringComparison.Ordinal) => "VEX (OpenVEX)",
        _ => "other",
    };
}
