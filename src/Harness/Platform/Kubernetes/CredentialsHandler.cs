using System.Net;

namespace Harness.Platform.Kubernetes;

/// <summary>Sends requests with credentials, and once more with new ones where those of a plugin are refused.</summary>
/// <param name="credentials">The credentials.</param>
internal sealed class CredentialsHandler(RequestCredentials credentials) : DelegatingHandler
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var given = await credentials.AddAsync(request, cancellationToken);
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Unauthorized || !await credentials.RenewAsync(request, given, cancellationToken))
        {
            return answer;
        }

        answer.Dispose();
        return await base.SendAsync(request, cancellationToken);
    }
}
