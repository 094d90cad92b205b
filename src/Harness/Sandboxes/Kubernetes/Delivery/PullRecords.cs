namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>What kubelets remember of the images that they have pulled.</summary>
internal static class PullRecords
{
    /// <summary>
    /// Why a kubelet does not take an image that is on the node, and what to do: it has pulled the same one under another
    /// name, and what it remembers is about the image, the repository and the secret.
    /// </summary>
    /// <param name="image">The pod's name for the image.</param>
    public static string Hint(string image) =>
        $"If {image} is on the node all the same (crictl images there): a kubelet from 1.35 on remembers which images it has pulled, "
        + "from which repository and with "
        + "which secret, for example with --images registry=…, and does not take the same image under another name, or without that secret, as present. "
        + "Go on with the way that pulled it; or remove the image from the node under all its names (crictl rmi), wait until the kubelet has forgotten it "
        + "(its next garbage collection of images, minutes later) and load it again; or set imagePullCredentialsVerificationPolicy: NeverVerify in that "
        + "kubelet's configuration.";

    /// <summary>The same behind a remedy, of an image whose absence a kubelet does not report but tries to mend by pulling.</summary>
    /// <param name="image">The pod's name for the image.</param>
    public static string Behind(string image) => image.Contains('/', StringComparison.Ordinal) ? $" {Hint(image)}" : "";
}
