using System.Diagnostics;
using Harness.Checks.Origins;
using Harness.Results;
using Harness.Snapshots;

namespace Harness.Checks.Scheduling;

/// <summary>The static checks of one image.</summary>
internal static class StaticRun
{
    public static async Task RunAsync(RunContext context, TargetRun target, CancellationToken cancellation)
    {
        if (target.Static.Count == 0)
        {
            return;
        }

        var watch = Stopwatch.StartNew();
        ImageSnapshot snapshot;
        try
        {
            snapshot = await target.Snapshot.GetAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            context.Recorder.Unreachable(
                target.Static, target.Subject, $"The image could not be read: {Judgement.Words(exception)}", watch.Elapsed);
            return;
        }

        ImageOrigins? origins = null;
        foreach (var check in target.Static)
        {
            if (cancellation.IsCancellationRequested)
            {
                return;
            }

            context.Recorder.Started(check, target.Subject);
            watch.Restart();
            var result = Judgement.Of(check, target.Subject, target.Image, snapshot) with { Duration = watch.Elapsed };
            if (result is { Outcome: Outcome.Failed, Places.Count: 0 })
            {
                origins ??= await OriginsAsync(target, snapshot);
                result = result with { Places = origins?.Of(check, result.Observed) ?? [] };
            }

            context.Recorder.Record(result);
        }
    }

    // Not cancelled: a result is there already, and reading a Dockerfile takes no time.
    private static async Task<ImageOrigins?> OriginsAsync(TargetRun target, ImageSnapshot snapshot) => target.Dockerfile is { } path
        ? await ImageOrigins.ReadAsync(path, $"{target.Image.Definition.Context}/Dockerfile", snapshot, target.Image.Versions, CancellationToken.None)
        : null;
}
