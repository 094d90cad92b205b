namespace Harness.EngineTests.Mutants;

/// <summary>A negative control, as <c>tests/mutants/mutants.yaml</c> lists it.</summary>
public sealed record Mutant
{
    /// <summary>Its name; the stage of the image's Dockerfile for a mutant of the image's files or configuration.</summary>
    public required string Name { get; init; }

    /// <summary>The catalog image that it starts from.</summary>
    public required string Image { get; init; }

    /// <summary>The language that the suite runs on it; null for the sidecar's image, of which only configuration and files are looked at.</summary>
    public string? Language { get; init; }

    /// <summary>The fault of the broken sidecar; null when the image is what is broken.</summary>
    public string? Sidecar { get; init; }

    /// <summary>The manners of the foreign sidecar, separated by commas, none for the one that keeps the contract; null when another sidecar is used.</summary>
    public string? Foreign { get; init; }

    /// <summary>Checks that are not asked on it, because what they are about does not concern it.</summary>
    public List<string> Without { get; init; } = [];

    /// <summary>Whether the sidecar is what is broken, or somebody else's.</summary>
    public bool HasSidecar => Sidecar is not null || Foreign is not null;

    /// <summary>The fault of <see cref="SandboxFaults"/>; null when the engine is asked for the right thing.</summary>
    public string? Sandbox { get; init; }

    /// <summary>Build ARGs of the image's own Dockerfile; empty for a stage.</summary>
    public Dictionary<string, string> Args { get; init; } = [];

    /// <summary>The architecture that its configuration names instead of its own; null for one that tells the truth.</summary>
    public string? Architecture { get; init; }

    /// <summary>By backend, docker or k8s: the checks that fail on it there, and no others.</summary>
    public required Dictionary<string, List<string>> Fails { get; init; }

    /// <summary>What is broken, in words.</summary>
    public string Subject => Sidecar is not null ? "sidecar" : Foreign is not null ? "foreign sidecar" : Sandbox is not null ? "sandbox" : $"image {Image}";

    /// <inheritdoc />
    public override string ToString() => Name;
}
