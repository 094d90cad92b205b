using System.Security.Cryptography.X509Certificates;

namespace Harness.Platform.Kubernetes;

/// <summary>What a credential plugin gave. It is no record, which would print it.</summary>
/// <param name="token">The token; null when it gave a certificate alone.</param>
/// <param name="certificate">The certificate with its key; null when it gave a token alone.</param>
/// <param name="expires">When it is good no longer; null when it does not say.</param>
internal sealed class PluginCredential(string? token, X509Certificate2? certificate, DateTimeOffset? expires)
{
    /// <summary>The token; null when there is a certificate alone.</summary>
    public string? Token => token;

    /// <summary>The certificate with its key; null when there is a token alone.</summary>
    public X509Certificate2? Certificate => certificate;

    /// <summary>When it is good no longer; null when that is not said.</summary>
    public DateTimeOffset? Expires => expires;

    /// <summary>Whether it proves the same.</summary>
    public bool IsSameAs(PluginCredential other) => Token == other.Token && Certificate?.Thumbprint == other.Certificate?.Thumbprint;
}
