using Harness.Sandboxes;

namespace Harness.Checks.Pods;

/// <summary>POD001: the cluster admits the pod. A refusal is recorded where the sandbox is started, for there is none then.</summary>
internal sealed class PodIsAdmitted() : PodCheck(new CheckInfo
{
    Id = "POD001",
    Title = "The cluster admits the pod",
    Guide = [GuideSection.ProductionSecurity, GuideSection.PodSecurityStandards],
    AppliesTo = EveryPod,
    Why = "A policy that refuses the pod here refuses it in production too, whatever the image is like.",
    Remedy = "What has to change depends on what refuses the pod, which the result names: Pod Security Admission, a PodSecurityPolicy, a webhook, "
        + "a policy in CEL (ValidatingAdmissionPolicy, MutatingAdmissionPolicy), a ResourceQuota or a LimitRange.",
    BreaksWith = "a namespace that enforces the restricted standard",
    Example = new()
    {
        Fault =
            """
            kind: Namespace
            metadata:
              name: sandboxes
              labels:
                pod-security.kubernetes.io/enforce: restricted
            """,
        Mend =
            """
            kind: Namespace
            metadata:
              name: sandboxes
              labels:
                pod-security.kubernetes.io/enforce: privileged
            """,
    },
})
{
    /// <inheritdoc />
    protected override Task<Finding> ExamineAsync(SandboxSubject subject, IPodSandbox pod, CancellationToken cancellation) =>
        Task.FromResult(Finding.Pass(Info.Title, "admitted"));
}
