namespace Harness.Suite.Inspection;

/// <summary>What the caller wants to know of images.</summary>
/// <param name="Images">Names of the catalog, references of the engine, or places in files; empty means all of the catalog.</param>
/// <param name="Registry">The registry and path of the catalog's images; null for local images.</param>
/// <param name="Tag">The tag of the catalog's images.</param>
/// <param name="Platform">Which platform of an image that lies in files for several; null for this machine's.</param>
/// <param name="Findings">Whether the static checks are carried out.</param>
/// <param name="As">The image of the catalog that they hold it to; null when its name or its labels tell.</param>
/// <param name="Save">The file that the image's state is written to; null for none.</param>
/// <param name="Against">A saved state, or another image, that the image is compared with; null for none.</param>
/// <param name="Accept">Whether the image's state takes the place of the saved one.</param>
public sealed record InspectRequest(
    IReadOnlyList<string> Images,
    string? Registry = null,
    string Tag = "latest",
    string? Platform = null,
    bool Findings = false,
    string? As = null,
    string? Save = null,
    string? Against = null,
    bool Accept = false)
{
    /// <summary>Whether attestations are looked for, which asks registries.</summary>
    public bool Attestations { get; init; }
}
