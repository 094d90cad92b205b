using Harness.Images;

namespace Harness.Building;

/// <summary>What one build is told, whichever program builds.</summary>
/// <param name="Context">The build's context, relative to the root.</param>
/// <param name="Reference">What the result is called.</param>
/// <param name="Args">The build ARGs.</param>
/// <param name="Labels">The labels.</param>
internal sealed record BuildCall(
    string Context, ImageReference Reference, IReadOnlyList<PlannedArg> Args, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>The stage of a stand-in base; null for an image of the catalog, which is its last stage.</summary>
    public string? Target { get; init; }

    /// <summary>The platform; null for the engine's own.</summary>
    public string? Platform { get; init; }

    /// <summary>The directory that stages know as <c>app</c>; null for none.</summary>
    public string? App { get; init; }

    /// <summary>Whether bases are fetched again although they are there.</summary>
    public bool Pull { get; init; }
}
