using Harness.Catalog;

namespace Harness.Cli.Workflows;

/// <summary>A Dockerfile to check.</summary>
/// <param name="Path">Its path on this machine.</param>
/// <param name="File">Its path, as people know it.</param>
/// <param name="Image">The image of the catalog that it makes; null for another one.</param>
internal sealed record DockerfilePlace(string Path, string File, ImageDefinition? Image)
{
    /// <summary>What stands for standard input.</summary>
    public const string Input = "-";

    /// <summary>Whether it is standard input.</summary>
    public bool IsInput => Path == Input;

    /// <summary>What two ways to name one file have in common: links are followed.</summary>
    public string Identity
    {
        get
        {
            if (IsInput)
            {
                return Input;
            }

            try
            {
                var full = System.IO.Path.GetFullPath(Path);
                return System.IO.File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
            }
            catch (IOException)
            {
                // A link to nothing, or to itself: reading it tells.
                return Path;
            }
        }
    }
}
