using Harness.Platform.Docker;

namespace Harness.EngineTests.Platform.Docker;

/// <summary>The engine of the current Docker context and the images that tests start there. What is missing fails a test with words.</summary>
internal static class RealEngine
{
    public const string Sidecar = "kcr-sidecar:latest";
    public const string Main = "kcr-python:latest";

    public static DockerEngine Client { get; } = new(DockerContext.Current());
}
