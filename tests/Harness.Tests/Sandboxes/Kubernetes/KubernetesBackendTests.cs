using Harness.Images;
using Harness.Sandboxes.Kubernetes;
using Harness.Sandboxes.Kubernetes.Delivery;
using Harness.Tests.Platform.Docker;
using Harness.Tests.Platform.Kubernetes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Sandboxes.Kubernetes;

[Parallelizable(ParallelScope.All)]
public sealed class KubernetesBackendTests
{
    [TestCase(500, true)]
    [TestCase(504, true)]
    [TestCase(403, false)]
    public async Task A_namespace_whose_creation_may_have_been_carried_out_is_deleted(int status, bool isDeleted)
    {
        using var cluster = new FakeCluster(request => new Answer(
            request.StartsWith("POST", StringComparison.Ordinal) ? status : 200, """{"kind":"Status","apiVersion":"v1","message":"the store says no"}"""));
        await using var api = await cluster.ConnectAsync();

        var fault = await Should.ThrowAsync<InfrastructureException>(() => KubernetesBackend.OpenAsync(
            api, new PodRun(new ClusterRun(), "session", NodeImages.OfEngine, new ImageName("sidecar"), TimeSpan.FromMinutes(1)), CancellationToken.None));

        fault.Message.ShouldContain("the store says no");
        cluster.Requests.Contains("DELETE /api/v1/namespaces/kcr-session").ShouldBe(isDeleted);
    }
}
