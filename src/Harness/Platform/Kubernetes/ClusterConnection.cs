using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Harness.Platform.Processes;
using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;
using Client = k8s.Kubernetes;

namespace Harness.Platform.Kubernetes;

/// <summary>
/// The client of a cluster, set up from a context of the kubeconfig, and the transport that it shares with the ways to
/// pods. What the client would do otherwise than kubectl is done here: the name in a certificate is looked at also
/// where the kubeconfig brings the authority (the client's own look overlooks it), and a proxy, impersonation, a file
/// with a token and credential plugins are heeded.
/// </summary>
internal sealed class ClusterConnection : IAsyncDisposable
{
    // What notices a connection on which nothing comes any more, such as a watch's after the machine has slept.
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(15);

    private readonly CredentialPlugin? plugin;
    private readonly RequestCredentials credentials;
    private SocketsHttpHandler transport = null!;

    /// <summary>Sets the client up; nothing is asked yet.</summary>
    /// <param name="context">The context.</param>
    /// <param name="processes">Starts a credential plugin.</param>
    /// <exception cref="InfrastructureException">The kubeconfig asks for what cannot be done, or names files that are not there.</exception>
    public ClusterConnection(ClusterContext context, IProcessRunner processes)
    {
        Context = context.Name;
        try
        {
            var configuration = Configuration(context);
            plugin = UsesPlugin(context.User)
                ? new CredentialPlugin(context.Name, context.User!.ExternalExecution, context.Cluster, processes, TimeProvider.System)
                : null;
            credentials = new RequestCredentials(context, Standing(context, configuration), plugin);
            var (roots, isUnverified) = (configuration.SslCaCerts, configuration.SkipTlsVerify);
            if (roots is { Count: 0 })
            {
                throw new KubeConfigException("its certificate authority is no certificate in PEM.");
            }

            (configuration.SslCaCerts, configuration.SkipTlsVerify, configuration.TlsServerName) = (null, false, null);
            configuration.FirstMessageHandlerSetup = handler => SetUp(transport = handler, context.Cluster, roots, isUnverified);
            Client = new Client(configuration, new ApiServerHandler(context.Name, Warnings), new CredentialsHandler(credentials));
            // The same connections and credentials as for every other request.
            Client.CreateWebSocketBuilder = () => new ClientWebSockets(Client.HttpClient);
        }
        catch (Exception fault) when (fault is KubeConfigException or FormatException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InfrastructureException($"The context {context.Name} of the kubeconfig cannot be used: {fault.GetBaseException().Message}", fault);
        }
    }

    /// <summary>The context's name.</summary>
    public string Context { get; }

    /// <summary>The client.</summary>
    public Client Client { get; }

    /// <summary>What the API server warns of.</summary>
    public ServerWarnings Warnings { get; } = new();

    /// <summary>Gets the first credential, which may take as long as a person needs.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        if (plugin is not null && (await plugin.CurrentAsync(cancellation)).Certificate is not null)
        {
            // A connection keeps the certificate that it was opened with, and the next one may be another.
            transport.PooledConnectionLifetime = TimeSpan.Zero;
        }
    }

    /// <summary>A handler of its own over the same connections: disposing of it disposes of nothing else.</summary>
    public HttpMessageHandler Way() => new CredentialsHandler(credentials) { InnerHandler = new SharedTransport(transport) };

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        transport.Dispose();
        if (plugin is not null)
        {
            await plugin.DisposeAsync();
        }
    }

    // As kubectl does: where there is a token, no plugin is asked.
    private static bool UsesPlugin(UserSettings? user) => user is { ExternalExecution: not null, Token: null, TokenFile: null };

    /// <summary>The client's own reading of server, authority, certificate, token and password.</summary>
    private static KubernetesClientConfiguration Configuration(ClusterContext context)
    {
        const string name = "chosen";
        var user = Plain(context.User);
        var configuration = KubernetesClientConfiguration.BuildConfigFromConfigObject(
            new K8SConfiguration
            {
                Contexts = [new Context { Name = name, ContextDetails = new ContextDetails { Cluster = name, User = user is null ? null : name } }],
                Clusters = [new Cluster { Name = name, ClusterEndpoint = context.Cluster }],
                Users = user is null ? [] : [new User { Name = name, UserCredentials = user }],
            },
            name);
        configuration.HttpClientTimeout = Timeout.InfiniteTimeSpan;
        configuration.UserAgent = "kcr-harness";
        return configuration;
    }

    /// <summary>What the client reads by itself of a user; null when that is nothing.</summary>
    private static UserCredentials? Plain(UserSettings? user)
    {
        var certificate = user?.ClientCertificateData ?? Content(user?.ClientCertificate);
        var key = user?.ClientKeyData ?? Content(user?.ClientKey);
        return certificate is null && key is null && user is not ({ Token: not null } or { UserName: not null, Password: not null })
            ? null
            : new UserCredentials
            {
                ClientCertificateData = certificate,
                ClientKeyData = key,
                Token = user!.Token,
                UserName = user.UserName,
                Password = user.Password,
            };

        static string? Content(string? file) => file is null ? null : Convert.ToBase64String(File.ReadAllBytes(file));
    }

    /// <summary>
    /// The credential that a request carries where no plugin gives one; moved out of the client, which would add it to its own
    /// requests alone.
    /// </summary>
    private static k8s.Authentication.ServiceClientCredentials? Standing(ClusterContext context, KubernetesClientConfiguration configuration)
    {
        if (context.User is { Token: null, TokenFile: { } file })
        {
            configuration.TokenProvider = new k8s.Authentication.TokenFileAuth(file);
        }
        else if (context.User is { Token: null, AuthProvider: { } provider })
        {
            Provide(context.Name, provider, configuration);
        }

        var standing = Client.CreateCredentials(configuration);
        (configuration.TokenProvider, configuration.AccessToken, configuration.Username, configuration.Password) = (null, null, null, null);
        return standing;
    }

    private static void Provide(string context, AuthProvider provider, KubernetesClientConfiguration configuration)
    {
        if (provider.Name != "oidc")
        {
            throw new InfrastructureException(
                $"The user of context {context} logs in by the auth-provider '{provider.Name}', which Kubernetes has given up and this client cannot do. "
                + $"Use its successor, a credential plugin (exec:){Successor(provider.Name)}, or a token, and log in again.");
        }

        var settings = provider.Config;
        var (token, refresh) = (settings.GetValueOrDefault("id-token"), settings.GetValueOrDefault("refresh-token"));
        if (refresh is not null && settings.TryGetValue("idp-issuer-url", out var issuer) && settings.TryGetValue("client-id", out var client))
        {
            configuration.TokenProvider = new k8s.Authentication.OidcTokenProvider(client, settings.GetValueOrDefault("client-secret"), issuer, token, refresh);
        }
        else
        {
            configuration.AccessToken = token ?? throw new InfrastructureException(
                $"The user of context {context} logs in by OIDC and the kubeconfig has neither an id-token nor what one is got with "
                + "(refresh-token, idp-issuer-url, client-id): log in again.");
        }
    }

    private static string Successor(string name) => name switch
    {
        "gcp" => " such as gke-gcloud-auth-plugin",
        "azure" => " such as kubelogin",
        _ => "",
    };

    private void SetUp(SocketsHttpHandler handler, ClusterSettings cluster, X509Certificate2Collection? roots, bool isUnverified)
    {
        handler.UseCookies = false;
        handler.AllowAutoRedirect = false;
        (handler.KeepAlivePingDelay, handler.KeepAlivePingTimeout) = (PingDelay, PingTimeout);
        if (cluster.ProxyUrl is { } proxy)
        {
            handler.Proxy = Proxy(proxy);
        }
        else if (Uri.TryCreate(cluster.Server, UriKind.Absolute, out var server) && server.IsLoopback)
        {
            // A proxy of the environment is not meant for this machine.
            handler.UseProxy = false;
        }

        if (isUnverified)
        {
#pragma warning disable CA5359 // The kubeconfig says insecure-skip-tls-verify.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (roots is not null)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(roots);
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        if (plugin is not null)
        {
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => plugin.Certificate!;
        }
    }

    private WebProxy Proxy(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "socks5"))
        {
            throw new InfrastructureException(
                $"The cluster of context {Context} is to be reached through the proxy '{text}', which is none that can be used: "
                + "proxy-url takes an address that begins with http://, https:// or socks5://.");
        }

        var proxy = new WebProxy(address);
        if (address.UserInfo.Split(':', 2) is [{ Length: > 0 } name, .. var rest])
        {
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(name), Uri.UnescapeDataString(rest.Length > 0 ? rest[0] : ""));
        }

        return proxy;
    }

    /// <summary>A transport that outlives its users.</summary>
    private sealed class SharedTransport(HttpMessageHandler transport) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker invoker = new(transport, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            invoker.SendAsync(request, cancellationToken);
    }

    /// <summary>WebSockets over the client's own connections.</summary>
    private sealed class ClientWebSockets(HttpMessageInvoker client) : WebSocketBuilder
    {
        // The connections have it already.
        public override WebSocketBuilder AddClientCertificate(X509Certificate2 certificate) => this;

        public override async Task<System.Net.WebSockets.WebSocket> BuildAndConnectAsync(Uri uri, CancellationToken cancellationToken)
        {
            try
            {
                await WebSocket.ConnectAsync(uri, client, cancellationToken);
                return WebSocket;
            }
            catch
            {
                WebSocket.Dispose();
                throw;
            }
        }
    }
}
