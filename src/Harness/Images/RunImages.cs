namespace Harness.Images;

/// <summary>The images of a run as they were found in the engine: complete, so that no later stage looks one up again.</summary>
/// <param name="Tested">The images under test, in the plan's order.</param>
/// <param name="OwnSidecar">The harness's own sidecar: pause process and probe come from it.</param>
/// <param name="Sidecar">The sidecar that runs beside the images under test: the same, or somebody else's.</param>
public sealed record RunImages(IReadOnlyList<ImageUnderTest> Tested, SidecarImage OwnSidecar, SidecarImage Sidecar)
{
    /// <summary>What sandboxes are made of: images with a language to test, and the sidecars; empty when none is started.</summary>
    public IReadOnlyList<EngineImage> InSandboxes { get; init; } = [];

    /// <summary>For people: that the sidecar is another one than the images' tag asks for; null where it is not.</summary>
    public string? Substitute { get; init; }
}

/// <summary>A sidecar image.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its id in the engine; null where no sandbox is started, so that nobody needed to find it.</param>
public sealed record SidecarImage(ImageName Name, ImageId? Id = null);
