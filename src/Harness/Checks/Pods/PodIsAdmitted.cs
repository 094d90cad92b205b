using Harness.Sandboxes;

namespace Harness.Checks.Pods;

/// <summary>POD001: the cluster admits the pod. A refusal is recorded where the sandbox is started, for there is none then.</summary>
public sealed class PodIsAdmitted() : PodCheck(new CheckInfo(
    "POD001",
    "the cluster admits the pod",
    "Lesson 15: test in pods under production security settings",
    EveryPod,
    "A policy that refuses the pod here refuses it in production too, whatever the image is like.",
    "What is to be changed depends on who refuses, which the result names: Pod Security Admission, a PodSecurityPolicy or a webhook.",
    "a namespace that enforces the restricted standard")
{
    Example = new(
        """
        kind: Namespace
        metadata:
          name: sandboxes
          labels:
            pod-security.kubernetes.io/enforce: restricted
        """,
        """
        kind: Namespace
        metadata:
          name: sandboxes
          labels:
            pod-security.kubernetes.io/enforce: privileged
        """),
})
{
    /// <inheritdoc />
    protected override Task<Finding> ExamineAsync(SandboxSubject subject, IPodSandbox pod, CancellationToken cancellation) =>
        Task.FromResult(Finding.Pass(Info.Title, "admitted"));
}
