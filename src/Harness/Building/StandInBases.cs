using Harness.Planning;
using Harness.Platform.Processes;

namespace Harness.Building;

/// <summary>Knows whether a stand-in base must be built, and the root image below all of them.</summary>
internal sealed class StandInBases(string root, IImageStore store, IProcessRunner processes)
{
    /// <summary>The command that makes sure that the root image is there.</summary>
    public ProcessCommand RootCommand => new(Path.Combine("scripts", "debian-root.sh"))
    {
        WorkingDirectory = root,
        InstallHint = "The script is part of this repository; check out the whole of it.",
    };

    /// <summary>A hash of everything that a stand-in is made of, the root image apart.</summary>
    public static string Inputs(string root, PlannedBase standIn) => SourceHash.Of(
        root,
        [standIn.Definition.Context],
        [standIn.Variant.ToString(), .. standIn.Args.OrderBy(arg => arg.Name, StringComparer.Ordinal).Select(arg => $"{arg.Name}={arg.Value}")]);

    /// <summary>Makes sure that the root image is there, and gives its id.</summary>
    /// <exception cref="InfrastructureException">It cannot be made.</exception>
    public async Task<string> RootAsync(IProgress<BuildEvent> progress, CancellationToken cancellation)
    {
        var reference = BaseSource.LocalRoot.ToString();
        if (await store.FindAsync(reference, cancellation) is { } there)
        {
            return there.Id;
        }

        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        progress.Report(new BuildStarted(reference, RootCommand.ToString()));
        var result = await processes.RunAsync(RootCommand, cancellation: cancellation);
        if (result.Succeeded && await store.FindAsync(reference, cancellation) is { } made)
        {
            progress.Report(new BuildFinished(reference, System.Diagnostics.Stopwatch.GetElapsedTime(started), Cached: false));
            return made.Id;
        }

        throw new InfrastructureException(
            $"the root image of the stand-in bases could not be made: {RootCommand} ended with {result.ExitCode}{Environment.NewLine}{LastLines.Of(result.Output + result.Error)}");
    }

    /// <summary>Whether the engine has it, made from the same input.</summary>
    public async Task<bool> IsUpToDateAsync(PlannedBase standIn, string rootId, CancellationToken cancellation) =>
        await store.FindAsync(standIn.Reference.ToString(), cancellation) is { } image
        && image.Labels.GetValueOrDefault(ImageLabels.Root) == rootId
        && image.Labels.GetValueOrDefault(ImageLabels.Inputs) == Inputs(root, standIn);
}
