using System.Diagnostics;
using Harness.Checks.Dockerfiles;

namespace Harness.Suite.Scheduling;

/// <summary>The checks of one image's Dockerfile: of what lies in the repository, whatever the image was built from.</summary>
internal static class DockerfileRun
{
    public static async Task RunAsync(RunContext context, TargetRun target, CancellationToken cancellation)
    {
        if (target.DockerfileChecks.Count == 0 || target.Dockerfile is not { } path)
        {
            return;
        }

        var watch = Stopwatch.StartNew();
        DockerfileSubject subject;
        try
        {
            var text = await Linter.ReadAsync(path, cancellation);
            subject = DockerfileSubject.Of(text, $"{target.Image.Definition.Context}/Dockerfile", target.Image.Definition, Linter.IgnoreOf(path));
            if (subject.Faults.Count > 0)
            {
                throw new InfrastructureException(string.Join(
                    Environment.NewLine, subject.Faults.Select(fault => $"{subject.File.File}:{fault.Position}: {fault.Message}")));
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            context.Recorder.Unreachable(target.DockerfileChecks, target.Subject, Judgement.Describe(exception), watch.Elapsed);
            return;
        }

        foreach (var check in target.DockerfileChecks)
        {
            context.Recorder.Started(check, target.Subject);
            watch.Restart();
            context.Recorder.Record(Judge(check, target.Subject, subject) with { Duration = watch.Elapsed });
        }
    }

    private static CheckResult Judge(DockerfileCheck check, Subject subject, DockerfileSubject dockerfile)
    {
        try
        {
            return Judgement.Of(check, subject, check.Conclude(dockerfile));
        }
        catch (Exception exception)
        {
            return Judgement.Errored(check, subject, Judgement.Describe(exception));
        }
    }
}
