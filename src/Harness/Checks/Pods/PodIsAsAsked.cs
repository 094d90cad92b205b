using Harness.Sandboxes;
using Harness.Sandboxes.Kubernetes;

namespace Harness.Checks.Pods;

/// <summary>POD003: what the API server stored is what the contract says.</summary>
internal sealed class PodIsAsAsked() : PodCheck(new CheckInfo
{
    Id = "POD003",
    Title = "The API server stored the pod as the contract describes it, with nothing changed or added on the way",
    Guide = [GuideSection.ProductionSecurity],
    AppliesTo = EveryPod,
    Why = "If a mutating webhook, a policy or a LimitRange changes the pod, every other result is about another sandbox than the contract's.",
    Remedy = "Exempt the namespace from the webhook or policy (MutatingAdmissionPolicy too) that changes the pod, or from the LimitRange, "
        + "or make its change part of the contract.",
    BreaksWith = "a mutating webhook or policy; a LimitRange with defaults for more than CPU and memory",
    Example = new()
    {
        Fault =
            """
            kind: MutatingWebhookConfiguration
            webhooks:
              - name: injector.example.io
                namespaceSelector: {}
            """,
        Mend =
            """
            kind: MutatingWebhookConfiguration
            webhooks:
              - name: injector.example.io
                namespaceSelector:
                  matchExpressions:
                    - { key: kubernetes.io/metadata.name, operator: NotIn, values: [sandboxes] }
            """,
    },
})
{
    /// <inheritdoc />
    protected override async Task<Finding> ExamineAsync(SandboxSubject subject, IPodSandbox pod, CancellationToken cancellation)
    {
        return Finding.Of(
            PodDifferences.Between(pod.Contract, await pod.StoredAsync(cancellation)),
            Info.Title,
            "every field as asked, no further container, volume, variable or privilege");
    }
}
