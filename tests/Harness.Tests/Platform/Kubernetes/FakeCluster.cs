using System.Security.Cryptography.X509Certificates;
using Harness.Platform.Kubernetes;
using Harness.Platform.Processes;
using Harness.Tests.Platform.Docker;

namespace Harness.Tests.Platform.Kubernetes;

/// <summary>An API server on a port of this machine that answers as a test says.</summary>
/// <param name="respond">Request to answer.</param>
/// <param name="certificate">With which it serves TLS, and asks the client for one; null for plain text.</param>
internal sealed class FakeCluster(Func<FakeRequest, Answer> respond, X509Certificate2? certificate = null) : FakeServer(respond, certificate)
{
    /// <param name="respond">Method and path, without the query, to answer.</param>
    public FakeCluster(Func<string, Answer> respond)
        : this(request => request.Path == "/version/" ? new Answer(200, "{}") : respond($"{request.Method} {request.Path}"))
    {
    }

    public Task<KubernetesApi> ConnectAsync() => ConnectAsync(new ClusterSettings { Server = Address() });

    public static Task<KubernetesApi> ConnectAsync(ClusterSettings cluster, UserSettings? user = null, IProcessRunner? processes = null) =>
        KubernetesApi.ConnectAsync(new ClusterContext("tested", cluster, user), processes ?? new ProcessRunner(), CancellationToken.None);
}
