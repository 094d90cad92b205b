namespace Harness.Building;

/// <summary>The machine's certificate authorities, for builds behind a proxy that has an authority of its own.</summary>
internal static class CertificateBundle
{
    private static readonly string[] Usual =
    [
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/cert.pem",
    ];

    /// <summary>SSL_CERT_FILE, else where the distribution keeps it; null when there is none.</summary>
    public static string? Find(Func<string, string?> environment) =>
        Usual.Prepend(environment("SSL_CERT_FILE")).FirstOrDefault(File.Exists);
}
