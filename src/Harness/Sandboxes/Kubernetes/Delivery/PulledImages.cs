using k8s.Models;

namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>
/// Finds the images that nodes have pulled from a registry before, for ways in which nothing is pulled: a kubelet that
/// remembers its pulls takes them as present under that name alone, and with that login.
/// </summary>
/// <param name="nodes">The nodes; none where they may not be looked at.</param>
/// <param name="registries">Tell which image a manifest is of.</param>
/// <param name="logins">What the nodes have pulled with.</param>
internal sealed class PulledImages(IReadOnlyList<V1Node> nodes, RegistryManifests registries, PullLogins logins)
{
    private static readonly Version Remembering = new(1, 35);

    /// <summary>The same images, by the names under which nodes have pulled them where there are such, and the login for these.</summary>
    /// <param name="named">The images by the names that the way gives them.</param>
    /// <param name="way">The way.</param>
    /// <param name="cancellation">Ends the questions to registries.</param>
    public async Task<(IReadOnlyList<NodeImage> Named, PullSecret? Secret)> FindAsync(
        IReadOnlyList<NodeImage> named, ImageWay way, CancellationToken cancellation)
    {
        var remembered = nodes.Where(IsRemembering)
            .SelectMany(node => node.Status?.Images ?? [])
            .SelectMany(image => image.Names ?? [])
            .Where(NodeImages.IsOfRegistry)
            .Distinct()
            .ToList();
        if (remembered.Count == 0)
        {
            return (named, null);
        }

        var found = await Task.WhenAll(named.Select(image => FindAsync(image, remembered, cancellation)));
        var pulled = found.Where(image => !named.Contains(image)).ToList();
        return (found, pulled.Count == 0 ? null : (await logins.AddAsync(way, pulled, cancellation)).PullSecret);
    }

    private static bool IsRemembering(V1Node node) =>
        node.Status?.NodeInfo?.KubeletVersion is { } text
        && Version.TryParse(string.Join('.', text.TrimStart('v').Split('.', '-', '+').Take(2)), out var version) && version >= Remembering;

    private async Task<NodeImage> FindAsync(NodeImage image, IReadOnlyList<string> remembered, CancellationToken cancellation)
    {
        // Pushed images keep the last part of their name, whichever registry they are pushed to.
        foreach (var name in remembered.Where(name => LastOf(name) == LastOf(image.Image.Repository)))
        {
            if ((await registries.ReadAsync(name, cancellation)).Configuration == image.Image.Id.Text)
            {
                return image with { Name = name };
            }
        }

        return image;
    }

    private static string LastOf(string name) => name.Split('@')[0].Split('/')[^1];
}
