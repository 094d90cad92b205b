namespace Harness.Snapshots.Attestations;

/// <summary>Where attestations lie.</summary>
public enum AttestationPlace
{
    /// <summary>In the image's index, where BuildKit puts them.</summary>
    Index,

    /// <summary>Among the image's referrers (OCI distribution specification 1.1, "Listing Referrers").</summary>
    Referrers,

    /// <summary>Under the tag <c>sha256-….att</c>, where cosign put them before there were referrers.</summary>
    Tag,
}
