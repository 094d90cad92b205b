using Harness.Sandboxes;

namespace Harness.Checks.Pods;

/// <summary>A check of what only a pod has.</summary>
/// <param name="info">The metadata.</param>
/// <param name="requires">Ids of checks without which this one can prove nothing.</param>
internal abstract class PodCheck(CheckInfo info, params IReadOnlyList<string> requires) : SandboxCheck(info, requires)
{
    /// <summary>What the metadata says of where pod checks apply.</summary>
    protected const string EveryPod = "every language, on Kubernetes";

    /// <inheritdoc />
    public sealed override bool RunsOn(Backend backend) => backend == Backend.Kubernetes;

    /// <inheritdoc />
    public sealed override Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        return ExamineAsync(subject, (IPodSandbox)subject.Sandbox, cancellation);
    }

    /// <summary>Carries out the proof.</summary>
    /// <param name="subject">What is looked at.</param>
    /// <param name="pod">Its sandbox.</param>
    /// <param name="cancellation">Ends the proof.</param>
    protected abstract Task<Finding> ExamineAsync(SandboxSubject subject, IPodSandbox pod, CancellationToken cancellation);
}
