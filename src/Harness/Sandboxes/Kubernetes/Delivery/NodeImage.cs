using Harness.Images;

namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>An image as the nodes know it.</summary>
/// <param name="Image">The image in the engine.</param>
/// <param name="Name">The name that a pod gives for it.</param>
internal sealed record NodeImage(EngineImage Image, string Name);
