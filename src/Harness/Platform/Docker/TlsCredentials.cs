using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Docker.DotNet.X509;

namespace Harness.Platform.Docker;

/// <summary>Puts a context's TLS files to use.</summary>
internal static class TlsCredentials
{
    /// <summary>Configures a handler for TLS.</summary>
    /// <exception cref="InfrastructureException">A file cannot be read, holds nothing that can be used, or does not fit the others.</exception>
    public static void Configure(SocketsHttpHandler handler, DockerTls tls)
    {
        try
        {
            var certificate = tls is { Certificate: { } certificateFile, Key: { } keyFile }
                ? DockerTlsCertificates.LoadCertificateFromPemFiles(certificateFile, keyFile)
                : null;
            var credentials = new CertificateCredentials(certificate);
            if (!tls.Verify)
            {
#pragma warning disable CA5359 // The context says SkipTLSVerify, or DOCKER_TLS is set without DOCKER_TLS_VERIFY.
                credentials.ServerCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
            }

            credentials.ConfigureHandler(handler);
            if (tls is { Verify: true, Authority: { } authority })
            {
                // Not by the library's callback, which compares no host name.
                handler.SslOptions.CertificateChainPolicy = Trusting(authority);
            }
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InfrastructureException(
                $"The TLS files of the Docker Engine ({string.Join(", ", new[] { tls.Authority, tls.Certificate, tls.Key }.OfType<string>())}) "
                + $"cannot be used: {fault.Message}",
                fault);
        }
    }

    private static X509ChainPolicy Trusting(string authority)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authority);
        return policy.CustomTrustStore.Count > 0 ? policy : throw new CryptographicException($"{authority} holds no certificate.");
    }
}
