using Harness.Sandboxes;

namespace Harness.Checks.Pods;

/// <summary>POD006: what was seen in the pod is what is seen in Docker.</summary>
internal sealed class AgreesWithDocker() : PodCheck(
    new CheckInfo
    {
        Id = "POD006",
        Title = "Environment, user, data directory and runtime version in the pod equal those in a Docker sandbox of the same image",
        Guide = [GuideSection.ProductionSecurity],
        AppliesTo = "every language, on Kubernetes, where a Docker Engine has the image",
        Why = "Images are developed in Docker and run in pods. Where the two differ, a green suite in one says nothing about the other.",
        Remedy = "The result names both values. If the version differs, the node has another image under this name than the engine: update it there. "
            + "If the group differs, give USER its group, 65532:65532, so that no engine chooses one.",
        BreaksWith = "USER without a group; another image on the node than in the engine; a pod without fsGroup",
        Example = new()
        {
            Fault =
                """
                # the group is left to whoever starts it
                USER 65532
                """,
            Mend =
                """
                USER 65532:65532
                """,
        },
    },
    "LANG001")
{
    /// <inheritdoc />
    protected override async Task<Finding> ExamineAsync(SandboxSubject subject, IPodSandbox pod, CancellationToken cancellation)
    {
        if (subject.Siblings.StartInDocker is not { } start)
        {
            return Finding.Skip(Info.Title, "There is no Docker Engine at hand in which the same image could be started to compare with.");
        }

        ISandbox sandbox;
        try
        {
            sandbox = await start(cancellation);
        }
        catch (MissingImageException fault)
        {
            return Finding.Skip(Info.Title, $"There is nothing to compare with: {fault.Message}");
        }

        await using (sandbox)
        {
            var both = await Task.WhenAll(
                Observation.OfAsync(subject, cancellation), Observation.OfAsync(subject.In(sandbox, cancellation), cancellation));
            return Compare(inPod: both[0], inDocker: both[1]);
        }
    }

    private Finding Compare(Observation inPod, Observation inDocker)
    {
        var pairs = inPod.Agreed.Zip(inDocker.Agreed, (here, there) => (here.Name, Here: here.Value, There: there.Value)).ToList();
        return Finding.Of(
            [.. pairs.Where(pair => pair.Here != pair.There).Select(pair => $"{pair.Name}: {pair.Here} in the pod, {pair.There} in Docker")],
            Info.Title,
            string.Join(
                Environment.NewLine,
                pairs.Select(pair => $"{pair.Name}: {pair.Here} in both")
                    .Append($"its file system, which may differ: {inPod.FileSystem} in the pod, {inDocker.FileSystem} in Docker")));
    }
}
