using System.Diagnostics;
using Harness.Catalog;
using Harness.Planning;
using Harness.Platform.Processes;

namespace Harness.Building;

/// <summary>One run of a plan: the tasks and what waits for what.</summary>
internal sealed class BuildRun(
    string root,
    BuildPlan plan,
    IImageStore store,
    IProcessRunner processes,
    BuildxCommand commands,
    IReadOnlyDictionary<string, string?> environment,
    SemaphoreSlim slots,
    IProgress<BuildEvent> progress,
    CancellationToken cancellation)
{
    private readonly StandInBases _standIns = new(root, store, processes);
    private readonly BaseDigests _digests = new(store, processes, environment);

    /// <summary>What an image is made of, relative to the root.</summary>
    public static IReadOnlyList<string> SourcesOf(PlannedImage image) =>
        image.Definition.Kind == ImageKind.Sidecar
            ? [image.Definition.Context, .. SidecarProgram.Sources]
            : [image.Definition.Context];

    public async Task<IReadOnlyList<BuiltImage>> ToEndAsync()
    {
        var rootId = plan.Bases.Count > 0 ? await _standIns.RootAsync(progress, cancellation) : "";
        var bases = plan.Bases.ToDictionary(standIn => standIn.Reference, standIn => BaseAsync(standIn, rootId));
        var images = plan.Images.Select(image => ImageAsync(image, bases)).ToList();
        await Task.WhenAll([.. bases.Values, .. images]);

        string[] problems =
        [
            .. bases.Values.Select(task => task.Result).OfType<string>(),
            .. images.Select(task => task.Result.Problem).OfType<string>(),
        ];
        return problems.Length == 0
            ? [.. images.Select(task => task.Result.Image!)]
            : throw new BuildFailedException(problems);
    }

    /// <summary>Makes sure of a stand-in base; the result is what went wrong, or null.</summary>
    private async Task<string?> BaseAsync(PlannedBase standIn, string rootId)
    {
        var reference = standIn.Reference.ToString();
        if (!plan.Request.NoCache && await _standIns.IsUpToDateAsync(standIn, rootId, cancellation))
        {
            progress.Report(new BuildSkipped(reference));
            return null;
        }

        return (await InSlotAsync(reference, () => BuildxAsync(reference, commands.For(standIn, rootId), standIn.Definition.Context))).Problem;
    }

    private async Task<(BuiltImage? Image, string? Problem)> ImageAsync(
        PlannedImage image, Dictionary<ImageReference, Task<string?>> bases)
    {
        var reference = image.Reference.ToString();
        // Asked while bases are built and slots are taken: it costs nothing then.
        var revision = SourceRevision.OfAsync(processes, root, SourcesOf(image), cancellation);
        foreach (var need in image.Needs)
        {
            if (await bases[need] is not null)
            {
                await revision;
                var problem = $"{reference} was not built: its base {need} failed";
                progress.Report(new BuildFailed(reference, problem));
                return (null, problem);
            }
        }

        var (result, fault) = await InSlotAsync(reference, async () =>
        {
            if (image.Definition.Kind == ImageKind.Sidecar)
            {
                await new SidecarProgram(root, plan.Request.Platform).EnsureAsync(processes, progress, cancellation);
            }

            var digest = await _digests.OfAsync(image.BaseReference, cancellation);
            return await BuildxAsync(reference, commands.For(image, await revision, digest), image.Definition.Context);
        });
        return fault is null ? (new BuiltImage(image.Definition.Name, image.Reference, result.Duration, result.Cached), null) : (null, fault);
    }

    /// <summary>Runs a build when a slot is free, and turns its fault into words: the other builds go on.</summary>
    private async Task<((TimeSpan Duration, bool Cached) Result, string? Problem)> InSlotAsync(
        string reference, Func<Task<(TimeSpan Duration, bool Cached)>> build)
    {
        await slots.WaitAsync(cancellation);
        try
        {
            return (await build(), null);
        }
        catch (BuildFaultException fault)
        {
            progress.Report(new BuildFailed(reference, fault.Message));
            return (default, fault.Message);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<(TimeSpan Duration, bool Cached)> BuildxAsync(string reference, ProcessCommand command, string context)
    {
        var started = Stopwatch.GetTimestamp();
        progress.Report(new BuildStarted(reference, command.ToString()));
        var output = new BuildxOutput(reference, progress);
        var result = await processes.RunAsync(command, onOutput: _ => { }, onError: output.Line, cancellation);
        if (!result.Succeeded)
        {
            throw new BuildFaultException(output.Failure(result.ExitCode, $"{context}/Dockerfile"));
        }

        var duration = Stopwatch.GetElapsedTime(started);
        progress.Report(new BuildFinished(reference, duration, output.AllCached));
        return (duration, output.AllCached);
    }
}
