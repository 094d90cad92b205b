using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Harness.EngineTests.Kubernetes;

/// <summary>
/// An admission webhook on loopback, with a certificate of its own making, that the real API server asks about the pods
/// of one namespace.
/// </summary>
internal sealed class AdmissionWebhook : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 certificate = SelfSigned();
    private readonly Func<JsonObject> response;
    private readonly string kind;
    private readonly TestNamespace scope;
    private readonly Task serving;

    private AdmissionWebhook(string kind, TestNamespace scope, Func<JsonObject> response)
    {
        (this.kind, this.scope, this.response) = (kind, scope, response);
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>Refuses every pod of the namespace.</summary>
    public static Task<AdmissionWebhook> RefusingAsync(TestNamespace scope, string words) => StartAsync(
        new AdmissionWebhook("Validating", scope, () => new JsonObject { ["allowed"] = false, ["status"] = new JsonObject { ["message"] = words } }),
        answer => answer.Contains(words, StringComparison.Ordinal));

    /// <summary>Changes every pod of the namespace.</summary>
    /// <param name="scope">The namespace.</param>
    /// <param name="patch">A JSON patch.</param>
    /// <param name="holds">Whether a pod, as JSON, has been changed.</param>
    public static Task<AdmissionWebhook> ChangingAsync(TestNamespace scope, string patch, Func<string, bool> holds) => StartAsync(
        new AdmissionWebhook("Mutating", scope, () => new JsonObject
        {
            ["allowed"] = true,
            ["patchType"] = "JSONPatch",
            ["patch"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(patch)),
        }),
        holds);

    public async ValueTask DisposeAsync()
    {
        await RealCluster.KubectlAsync("delete", $"{kind}WebhookConfiguration", scope.Name, "--ignore-not-found");
        listener.Stop();
        await serving;
        certificate.Dispose();
    }

    private static async Task<AdmissionWebhook> StartAsync(AdmissionWebhook webhook, Func<string, bool> holds)
    {
        try
        {
            await webhook.scope.ApplyAsync(webhook.Configuration(), holds);
            return webhook;
        }
        catch
        {
            await webhook.DisposeAsync();
            throw;
        }
    }

    private string Configuration() => new JsonObject
    {
        ["apiVersion"] = "admissionregistration.k8s.io/v1",
        ["kind"] = $"{kind}WebhookConfiguration",
        ["metadata"] = new JsonObject { ["name"] = scope.Name },
        ["webhooks"] = new JsonArray(new JsonObject
        {
            ["name"] = "pods.kcr.test",
            ["admissionReviewVersions"] = new JsonArray("v1"),
            ["sideEffects"] = "None",
            ["timeoutSeconds"] = 10,
            ["failurePolicy"] = "Fail",
            ["namespaceSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { [TestNamespace.Label] = scope.Name } },
            ["rules"] = new JsonArray(new JsonObject
            {
                ["apiGroups"] = new JsonArray(""),
                ["apiVersions"] = new JsonArray("v1"),
                ["resources"] = new JsonArray("pods"),
                ["operations"] = new JsonArray("CREATE"),
            }),
            ["clientConfig"] = new JsonObject
            {
                ["url"] = $"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/",
                ["caBundle"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem())),
            },
        }),
    }.ToJsonString();

    private async Task ServeAsync()
    {
        List<Task> exchanges = [];
        try
        {
            while (true)
            {
                exchanges.Add(AnswerAsync(await listener.AcceptTcpClientAsync()));
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }

        await Task.WhenAll(exchanges);
    }

    /// <summary>One request on each connection.</summary>
    private async Task AnswerAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await using var stream = new SslStream(connection.GetStream());
            await stream.AuthenticateAsServerAsync(certificate);
            var review = JsonNode.Parse(await BodyAsync(stream))!;
            var answer = response();
            answer["uid"] = (string?)review["request"]!["uid"];
            var body = new JsonObject { ["apiVersion"] = "admission.k8s.io/v1", ["kind"] = "AdmissionReview", ["response"] = answer }.ToJsonString();
            await stream.WriteAsync(Encoding.UTF8.GetBytes(
                $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}"));
        }
        catch (IOException)
        {
            // The API server thought better of it; it asks again.
        }
    }

    private static async Task<string> BodyAsync(Stream stream)
    {
        // Headers are ASCII and lines end with a line feed; byte by byte, so that nothing of the body is taken with them.
        var (line, length) = (new StringBuilder(), 0);
        var one = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(one);
            if (one[0] != '\n')
            {
                line.Append((char)one[0]);
                continue;
            }

            var header = line.ToString().TrimEnd('\r');
            if (header.Length == 0)
            {
                break;
            }

            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(header.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
            }

            line.Clear();
        }

        var body = new byte[length];
        await stream.ReadExactlyAsync(body);
        return Encoding.UTF8.GetString(body);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=kcr-test-webhook", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(12));
    }
}
