using System.Diagnostics.CodeAnalysis;

namespace Harness.Platform.Docker;

/// <summary>How an engine is reached.</summary>
public enum EndpointKind
{
    /// <summary>A Unix socket.</summary>
    Unix,

    /// <summary>TCP, with or without TLS.</summary>
    Tcp,

    /// <summary>A Windows named pipe.</summary>
    NamedPipe,

    /// <summary>SSH, through the docker command's <c>system dial-stdio</c>.</summary>
    Ssh,
}

/// <summary>Where an engine listens.</summary>
/// <param name="Kind">How it is reached.</param>
/// <param name="Text">The endpoint as the docker command writes it, for example <c>unix:///var/run/docker.sock</c>.</param>
/// <param name="Address">The socket's path, the pipe's name or the host's name.</param>
/// <param name="Port">The TCP port; 0 for the other kinds.</param>
public sealed record DockerEndpoint(EndpointKind Kind, string Text, string Address, int Port)
{
    /// <summary>What the docker command uses when nothing names an endpoint.</summary>
    public static DockerEndpoint Default { get; } = OperatingSystem.IsWindows()
        ? new(EndpointKind.NamedPipe, "npipe:////./pipe/docker_engine", "docker_engine", 0)
        : new(EndpointKind.Unix, "unix:///var/run/docker.sock", "/var/run/docker.sock", 0);

    /// <summary>
    /// The host on which the engine publishes ports, as seen from here: the loopback address for a local engine.
    /// </summary>
    public string PublishedHost => Kind is EndpointKind.Tcp or EndpointKind.Ssh ? Address : "127.0.0.1";

    /// <summary>Whether the engine runs on this machine, so that it need publish ports on the loopback address only.</summary>
    public bool IsLocal => PublishedHost is "localhost" or "::1" || PublishedHost.StartsWith("127.", StringComparison.Ordinal);

    /// <summary>Reads an endpoint as DOCKER_HOST and context metadata write it.</summary>
    /// <param name="text">The endpoint; without a scheme it is <c>host:port</c>.</param>
    /// <param name="tls">Whether TLS is used, which decides the default port.</param>
    /// <param name="endpoint">The endpoint, when the text is one.</param>
    public static bool TryParse(string text, bool tls, [NotNullWhen(true)] out DockerEndpoint? endpoint)
    {
        const string separator = "://";
        var scheme = text.IndexOf(separator, StringComparison.Ordinal);
        var (kind, rest) = scheme < 0 ? ("tcp", text) : (text[..scheme], text[(scheme + separator.Length)..]);
        endpoint = kind switch
        {
            "unix" when rest.StartsWith('/') => new(EndpointKind.Unix, text, rest, 0),
            "npipe" when rest.Replace('\\', '/') is var path && path.StartsWith("//./pipe/", StringComparison.Ordinal) && path.Length > 9 =>
                new(EndpointKind.NamedPipe, text, path[9..], 0),
            "tcp" => HostAndPort(text, rest) is { } uri
                ? new(EndpointKind.Tcp, text, uri.IdnHost, uri.Port > 0 ? uri.Port : tls ? 2376 : 2375)
                : null,
            "ssh" => HostAndPort(text, rest) is { } uri ? new(EndpointKind.Ssh, text, uri.IdnHost, 0) : null,
            _ => null,
        };
        return endpoint is not null;
    }

    // A scheme without a default port of its own, so that a missing port is told from a given one.
    private static Uri? HostAndPort(string text, string rest) =>
        !text.Contains(' ', StringComparison.Ordinal) && Uri.TryCreate($"engine://{rest}", UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? uri
            : null;
}
