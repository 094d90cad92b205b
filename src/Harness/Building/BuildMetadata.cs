using System.Text.Json;
using Harness.Platform;
using Harness.Platform.Processes;

namespace Harness.Building;

/// <summary>The file in which buildx says what came of a build, in a directory of its own that goes with it.</summary>
internal sealed class BuildMetadata : IDisposable
{
    // https://docs.docker.com/reference/cli/docker/buildx/build/#metadata-file
    private const string DigestKey = "containerimage.digest";

    private readonly TemporaryDirectory directory = new("kcr-harness-");

    private string File => Path.Combine(directory.Path, "metadata.json");

    /// <summary>The build that writes it.</summary>
    /// <param name="command">A <c>docker buildx build</c>.</param>
    public ProcessCommand WrittenBy(ProcessCommand command) =>
        command with { Arguments = [.. command.Arguments.SkipLast(1), "--metadata-file", File, command.Arguments[^1]] };

    /// <summary>The digest of what was pushed; null where buildx says none.</summary>
    public string? Digest()
    {
        if (!System.IO.File.Exists(File))
        {
            return null;
        }

        using var metadata = JsonDocument.Parse(System.IO.File.ReadAllText(File));
        return metadata.RootElement.TryGetProperty(DigestKey, out var digest) ? digest.GetString() : null;
    }

    /// <inheritdoc />
    public void Dispose() => directory.Dispose();
}
