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
    BuildCommands commands,
    BuilderAbilities? builder,
    IReadOnlyDictionary<string, string?> environment,
    SemaphoreSlim slots,
    IProgress<BuildEvent> progress,
    CancellationToken cancellation)
{
    private readonly StandInRoot standInRoot = new(root, store, processes);
    private readonly BuildInputs inputs = new(root, store);
    private readonly BaseIdentities identities = new(store, processes, environment);
    private readonly PushedTags tags = new(processes, environment);

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
        if (problems.Length == 0)
        {
            return [.. images.Select(task => task.Result.Image!)];
        }

        // Of a push that broke off, what is there counts.
        var pushed = images.Select(task => task.Result.Image).Where(image => image?.Digest is not null)
            .Select(image => $"{image!.Reference}@{image.Digest}").ToList();
        throw new BuildFailedException(plan.Settings.Push
            ? [.. problems, pushed.Count == 0 ? "no image was pushed to its end" : $"pushed to their end, before or beside that: {string.Join(", ", pushed)}"]
            : problems);
    }

    /// <summary>Makes sure of a stand-in base; the result is what went wrong, or null.</summary>
    private async Task<string?> BaseAsync(PlannedBase standIn, string rootId)
    {
        var reference = standIn.Reference.ToString();
        var command = commands.For(standIn, rootId, plan.Settings.Platform);
        var (_, problem) = await InSlotAsync(
            reference, () => MakeAsync(reference, command, inputs.Of(standIn, command), standIn.Definition.Context, push: false));
        return problem;
    }

    private async Task<(BuiltImage? Image, string? Problem)> ImageAsync(
        PlannedImage image, Dictionary<ImageReference, Task<string?>> bases)
    {
        // Asked while bases are built and slots are taken: it costs nothing then.
        var revision = SourceRevision.OfAsync(processes, root, BuildInputs.SourcesOf(image), cancellation);
        foreach (var need in image.Needs)
        {
            if (await bases[need] is not null)
            {
                await revision;
                var reference = image.Reference.ToString();
                var problem = $"{reference} was not built: its base {need} failed";
                progress.Report(new BuildFailed(reference, problem));
                return (null, problem);
            }
        }

        var targets = BuildTarget.Of(image, plan.Settings);
        var results = await Task.WhenAll(targets.Select(target => TargetAsync(target, revision)));
        if (results.Select(result => result.Problem).OfType<string>().ToList() is { Count: > 0 } problems)
        {
            return (null, string.Join(Environment.NewLine, targets.Count == 1 ? problems : [.. problems, $"{image.Reference} was not made of its platforms"]));
        }

        var built = new BuiltImage(
            image.Definition.Name, image.Reference, results.Max(result => result.Outcome.Duration), results.All(result => result.Outcome.Cached))
        {
            Digest = results[0].Outcome.Digest,
            Attestations = plan.Settings.Push && builder is { ExportsImages: true } ? plan.Settings.Attestations.Kinds : [],
        };
        return targets.Count == 1 ? (built, null) : await JoinAsync(built, [.. targets.Zip(results, (target, result) =>
            new BuiltPlatform(target.Platform!, result.Outcome.Digest ?? ""))]);
    }

    private Task<(Outcome Outcome, string? Problem)> TargetAsync(BuildTarget target, Task<SourceRevision> revision) =>
        InSlotAsync(target.Reference.ToString(), async () =>
        {
            if (target.Image.Definition.Kind == ImageKind.Sidecar)
            {
                await new SidecarProgram(root, target.Platform).EnsureAsync(processes, progress, cancellation);
            }

            var identity = await identities.OfAsync(target.Image.BaseReference, target.Platform, cancellation);
            var command = commands.For(target, await revision, identity);
            var inputs = await this.inputs.OfAsync(target, command, cancellation);
            return await MakeAsync(target.Reference.ToString(), command, inputs, target.Image.Definition.Context, plan.Settings.Push);
        });

    /// <summary>Makes the index of an image's platforms, which are pushed by now.</summary>
    private async Task<(BuiltImage? Image, string? Problem)> JoinAsync(BuiltImage image, IReadOnlyList<BuiltPlatform> platforms)
    {
        if (platforms.FirstOrDefault(platform => platform.Digest.Length == 0) is { } unknown)
        {
            return (null, $"{image.Reference} was not made of its platforms: buildx does not say under which digest it pushed that of "
                + $"{unknown.Platform}. Update buildx.");
        }

        var before = await tags.OfAsync(image.Reference.ToString(), cancellation);
        var result = await processes.RunAsync(commands.Join(image.Reference, platforms.Select(platform => platform.Digest)), cancellation: cancellation);
        var now = await tags.OfAsync(image.Reference.ToString(), cancellation);
        return result.Succeeded && now.Digest is { } digest
            ? (image with { Digest = digest, Platforms = platforms }, null)
            : (null, $"{image.Reference} was not made of its platforms, which are pushed: {LastLines.Of(result.Error).Trim()} {now.Since(before)}");
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
        string reference, ProcessCommand command, string inputs, string context, bool push)
    {
        var started = Stopwatch.GetTimestamp();
        // What goes to a registry or a cache, or is made elsewhere, is not to be judged by what this engine has.
        var judged = plan.Settings is { NoCache: false, Builder: null, CacheTo.Count: 0 } && !push;
        if (judged && await this.inputs.IsUpToDateAsync(reference, inputs, cancellation))
        {
            progress.Report(new BuildSkipped(reference));
            return new Outcome(Stopwatch.GetElapsedTime(started), Cached: true, Digest: null);
        }

        return await BuildAsync(reference, BuildInputs.Labelled(command, inputs), context, push);
    }

    private async Task<Outcome> BuildAsync(string reference, ProcessCommand command, string context, bool push)
    {
        using var metadata = push ? new BuildMetadata() : null;
        command = metadata?.WrittenBy(command) ?? command;
        var before = push ? tags.OfAsync(reference, cancellation) : null;
        var started = Stopwatch.GetTimestamp();
        progress.Report(new BuildStarted(reference, command.ToString()));
        var output = commands.Output(reference, context, progress);
        var result = await processes.RunAsync(command, output.Output, output.Error, cancellation);
        var was = before is null ? null : await before;
        if (!result.Succeeded)
        {
            var failure = output.Failure(result.ExitCode, $"{context}/Dockerfile");
            throw new BuildFaultException(was is null || output.FailedInStep
                ? failure
                : $"{failure}{Environment.NewLine}  {(await tags.OfAsync(reference, cancellation)).Since(was)}");
        }

        var duration = Stopwatch.GetElapsedTime(started);
        progress.Report(new BuildFinished(reference, duration, output.AllCached));
        return new Outcome(duration, output.AllCached, metadata?.Digest());
    }

    /// <summary>How a build ended.</summary>
    private readonly record struct Outcome(TimeSpan Duration, bool Cached, string? Digest);
}
