using Harness.Images;
using Harness.Platform.Processes;

namespace Harness.Building;

/// <summary>The root image on which every stand-in base rests.</summary>
internal sealed class StandInRoot(string root, IImageStore store, IProcessRunner processes)
{
    /// <summary>The command that makes sure that the root image is there.</summary>
    public ProcessCommand Command => new(Path.Combine("scripts", "debian-root.sh"))
    {
        WorkingDirectory = root,
        InstallHint = "The script is part of this repository; check out the whole of it.",
    };

    /// <summary>Makes sure that the root image is there, and gives its id.</summary>
    /// <exception cref="InfrastructureException">It cannot be made.</exception>
    public async Task<string> EnsureAsync(IProgress<BuildEvent> progress, CancellationToken cancellation)
    {
        var reference = BaseSource.LocalRoot.ToString();
        if (await store.FindAsync(reference, cancellation) is { } there)
        {
            return there.Id;
        }

        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        progress.Report(new BuildStarted(reference, Command.ToString()));
        var result = await processes.RunAsync(Command, cancellation: cancellation);
        if (result.Succeeded && await store.FindAsync(reference, cancellation) is { } made)
        {
            progress.Report(new BuildFinished(reference, System.Diagnostics.Stopwatch.GetElapsedTime(started), Cached: false));
            return made.Id;
        }

        throw new InfrastructureException(
            $"the root image of the stand-in bases could not be made: {Command} ended with {result.ExitCode}"
            + $"{Environment.NewLine}{LastLines.Of(result.Output + result.Error)}");
    }
}
