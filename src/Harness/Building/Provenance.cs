namespace Harness.Building;

/// <summary>
/// How much BuildKit's provenance attestation says of a build
/// (https://docs.docker.com/build/metadata/attestations/slsa-provenance/).
/// </summary>
public enum Provenance
{
    /// <summary>All: sources, Dockerfile, ARGs and steps.</summary>
    Max,

    /// <summary>The materials and the builder, without ARGs and sources.</summary>
    Min,

    /// <summary>There is none.</summary>
    None,
}
