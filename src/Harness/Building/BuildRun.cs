using System.Diagnostics;
using Harness.Catalog;
using Harness.Images;
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
    private readonly StandInRoot standInRoot = new(root, store, processes);
    private readonly BuildInputs inputs = new(root, store);
    private readonly BaseIdentities identities = new(store, processes, environment, plan.Settings.Platform);

    public async Task<IReadOnlyList<BuiltImage>> ToEndAsync()
    {
        var rootId = plan.Bases.Count > 0 ? await standInRoot.EnsureAsync(progress, cancellation) : "";
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
        var command = commands.For(standIn, rootId);
        return (await InSlotAsync(reference, () => MakeAsync(reference, command, inputs.Of(standIn, command), standIn.Definition.Context))).Problem;
    }

    private async Task<(BuiltImage? Image, string? Problem)> ImageAsync(
        PlannedImage image, Dictionary<ImageReference, Task<string?>> bases)
    {
        var reference = image.Reference.ToString();
        // Asked while bases are built and slots are taken: it costs nothing then.
        var revision = SourceRevision.OfAsync(processes, root, BuildInputs.SourcesOf(image), cancellation);
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
                await new SidecarProgram(root, plan.Settings.Platform).EnsureAsync(processes, progress, cancellation);
            }

            var identity = await identities.OfAsync(image.BaseReference, cancellation);
            var command = commands.For(image, await revision, identity);
            var inputs = await this.inputs.OfAsync(image, plan.Settings.Platform, command, cancellation);
            return await MakeAsync(reference, command, inputs, image.Definition.Context);
        });
        return fault is null
            ? (new BuiltImage(image.Definition.Name, image.Reference, result.Duration, result.Cached) { Digest = result.Digest }, null)
            : (null, fault);
    }

    /// <summary>Runs a build when a slot is free, and turns its fault into words: the other builds go on.</summary>
    private async Task<(Outcome Result, string? Problem)> InSlotAsync(string reference, Func<Task<Outcome>> build)
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

    /// <summary>Builds, unless the engine has the image already, made from the same.</summary>
    private async Task<Outcome> MakeAsync(
        string reference, ProcessCommand command, string inputs, string context)
    {
        var started = Stopwatch.GetTimestamp();
        // What goes to a registry or a cache, or is made elsewhere, is not to be judged by what this engine has.
        var judged = plan.Settings is { NoCache: false, Builder: null, CacheTo.Count: 0 } && !command.Arguments.Contains("--push");
        if (judged && await this.inputs.IsUpToDateAsync(reference, inputs, cancellation))
        {
            progress.Report(new BuildSkipped(reference));
            return new Outcome(Stopwatch.GetElapsedTime(started), Cached: true, Digest: null);
        }

        return await BuildxAsync(reference, BuildInputs.Labelled(command, inputs), context);
    }

    private async Task<Outcome> BuildxAsync(string reference, ProcessCommand command, string context)
    {
        using var metadata = command.Arguments.Contains("--push") ? new BuildMetadata() : null;
        command = metadata?.WrittenBy(command) ?? command;
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
        return new Outcome(duration, output.AllCached, metadata?.Digest());
    }

    /// <summary>How a build ended.</summary>
    private readonly record struct Outcome(TimeSpan Duration, bool Cached, string? Digest);
}
