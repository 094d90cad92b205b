namespace Harness.Sandboxes.Kubernetes;

/// <summary>Knows how an image of this machine's Docker Engine gets to a cluster's nodes.</summary>
internal static class NodeImages
{
    /// <summary>The way for a context, by the name that the tool that made it gives; a sentence.</summary>
    public static string WayTo(string context, string image) => context switch
    {
        "docker-desktop" or "kcr-local" =>
            $"This cluster's node sees the images of the Docker Engine: build or pull {image} there (just build-images), in the engine that the cluster runs in.",
        ['k', 'i', 'n', 'd', '-', .. var name] => $"Load it onto the nodes: kind load docker-image {image} --name {name}",
        ['k', '3', 'd', '-', .. var name] => $"Load it onto the nodes: k3d image import {image} --cluster {name}",
        "minikube" => $"Load it onto the node: minikube image load {image}",
        _ => $"The nodes must be able to get it: push the images to a registry that they reach (just build-images -r REGISTRY --push) and test with -r REGISTRY, "
            + $"or load {image} onto them (kind load docker-image, minikube image load, k3d image import).",
    };
}
