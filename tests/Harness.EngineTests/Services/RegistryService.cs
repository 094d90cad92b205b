using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using Harness.Platform.Processes;
using Shouldly;

namespace Harness.EngineTests.Services;

/// <summary>
/// Debian's docker-registry, which asks for a password over TLS with an authority of its own. The engine takes it on
/// loopback without knowing the authority.
/// </summary>
internal sealed class RegistryService : IAsyncDisposable
{
    private const int ContainerPort = 5000;

    private const string Configuration = """
        version: 0.1
        log: {level: warn, accesslog: {disabled: true}}
        storage:
          filesystem: {rootdirectory: /var/lib/registry}
          delete: {enabled: true}
        auth:
          htpasswd: {realm: kcr, path: /tmp/htpasswd}
        http:
          addr: 0.0.0.0:5000
          secret: of-this-registry-alone

        """;

    private const string Tls = "  tls: {certificate: /etc/kcr/registry.crt, key: /etc/kcr/registry.key}\n";

    // Only a fault reaches it.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo configuration = Directory.CreateTempSubdirectory("kcr-registry-");
    private readonly IContainer container;

    private RegistryService(IContainer container, string password, string certificate)
    {
        this.container = container;
        Password = password;
        File.WriteAllText(CertificateFile, certificate);
    }

    /// <summary>Host and port as pushes and pulls name it.</summary>
    public string Address => $"127.0.0.1:{container.GetMappedPublicPort(ContainerPort)}";

    /// <summary>The password of the user kcr.</summary>
    public string Password { get; }

    /// <summary>The configuration directory of <see cref="LogInAsync"/>: the user's own keeps the user's credentials.</summary>
    public string DockerConfig => configuration.FullName;

    /// <summary>Its certificate, which is its own authority, for SSL_CERT_FILE.</summary>
    public string CertificateFile => Path.Combine(DockerConfig, "registry.crt");

    /// <summary>Somebody who has the logins of <see cref="DockerConfig"/>.</summary>
    public DockerUser User => new(DockerConfig);

    /// <summary>Starts one; ready when it refuses who has no password.</summary>
    /// <param name="password">The password; null for one that nobody knows.</param>
    /// <param name="hasTls">Whether it speaks TLS. buildx asks registries on loopback without it.</param>
    /// <param name="megabytes">How much it can keep; null for what the disk has.</param>
    public static async Task<RegistryService> StartAsync(string? password = null, bool hasTls = true, int? megabytes = null)
    {
        password ??= Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)).Replace('+', '-').Replace('/', '_');
        var (certificate, key) = Certificate();
        var container = await Service.StartAsync(builder => builder
            .WithLoopbackPort(ContainerPort)
            .WithCreateParameterModifier(parameters =>
            {
                if (megabytes is not null)
                {
                    parameters.HostConfig!.Tmpfs = new Dictionary<string, string> { ["/var/lib/registry"] = $"size={megabytes}m" };
                }
            })
            .WithResourceMapping(Encoding.UTF8.GetBytes(password), "/etc/kcr/password")
            .WithResourceMapping(Encoding.UTF8.GetBytes(Configuration + (hasTls ? Tls : "")), "/etc/kcr/registry.yml")
            .WithResourceMapping(Encoding.UTF8.GetBytes(certificate), "/etc/kcr/registry.crt")
            .WithResourceMapping(Encoding.UTF8.GetBytes(key), "/etc/kcr/registry.key")
            .WithCommand("bash", "-euc", $"htpasswd -ciB /tmp/htpasswd {DockerUser.Name} </etc/kcr/password; exec docker-registry serve /etc/kcr/registry.yml")
            .WithWaitStrategy(
                Wait.ForUnixContainer().AddCustomWaitStrategy(new AsksForPassword(hasTls ? certificate : null), wait => wait.WithTimeout(Longest))));
        return new RegistryService(container, password, certificate);
    }

    /// <summary><c>docker login</c> into <see cref="DockerConfig"/>.</summary>
    public Task<ProcessResult> LogInAsync(string password) => User.LogInAsync(Address, password);

    /// <summary>A docker command of a user who has the logins of <see cref="DockerConfig"/>.</summary>
    public Task<ProcessResult> DockerAsync(params IReadOnlyList<string> arguments) => User.RunAsync(arguments);

    /// <summary>Removes the manifest that a tag leads to, and with it the tag.</summary>
    public async Task RemoveAsync(string repository, string tag)
    {
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        using var client = new HttpClient(handler) { BaseAddress = new Uri($"https://{Address}/v2/{repository}/manifests/") };
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{DockerUser.Name}:{Password}")));
        client.DefaultRequestHeaders.Accept.ParseAdd("application/vnd.docker.distribution.manifest.v2+json");
        client.DefaultRequestHeaders.Accept.ParseAdd("application/vnd.oci.image.manifest.v1+json");
        using var asked = new HttpRequestMessage(HttpMethod.Head, tag);
        using var there = (await client.SendAsync(asked)).EnsureSuccessStatusCode();
        using var removed = await client.DeleteAsync(new Uri($"{client.BaseAddress}{there.Headers.GetValues("Docker-Content-Digest").Single()}"));
        removed.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    /// <summary>Neither the password nor what configurations make of it.</summary>
    public void ShouldNotBeToldIn(string text)
    {
        text.ShouldNotContain(Password);
        text.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{DockerUser.Name}:{Password}")));
    }

    public async ValueTask DisposeAsync()
    {
        await Service.RemoveAsync(container);
        configuration.Delete(recursive: true);
    }

    private static (string Certificate, string Key) Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=kcr-test-registry", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>
    /// Asked over TLS, it has its own certificate and refuses who has no password. The library's strategy for HTTP never
    /// saw that with a message handler of ours: a client is made for each question here.
    /// </summary>
    private sealed class AsksForPassword(string? certificate) : IWaitUntil
    {
        public async Task<bool> UntilAsync(IContainer container)
        {
            using var handler = new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = (_, seen, _, _) => seen?.ExportCertificatePem() == certificate,
            };
            using var client = new HttpClient(handler);
            try
            {
                using var answer = await client.GetAsync(
                    new Uri($"{(certificate is null ? "http" : "https")}://127.0.0.1:{container.GetMappedPublicPort(ContainerPort)}/v2/"));
                return answer.StatusCode == HttpStatusCode.Unauthorized;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
                return false;
            }
        }
    }
}
