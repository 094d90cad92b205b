using System.Net.Sockets;
using Harness.Platform;
using Harness.Platform.Kubernetes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform;

/// <summary>A socket that breaks between being connected and being looked at, whose fault HttpClient does not wrap.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ConnectionFaultTests
{
    private static readonly Uri Somewhere = new("http://127.0.0.1/version/");

    [Test]
    public async Task A_sockets_fault_is_one_of_the_request()
    {
        using var client = new HttpClient(new ConnectionFaultHandler(new Broken()));

        var fault = await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(Somewhere));

        fault.HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);
        fault.InnerException.ShouldBeOfType<SocketException>();
    }

    [Test]
    public async Task To_an_API_server_it_is_an_outage_in_words()
    {
        using var client = new HttpMessageInvoker(new ApiServerHandler("tested") { InnerHandler = new Broken() });
        using var request = new HttpRequestMessage(HttpMethod.Get, Somewhere);

        (await Should.ThrowAsync<UnreachableException>(() => client.SendAsync(request, CancellationToken.None)))
            .Message.ShouldStartWith("The API server of context tested does not answer GET /version/: ");
    }

    private sealed class Broken : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new SocketException((int)SocketError.NotConnected);
    }
}
