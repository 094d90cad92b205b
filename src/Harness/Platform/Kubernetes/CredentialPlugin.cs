using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Platform.Processes;
using k8s;
using k8s.KubeConfigModels;

namespace Harness.Platform.Kubernetes;

/// <summary>
/// The program that a kubeconfig gets a credential from (<c>exec:</c>), such as <c>aws eks get-token</c>. The client's own
/// way to run it puts the arguments together with blanks, leaves a program that hangs behind, and waits for it without
/// regard to a cancellation.
/// </summary>
internal sealed class CredentialPlugin : IAsyncDisposable
{
    /// <summary>How long it may take: it may ask a person in a browser.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    // One that is about to expire would do so on its way.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly string context;
    private readonly ExternalExecution settings;
    private readonly ProcessCommand command;
    private readonly IProcessRunner processes;
    private readonly TimeProvider time;
    private readonly TimeSpan deadline;
    private readonly CancellationTokenSource end = new();
    private readonly Lock sync = new();
    private Task<PluginCredential>? asked;

    /// <summary>Looks at how it is to be run; nothing is run yet.</summary>
    /// <exception cref="InfrastructureException">It is to be run in a way that is not possible here.</exception>
    public CredentialPlugin(
        string context, ExternalExecution settings, ClusterSettings cluster, IProcessRunner processes, TimeProvider time, TimeSpan? deadline = null)
    {
        this.context = context;
        this.settings = settings;
        this.processes = processes;
        this.time = time;
        this.deadline = deadline ?? Deadline;
        if (string.IsNullOrEmpty(settings.Command) || string.IsNullOrEmpty(settings.ApiVersion))
        {
            throw new InfrastructureException(
                $"The user of context {context} has a credential plugin (exec:) without "
                + $"{(string.IsNullOrEmpty(settings.Command) ? "command" : "apiVersion")}: put the kubeconfig right.");
        }

        if (settings is PluginSettings { InteractiveMode: "Always" })
        {
            throw new InfrastructureException(
                $"The credential plugin of context {context}, "
                + $"{settings.Command}, says interactiveMode: Always: it must ask on a terminal, and the harness has none to give. "
                + "Use a plugin, or a setting of this one, that asks nothing or in a browser, or a token.");
        }

        var environment = settings.EnvironmentVariables?.ToDictionary(one => one.GetValueOrDefault("name") ?? "", one => one.GetValueOrDefault("value")) ?? [];
        environment["KUBERNETES_EXEC_INFO"] = Information(settings, cluster);
        command = new ProcessCommand(settings.Command, [.. settings.Arguments ?? []])
        {
            Environment = environment,
            InstallHint = settings.InstallHint,
        };
    }

    /// <summary>The certificate that it gave last; null when it gave none.</summary>
    public X509Certificate2? Certificate { get; private set; }

    /// <summary>What it gave, as long as that is good; else it is run. All that ask meanwhile wait for the same run.</summary>
    /// <exception cref="InfrastructureException">It gave nothing of use.</exception>
    public async Task<PluginCredential> CurrentAsync(CancellationToken cancellation)
    {
        var current = await Asked(_ => false).WaitAsync(cancellation);
        return current.Expires is { } expires && expires <= time.GetUtcNow() + Margin ? await RenewAsync(current, cancellation) : current;
    }

    /// <summary>What it gives in place of what was refused, or has expired.</summary>
    /// <exception cref="InfrastructureException">It gave nothing of use.</exception>
    public Task<PluginCredential> RenewAsync(PluginCredential refused, CancellationToken cancellation) =>
        Asked(current => ReferenceEquals(current, refused)).WaitAsync(cancellation);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await ((Task?)asked ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Certificate?.Dispose();
        end.Dispose();
    }

    private Task<PluginCredential> Asked(Func<PluginCredential, bool> isOver)
    {
        lock (sync)
        {
            if (asked is null or { IsFaulted: true } or { IsCanceled: true } || (asked.IsCompletedSuccessfully && isOver(asked.Result)))
            {
                asked = Task.Run(RunAsync);
            }

            return asked;
        }
    }

    private async Task<PluginCredential> RunAsync()
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        limited.CancelAfter(deadline);
        ProcessResult result;
        try
        {
            result = await processes.RunAsync(command, cancellation: limited.Token);
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            throw Fault($"did not end within {deadline.TotalSeconds:0.#} s, and was ended");
        }
        catch (InfrastructureException fault)
        {
            throw new InfrastructureException($"The kubeconfig gets the credential of context {context} from a program. {fault.Message}", fault);
        }

        if (!result.Succeeded)
        {
            throw Fault($"ended with status {result.ExitCode}: {(result.Error.Trim() is { Length: > 0 } words ? words : "it said nothing")}");
        }

        var credential = Read(result.Output);
        Certificate = credential.Certificate ?? Certificate;
        return credential;
    }

    /// <summary>Reads what it printed. None of that is put into words: it may be a secret.</summary>
    private PluginCredential Read(string output)
    {
        ExecCredentialResponse? response;
        try
        {
            response = KubernetesJson.Deserialize<ExecCredentialResponse>(output);
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            throw Fault("printed something else than an ExecCredential in JSON");
        }

        if (response is null || response.Kind != "ExecCredential")
        {
            throw Fault("printed something else than an ExecCredential in JSON");
        }

        if (response.ApiVersion != settings.ApiVersion)
        {
            throw Fault($"printed an ExecCredential of {response.ApiVersion}, and the kubeconfig asks for {settings.ApiVersion}");
        }

        var status = response.Status;
        if (status is null || !status.IsValid())
        {
            throw Fault("printed an ExecCredential with neither a token nor a certificate and its key");
        }

        try
        {
            return new PluginCredential(
                string.IsNullOrEmpty(status.Token) ? null : status.Token,
                string.IsNullOrEmpty(status.ClientCertificateData) ? null : WithKey(status.ClientCertificateData, status.ClientKeyData),
                status.ExpirationTimestamp is { } expires ? new DateTimeOffset(DateTime.SpecifyKind(expires, DateTimeKind.Utc)) : null);
        }
        catch (CryptographicException fault)
        {
            throw Fault($"printed a certificate that cannot be used with its key ({fault.Message})");
        }
    }

    private static X509Certificate2 WithKey(string certificate, string? key)
    {
        var read = X509Certificate2.CreateFromPem(certificate, key);
        if (!OperatingSystem.IsWindows())
        {
            return read;
        }

        // Windows takes no key for TLS that is in memory alone.
        using (read)
        {
            return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        }
    }

    private static string Information(ExternalExecution settings, ClusterSettings cluster)
    {
        // No terminal is given to it.
        var specification = new JsonObject { ["interactive"] = false };
        if (settings.ProvideClusterInfo)
        {
            var authority = cluster.CertificateAuthorityData
                ?? (cluster.CertificateAuthority is { } file ? Convert.ToBase64String(File.ReadAllBytes(file)) : null);
            var described = new JsonObject { ["server"] = cluster.Server };
            Add("tls-server-name", cluster.TlsServerName);
            Add("insecure-skip-tls-verify", cluster.SkipTlsVerify ? true : null);
            Add("certificate-authority-data", authority);
            Add("proxy-url", cluster.ProxyUrl);
            Add("disable-compression", cluster.DisableCompression ? true : null);
            Add("config", cluster.PluginConfiguration?.DeepClone());
            specification["cluster"] = described;

            void Add(string name, JsonNode? value)
            {
                if (value is not null)
                {
                    described[name] = value;
                }
            }
        }

        return new JsonObject { ["apiVersion"] = settings.ApiVersion, ["kind"] = "ExecCredential", ["spec"] = specification }.ToJsonString();
    }

    private InfrastructureException Fault(string words) => new(
        $"The kubeconfig gets the credential of context {context} from a program that {words}. Try it by itself: {command}");
}
