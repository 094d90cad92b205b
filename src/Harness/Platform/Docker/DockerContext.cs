using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Harness.Platform.Docker;

/// <summary>The engine that the docker command would talk to.</summary>
/// <param name="Name">The context's name; <c>default</c> when none is chosen.</param>
/// <param name="Origin">What chose it, for messages: a variable or a file.</param>
/// <param name="Endpoint">Where the engine listens.</param>
/// <param name="Tls">The TLS files of a TCP endpoint; null for none.</param>
public sealed record DockerContext(string Name, string Origin, DockerEndpoint Endpoint, DockerTls? Tls)
{
    private const string DefaultName = "default";

    /// <summary>The context that this process's environment and home directory choose.</summary>
    /// <exception cref="UsageException">The context or endpoint that was chosen does not exist or makes no sense.</exception>
    /// <exception cref="InfrastructureException">A configuration file or a TLS file cannot be read.</exception>
    public static DockerContext Current() =>
        Resolve(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>
    /// The endpoint by the docker command's own order: DOCKER_HOST, DOCKER_CONTEXT, <c>currentContext</c> of
    /// <c>config.json</c>, the default socket.
    /// </summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="home">The home directory, which holds <c>.docker</c> unless DOCKER_CONFIG names another place.</param>
    /// <exception cref="UsageException">The context or endpoint that was chosen does not exist or makes no sense.</exception>
    /// <exception cref="InfrastructureException">A configuration file or a TLS file cannot be read.</exception>
    public static DockerContext Resolve(Func<string, string?> variable, string home)
    {
        var directory = Set("DOCKER_CONFIG") ?? Path.Combine(home, ".docker");
        if (Set("DOCKER_HOST") is { } host)
        {
            return FromHost(host, "DOCKER_HOST");
        }

        if (Set("DOCKER_CONTEXT") is { } chosen)
        {
            return chosen == DefaultName ? Default("DOCKER_CONTEXT") : Stored(directory, chosen, "DOCKER_CONTEXT");
        }

        var file = Path.Combine(directory, "config.json");
        var current = CurrentContext(file);
        return string.IsNullOrEmpty(current) || current == DefaultName ? Default("the docker command's default") : Stored(directory, current, file);

        string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;

        DockerContext Default(string origin) => new(DefaultName, origin, DockerEndpoint.Default, null);

        DockerContext FromHost(string text, string origin)
        {
            var verify = Set("DOCKER_TLS_VERIFY") is not null;
            var tls = verify || Set("DOCKER_TLS") is not null;
            var endpoint = Parse(text, tls, origin);
            return new DockerContext(
                DefaultName,
                origin,
                endpoint,
                tls && endpoint.Kind == EndpointKind.Tcp ? OfVariables(Set("DOCKER_CERT_PATH") ?? directory, verify) : null);
        }

        DockerTls OfVariables(string certificates, bool verify) =>
            TlsFiles(certificates, verify) is var files && (files.Authority is not null || !verify)
                ? files
                : throw new InfrastructureException(
                    $"DOCKER_TLS_VERIFY is set, and there is no {Path.Combine(certificates, "ca.pem")} to verify the Docker Engine with. "
                    + "Set DOCKER_CERT_PATH to the directory that has ca.pem (and cert.pem with key.pem, where the engine asks for them), "
                    + "or unset DOCKER_TLS_VERIFY.");
    }

    /// <inheritdoc />
    public override string ToString() => $"{Endpoint.Text} (context \"{Name}\", from {Origin})";

    private static string? CurrentContext(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        using var document = Read(file);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("currentContext", out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
    }

    private static DockerContext Stored(string directory, string name, string origin)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var file = Path.Combine(directory, "contexts", "meta", id, "meta.json");
        if (!File.Exists(file))
        {
            throw new UsageException(
                $"The Docker context \"{name}\", chosen by {origin}, does not exist ({file} is missing). "
                + $"`docker context ls` lists the contexts; choose one with DOCKER_CONTEXT or `docker context use`. Known here: {Known(directory)}.");
        }

        using var document = Read(file);
        if (!TryGet(document.RootElement, "Endpoints", out var endpoints) || !TryGet(endpoints, "docker", out var docker)
            || !TryGet(docker, "Host", out var host) || host.ValueKind != JsonValueKind.String)
        {
            throw new InfrastructureException(
                $"The Docker context \"{name}\", chosen by {origin}, names no engine: {file} has no Endpoints.docker.Host. "
                + "Create it again with `docker context create`.");
        }

        var skipVerify = TryGet(docker, "SkipTLSVerify", out var skip) && skip.ValueKind == JsonValueKind.True;
        var tlsDirectory = Path.Combine(directory, "contexts", "tls", id, "docker");
        var hasFiles = Directory.Exists(tlsDirectory) && Directory.EnumerateFiles(tlsDirectory).Any();
        var tls = hasFiles || skipVerify ? TlsFiles(tlsDirectory, !skipVerify) : null;
        var endpoint = Parse(host.GetString()!, tls is not null, $"context \"{name}\"");
        return new DockerContext(name, origin, endpoint, endpoint.Kind == EndpointKind.Tcp ? tls : null);
    }

    private static bool TryGet(JsonElement element, string name, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value);
    }

    private static string Known(string directory)
    {
        var meta = Path.Combine(directory, "contexts", "meta");
        string[] files = Directory.Exists(meta) ? Directory.GetFiles(meta, "meta.json", SearchOption.AllDirectories) : [];
        var names = files.Select(NameOf).OfType<string>().Order(StringComparer.Ordinal);
        return string.Join(", ", names.Prepend(DefaultName));
    }

    private static string? NameOf(string file)
    {
        try
        {
            using var document = Read(file);
            return TryGet(document.RootElement, "Name", out var name) ? name.GetString() : null;
        }
        catch (InfrastructureException)
        {
            // Another context's metadata that cannot be read is no reason to hide the message that is being made.
            return null;
        }
    }

    private static JsonDocument Read(string file)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(file));
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InfrastructureException(
                $"The docker command's configuration {file} cannot be read, so the engine it chooses is unknown: {fault.Message} "
                + "Mend the file, or set DOCKER_HOST.",
                fault);
        }
    }

    private static DockerEndpoint Parse(string text, bool tls, string origin) =>
        DockerEndpoint.TryParse(text, tls, out var endpoint)
            ? endpoint
            : throw new UsageException(
                $"\"{text}\", from {origin}, is no address of a Docker Engine. Expected unix:///path, tcp://host:port, "
                + "ssh://user@host or npipe:////./pipe/name.");

    private static DockerTls TlsFiles(string directory, bool verify)
    {
        var tls = new DockerTls(Existing("ca.pem"), Existing("cert.pem"), Existing("key.pem"), verify);
        return (tls.Certificate is null) == (tls.Key is null)
            ? tls
            : throw new InfrastructureException(
                $"The TLS files of the Docker Engine in {directory} are incomplete: cert.pem and key.pem belong together, and only one is there.");

        string? Existing(string name) => Path.Combine(directory, name) is var path && File.Exists(path) ? path : null;
    }
}
