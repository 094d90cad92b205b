using System.Diagnostics;
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

        foreach (var check in target.Static)
        {
            if (cancellation.IsCancellationRequested)
            {
                return;
            }

            context.Recorder.Started(check, target.Subject);
            watch.Restart();
            context.Recorder.Record(Judge(check, target, snapshot) with { Duration = watch.Elapsed });
        }
    }

    private static CheckResult Judge(StaticCheck check, TargetRun target, ImageSnapshot snapshot)
    {
        try
        {
            return Judgement.Of(check, target.Subject, check.Examine(target.Image, snapshot));
        }
        catch (Exception exception)
        {
            return Judgement.Errored(check, target.Subject, Judgement.Words(exception));
        }
    }
}
