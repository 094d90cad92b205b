using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Harness.Tests.Platform.Kubernetes;

/// <summary>An authority of a test's own that certifies servers and users.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddDays(-1);

    private readonly X509Certificate2 root;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root = request.CreateSelfSigned(Start, Start.AddDays(3));
    }

    /// <summary>As a kubeconfig has it.</summary>
    public string Data => Base64(root.ExportCertificatePem());

    /// <summary>A server's certificate, for a name and for an address.</summary>
    public X509Certificate2 Server(string name, IPAddress? address = null)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (address is not null)
        {
            names.AddIpAddress(address);
        }

        var (certificate, key) = Certify($"CN={name}", names.Build());
        // Exported and read again, because not every platform serves TLS with a key that it has only just been given.
        using (certificate)
        using (key)
        using (var whole = certificate.CopyWithPrivateKey(key))
        {
            return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
        }
    }

    /// <summary>A user's certificate and key, as PEM.</summary>
    public (string Certificate, string Key) User(string name)
    {
        var (certificate, key) = Certify($"CN={name}");
        using (certificate)
        using (key)
        {
            return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        }
    }

    public static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));

    public void Dispose() => root.Dispose();

    private (X509Certificate2 Certificate, ECDsa Key) Certify(string subject, params X509Extension[] extensions)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        foreach (var extension in extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        return (request.Create(root, Start, Start.AddDays(2), RandomNumberGenerator.GetBytes(8)), key);
    }
}
