using System.Diagnostics;
using Harness.Snapshots;

namespace Harness.Suite.Scheduling;

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
                target.Static, target.Subject, $"The image could not be read: {Judgement.Describe(exception)}", watch.Elapsed);
            return;
        }

        var judge = new StaticJudge(target.Image, snapshot, target.Subject, target.Dockerfile);
        foreach (var check in target.Static)
        {
            if (cancellation.IsCancellationRequested)
            {
                return;
            }

            context.Recorder.Started(check, target.Subject);
            watch.Restart();
            context.Recorder.Record(await judge.JudgeAsync(check) with { Duration = watch.Elapsed });
        }
    }
}
