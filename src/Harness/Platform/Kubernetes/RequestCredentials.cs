using System.Net.Http.Headers;
using k8s.Authentication;
using k8s.Exceptions;

namespace Harness.Platform.Kubernetes;

/// <summary>Adds to requests as whom they are made.</summary>
/// <param name="context">The context.</param>
/// <param name="standing">What the kubeconfig says; null for nothing.</param>
/// <param name="plugin">The program that gives a credential; null for none.</param>
internal sealed class RequestCredentials(ClusterContext context, ServiceClientCredentials? standing, CredentialPlugin? plugin)
{
    /// <summary>Adds them.</summary>
    /// <returns>What the plugin gave of it; null when it gave nothing.</returns>
    /// <exception cref="InfrastructureException">There is none to be had.</exception>
    public async Task<PluginCredential?> AddAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        // The name in the certificate is the one that the request is for.
        request.Headers.Host = string.IsNullOrWhiteSpace(context.Cluster.TlsServerName) ? null : context.Cluster.TlsServerName;
        AddImpersonation(request.Headers);
        if (plugin is not null)
        {
            var given = await plugin.CurrentAsync(cancellation);
            Add(request, given);
            return given;
        }

        try
        {
            await (standing?.ProcessHttpRequestAsync(request, cancellation) ?? Task.CompletedTask);
            return null;
        }
        catch (KubernetesClientException fault)
        {
            throw new InfrastructureException(
                $"The OIDC token of context {context.Name} has expired, and the issuer gave no new one: {(fault.InnerException ?? fault).Message} "
                + $"It is asked at the address in idp-issuer-url itself. Log in again ('kubectl --context "
                + $"{context.Name} version' gets a new token and keeps it), "
                + "or use a credential plugin (exec:) such as kubelogin.",
                fault);
        }
        catch (AggregateException fault) when (context.User?.TokenFile is { } file)
        {
            throw new InfrastructureException($"The token of context {context.Name} could not be read from {file}: {fault.GetBaseException().Message}", fault);
        }
    }

    /// <summary>Adds a new one in place of one that was refused; false when there is no other.</summary>
    public async Task<bool> RenewAsync(HttpRequestMessage request, PluginCredential? refused, CancellationToken cancellation)
    {
        if (plugin is null || refused is null || await plugin.RenewAsync(refused, cancellation) is not { } given || given.IsSameAs(refused))
        {
            return false;
        }

        Add(request, given);
        return true;
    }

    private static void Add(HttpRequestMessage request, PluginCredential given) =>
        request.Headers.Authorization = given.Token is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;

    private void AddImpersonation(HttpRequestHeaders headers)
    {
        if (context.User is not { Impersonate: { } name } user)
        {
            return;
        }

        Set("Impersonate-User", name);
        Set("Impersonate-Group", user.ImpersonateGroups);
        if (user.ImpersonateUid is { } uid)
        {
            Set("Impersonate-Uid", uid);
        }

        foreach (var (key, values) in user.ImpersonateExtra)
        {
            Set($"Impersonate-Extra-{Uri.EscapeDataString(key)}", values);
        }

        // A request that is sent again has them already.
        void Set(string header, params IEnumerable<string> values)
        {
            headers.Remove(header);
            headers.TryAddWithoutValidation(header, values);
        }
    }
}
