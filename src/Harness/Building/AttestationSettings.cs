namespace Harness.Building;

/// <summary>The attestations that pushed images carry.</summary>
/// <param name="Provenance">How much of the build is told; null for all of it where the builder can.</param>
/// <param name="Sbom">
/// The image that lists what an image consists of, as BuildKit's scanner protocol has it; <see cref="None"/> for no list, null for
/// BuildKit's own scanner where the builder can.
/// </param>
public sealed record AttestationSettings(Provenance? Provenance = null, string? Sbom = null)
{
    /// <summary>The word for no list.</summary>
    public const string None = "none";

    /// <summary>Whether an attestation was asked for by name, so that a push without it is not what was meant.</summary>
    internal bool AreAskedFor => Provenance is not (null or Building.Provenance.None) || Sbom is not (null or None);

    /// <summary>Whether none at all is wanted.</summary>
    public bool AreRefused => Provenance == Building.Provenance.None && Sbom == None;

    /// <summary>What a pushed image of a builder that can has, in the words of reports.</summary>
    internal IReadOnlyList<string> Kinds =>
    [
        .. Provenance == Building.Provenance.None ? (string[])[] : ["provenance"],
        .. Sbom == None ? (string[])[] : ["SBOM"],
    ];

    /// <summary>The options of <c>docker buildx build</c>; said in full, since a builder has defaults of its own.</summary>
    internal IReadOnlyList<string> Options =>
    [
        Provenance switch
        {
            Building.Provenance.None => "--provenance=false",
            Building.Provenance.Min => "--provenance=mode=min",
            _ => "--provenance=mode=max",
        },
        Sbom switch
        {
            None => "--sbom=false",
            null => "--sbom=true",
            _ => $"--sbom=generator={Sbom}",
        },
    ];
}
