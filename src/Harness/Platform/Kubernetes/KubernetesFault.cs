using System.Net;

namespace Harness.Platform.Kubernetes;

/// <summary>Turns what the API server or the way to it says into words: what happened, why, what to do.</summary>
internal static class KubernetesFault
{
    // A webhook denies "the request", a policy in CEL "request: …", one that fails as well as one that says no.
    private const string DeniedByWebhook = "denied the request";
    private const string DeniedByPolicy = "denied request: ";

    // Refused with the same words as by a rule, but for the moment: the namespace is new, or going.
    private static readonly string[] Passing = ["because it is being terminated", "error looking up service account", "no API token found"];

    // What Go and .NET say of it.
    private static readonly string[] Certificates =
    [
        "x509:", "remote certificate is invalid", "certificate verify failed", "certificate signed by unknown authority",
        "server gave HTTP response to HTTPS client", "tls: failed to verify certificate",
    ];

    /// <summary>Whether the same request may be answered a moment later.</summary>
    public static bool MayPass(InfrastructureException fault) =>
        fault is UnreachableException or KubernetesException { HttpStatus: HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests };

    public static UnreachableException Unreachable(string context, string request, string words, Exception? fault = null) =>
        new($"The API server of context {context} does not answer {request}: {Sentence.Of(words)} "
            + (IsOfCertificates(words)
                ? "This is about certificates, not about a login: the kubeconfig's certificate-authority must be the one that signed the API server's "
                    + "certificate, for the name in server: (or tls-server-name). A cluster that was made anew has a new one: get its kubeconfig again."
                : $"Is the cluster running? 'kubectl --context {context} version' asks it; the local cluster is started by './scripts/local-cluster.sh up'."),
            fault);

    /// <summary>Whether words are about a certificate that is not trusted, or about TLS where there is none: a login changes nothing about that.</summary>
    public static bool IsOfCertificates(string words) =>
        Array.Exists(Certificates, sign => words.Contains(sign, StringComparison.OrdinalIgnoreCase));

    public static UnreachableException Late(string context, string request, TimeSpan deadline) =>
        Unreachable(context, request, $"no answer within {deadline.TotalSeconds:0} s");

    public static KubernetesException Refused(string context, HttpStatusCode status, string serverMessage, string request)
    {
        var advice = status switch
        {
            HttpStatusCode.Unauthorized => $"It does not know who is asking: log in again for context {context}.",
            HttpStatusCode.NotFound when serverMessage.StartsWith("namespaces ", StringComparison.Ordinal) =>
                "Create the namespace, name another one with -n, or leave -n out: then a run makes its own.",
            _ => Advice(serverMessage),
        };
        return new KubernetesException(
            status,
            serverMessage,
            $"The API server of context {context} refused {request} ({(int)status}): "
            + $"{(advice.Length > 0 ? $"{Sentence.Of(serverMessage)} {advice}" : serverMessage.TrimEnd())}");
    }

    /// <summary>
    /// Whether the rules of the cluster or of the namespace refuse the pod itself, not the user or the moment. They name
    /// the pod, where the lack of a right is one to "pods", or say that the request was denied.
    /// </summary>
    public static bool IsAdmission(KubernetesException fault) =>
        fault.ServerMessage.Contains(DeniedByWebhook, StringComparison.Ordinal)
        || fault.ServerMessage.Contains(DeniedByPolicy, StringComparison.Ordinal)
        || (fault.ServerMessage.StartsWith("pods \"", StringComparison.Ordinal)
            && fault.ServerMessage.Contains("\" is forbidden: ", StringComparison.Ordinal)
            && !Array.Exists(Passing, words => fault.ServerMessage.Contains(words, StringComparison.Ordinal)));

    /// <summary>Who refuses, and what to change. The API server has the same status for most of them.</summary>
    private static string Advice(string message)
    {
        return message switch
        {
            _ when Has("violates PodSecurity") =>
                "Pod Security Admission enforces a standard in the namespace that the sandbox cannot keep: "
                + "its sidecar adds SYS_PTRACE, SYS_ADMIN and SYS_CHROOT. "
                + "Leave -n out (a run's own namespace allows it), or label the namespace pod-security.kubernetes.io/enforce=privileged.",
            _ when Has("PodSecurityPolicy") || Has("pod security policy") =>
                "No PodSecurityPolicy that the user may use admits the sandbox: one must allow the capabilities SYS_PTRACE, SYS_ADMIN "
                + "and SYS_CHROOT, privilege escalation, emptyDir volumes and fsGroup 65532, and a role must let the user 'use' it.",
            _ when Has(DeniedByPolicy) =>
                "An admission policy of the cluster in CEL refuses it, because its expression says no or fails "
                + "(ValidatingAdmissionPolicy, MutatingAdmissionPolicy): its owner must except the namespace by the binding's "
                + "namespaceSelector, or the label app.kubernetes.io/managed-by=kcr-harness by the policy's matchConditions, or mend the "
                + "expression.",
            _ when Has(DeniedByWebhook) =>
                "An admission webhook of the cluster refuses it: its owner must except the namespace or the label app.kubernetes.io/managed-by=kcr-harness.",
            _ when Has("exceeded quota") || Has("failed quota") =>
                "A ResourceQuota of the namespace leaves no room for the sandbox: raise it, run fewer sandboxes at once with --parallel, or leave -n out.",
            _ when Has(" usage per ") || Has("limit to request ratio") =>
                "A LimitRange of the namespace does not allow the resources that the sandbox asks for: "
                + "widen it, name another namespace with -n, or leave -n out.",
            _ when Has("failed calling webhook") =>
                "An admission webhook of the cluster is asked about everything that is created, and does not answer: "
                + "its owner must mend it, or except the namespace.",
            _ when Has("is being terminated") => "The namespace is going away: name another one with -n, or leave -n out.",
            _ when Has("User \"") && Has("cannot ") =>
                "The user of this context lacks the right (RBAC). Testing needs to create, delete, get, list and watch pods, "
                + "pods/proxy, pods/log and events, to get and create pods/exec, without -n to create and delete namespaces and to watch service accounts, "
                + "and with a registry that asks for a login to create and delete secrets; clean lists them too.",
            _ => "",
        };

        bool Has(string words) => message.Contains(words, StringComparison.Ordinal);
    }
}
