namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>What makes an engine or a node trust a registry's certificate: a sentence.</summary>
internal static class RegistryTrust
{
    public static string OfEngine(string host) =>
        $"Put the authority that signed it into /etc/docker/certs.d/{host}/ca.crt on the engine's machine; "
        + "for a registry without TLS, name it under insecure-registries in the engine's configuration.";

    public static string OfNode(string? host) =>
        $"The node does not trust the registry's certificate; a login changes nothing about that. "
        + $"Give the node's runtime the authority that signed it: /etc/containerd/certs.d/{host ?? "HOST"}/hosts.toml "
        + $"(ca = …) for containerd, /etc/docker/certs.d/{host ?? "HOST"}/ca.crt for Docker; a registry without TLS is named there too.";
}
