using Harness.Catalog;
using Harness.Checks;
using Harness.Checks.Dockerfiles;
using Harness.Checks.Programs;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Suite.Scheduling;

/// <summary>One image of a run, with the checks that apply to it.</summary>
/// <param name="Image">The image.</param>
/// <param name="Subject">What results of its static checks are about.</param>
/// <param name="Snapshot">Its configuration and files, read when first asked for.</param>
/// <param name="Static">Its static checks, by id.</param>
/// <param name="Sandboxes">Its sandboxes.</param>
internal sealed record TargetRun(
    ImageUnderTest Image,
    Subject Subject,
    Shared<ImageSnapshot> Snapshot,
    IReadOnlyList<StaticCheck> Static,
    IReadOnlyList<PlannedSandbox> Sandboxes)
{
    /// <summary>The checks of its Dockerfile.</summary>
    public IReadOnlyList<DockerfileCheck> DockerfileChecks { get; init; } = [];

    /// <summary>The path of its Dockerfile; null when that is not looked at.</summary>
    public string? Dockerfile { get; init; }
}

/// <summary>One sandbox of a run, with the checks that apply to its language.</summary>
/// <param name="Language">The language.</param>
/// <param name="Subject">What results are about.</param>
/// <param name="Checks">Its checks, by id.</param>
internal sealed record PlannedSandbox(LanguageDefinition Language, Subject Subject, IReadOnlyList<SandboxCheck> Checks);
