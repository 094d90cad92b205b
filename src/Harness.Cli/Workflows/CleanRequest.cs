namespace Harness.Cli.Workflows;

/// <summary>What is to be cleaned.</summary>
/// <param name="All">Also what running sessions use.</param>
/// <param name="Kept">Also what sessions were asked to keep.</param>
/// <param name="Only">One side alone: <see cref="Engine"/> or <see cref="Cluster"/>; null for both.</param>
/// <param name="Context">The context of the cluster; null for the default one, if it answers.</param>
internal sealed record CleanRequest(bool All = false, bool Kept = false, string? Only = null, string? Context = null)
{
    /// <summary>The engine's side.</summary>
    public const string Engine = "engine";

    /// <summary>The cluster's side.</summary>
    public const string Cluster = "cluster";
}
