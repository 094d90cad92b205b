using Harness.Sandboxes;
using Harness.Sandboxes.Kubernetes;

namespace Harness.Checks.Pods;

/// <summary>POD003: what the API server stored is what the contract says.</summary>
public sealed class PodIsAsAsked() : PodCheck(new CheckInfo(
    "POD003",
    "the API server stored the pod as the contract says, nothing changed or added on the way",
    "Lesson 15: test in pods under production security settings",
    EveryPod,
    "A mutating webhook or a policy that changes the pod makes every other result one about another sandbox than the contract's.",
    "Except the namespace from the webhook or policy that changes it, or take its change into the contract.",
    "a mutating webhook")
{
    Example = new(
        """
        kind: MutatingWebhookConfiguration
        webhooks:
          - name: injector.example.io
            namespaceSelector: {}
        """,
        """
        kind: MutatingWebhookConfiguration
        webhooks:
          - name: injector.example.io
            namespaceSelector:
              matchExpressions:
                - { key: kubernetes.io/metadata.name, operator: NotIn, values: [sandboxes] }
        """),
})
{
    /// <inheritdoc />
    protected override async Task<Finding> ExamineAsync(SandboxSubject subject, IPodSandbox pod, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(pod);
        return Finding.Of(
            PodDifferences.Between(pod.Contract, await pod.StoredAsync(cancellation)),
            Info.Title,
            "every field as asked, no further container, volume, variable or privilege");
    }
}
