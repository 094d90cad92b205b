using Harness.Platform.Processes;

namespace Harness.Building;

/// <summary>
/// Recognises what need not be built again: the label <c>kcr.dev/inputs</c> names everything that an image was made
/// from, so an image that has the label of the build to come is the one that the build would give from its cache.
/// </summary>
/// <param name="root">The repository's root.</param>
/// <param name="store">The engine's images.</param>
internal sealed class BuildInputs(string root, IImageStore store)
{
    /// <summary>The hash of a build.</summary>
    /// <param name="command">The build: its arguments hold ARGs, labels and the digest of the base.</param>
    /// <param name="paths">Files and directories that it reads, relative to the root.</param>
    /// <param name="bases">The references of the stand-ins that it starts from.</param>
    /// <param name="cancellation">Ends the look-ups.</param>
    public async Task<string> OfAsync(
        ProcessCommand command, IReadOnlyList<string> paths, IEnumerable<string> bases, CancellationToken cancellation)
    {
        var images = await Task.WhenAll(bases.Select(reference => store.FindAsync(reference, cancellation)));
        return SourceHash.Of(root, paths, [.. command.Arguments, .. images.Select(image => image?.Id ?? "")]);
    }

    /// <summary>Whether the engine has the image, made from this.</summary>
    public async Task<bool> IsUpToDateAsync(string reference, string inputs, CancellationToken cancellation) =>
        (await store.FindAsync(reference, cancellation))?.Labels.GetValueOrDefault(ImageLabels.Inputs) == inputs;

    /// <summary>The build with the label that names its inputs.</summary>
    public static ProcessCommand Labelled(ProcessCommand command, string inputs) =>
        command with { Arguments = [.. command.Arguments.SkipLast(1), "--label", $"{ImageLabels.Inputs}={inputs}", command.Arguments[^1]] };
}
