namespace Harness.Benchmarks;

/// <summary>The one-node cluster of <c>scripts/local-cluster.sh</c>.</summary>
internal static class LocalCluster
{
    public const string Context = "kcr-local";

    /// <summary>Its kubeconfig; null when it is not up.</summary>
    public static async Task<string?> KubeconfigAsync(Tools tools)
    {
        var script = Path.Combine(tools.Root, "scripts", "local-cluster.sh");
        return await tools.SucceedsAsync(script, "status") ? (await tools.RunAsync(script, "kubeconfig")).TrimEnd() : null;
    }
}
