using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;

namespace Harness.Platform.Docker;

/// <summary>Turns what a connection throws into words: which engine, what happened, what to do.</summary>
internal static class EngineFault
{
    /// <summary>The request that asks which engine this is; the first of all.</summary>
    public const string FirstRequest = "GET /_ping";

    private const string Advice = "`just doctor` shows what is missing on this machine and how to get it.";

    public static InfrastructureException Unanswered(DockerContext context, string request, TimeSpan deadline) =>
        new($"The Docker Engine at {context} did not answer {request} within {deadline.TotalSeconds:0} s. "
            + $"It is overloaded or stopped: see its log, restart it if need be, and try again. {Advice}");

    /// <summary>The engine answered, and refused.</summary>
    public static InfrastructureException Refused(DockerContext context, string request, DockerApiException fault)
    {
        var words = Words(fault.ResponseBody);
        if (fault.StatusCode == HttpStatusCode.BadRequest)
        {
            if (words.Contains("API version", StringComparison.OrdinalIgnoreCase)
                && (words.Contains("too new", StringComparison.OrdinalIgnoreCase) || words.Contains("too old", StringComparison.OrdinalIgnoreCase)))
            {
                return new($"The Docker Engine at {context} refuses the API version in which it was asked {request}: {words.TrimEnd('.')}. "
                    + $"The harness speaks {DockerEngine.Oldest} (Docker 20.10) to {DockerEngine.Newest}, in the version that the engine itself offered. "
                    + "Update the engine or the harness, or choose another engine with DOCKER_HOST or DOCKER_CONTEXT.", fault);
            }

            if (context.Tls is null && words.Contains("HTTPS server", StringComparison.OrdinalIgnoreCase))
            {
                return new($"The Docker Engine at {context} speaks TLS, and there are no TLS files for it, so it was asked in plain text. "
                    + "Set DOCKER_TLS_VERIFY and DOCKER_CERT_PATH, or give the context its ca.pem, cert.pem and key.pem with `docker context update`.", fault);
            }
        }

        return new EngineException(fault.StatusCode, words, request, fault);
    }

    /// <summary>What answered does not speak as an engine does.</summary>
    public static InfrastructureException Strange(DockerContext context, string request, Exception fault) =>
        new($"The Docker Engine at {context} answered {request} with something else than the Engine API's JSON: {fault.Message}", fault);

    public static InfrastructureException Lost(DockerContext context, string request, Exception fault) =>
        fault as InfrastructureException
        ?? Inner<InfrastructureException>(fault)
        ?? (Inner<SocketException>(fault) is { } socket
            && fault is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
            ? Unreachable(context, socket)
            : IsOfTls(context, request, fault)
                ? new($"No TLS connection to the Docker Engine at {context}: {Innermost(fault).Message} "
                    + "Check DOCKER_TLS_VERIFY and the ca.pem, cert.pem and key.pem below DOCKER_CERT_PATH or in the context.", fault)
                : new($"The Docker Engine at {context} stopped in the middle of {request}: {Innermost(fault).Message} "
                    + "Start it again; `just clean` then removes what may have been left there.", fault));

    public static InfrastructureException Unreachable(DockerContext context, SocketException fault)
    {
        var (seen, remedy) = (context.Endpoint.Kind, fault.SocketErrorCode) switch
        {
            (EndpointKind.Unix, SocketError.AccessDenied) => (
                $"user {Environment.UserName} may not open the socket",
                "Add the user to the group that owns it (`sudo usermod -aG docker $USER`, then log in again), or use rootless Docker."),
            (EndpointKind.Unix, _) when !File.Exists(context.Endpoint.Address) => (
                "there is no such socket", "Start Docker (`./scripts/setup.sh` does on Debian), or choose another context with DOCKER_CONTEXT."),
            (EndpointKind.Unix, SocketError.ConnectionRefused) => (
                "the socket is there, but nobody listens", "Start Docker (`./scripts/setup.sh` does on Debian)."),
            _ => (fault.Message, "Start Docker there, or choose another engine with DOCKER_HOST or DOCKER_CONTEXT."),
        };
        return new InfrastructureException(
            $"Expected a Docker Engine at {context}, but {seen}. Without it no image can be read and no container started. {remedy} {Advice}",
            fault);
    }

    // What an engine has against a client's certificate may come when the connection is made, or instead of the first answer.
    private static bool IsOfTls(DockerContext context, string request, Exception fault) =>
        fault is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } || (context.Tls is not null && request == FirstRequest);

    private static string Words(string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
        {
            return "no reason given";
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String)
            {
                return message.GetString()!;
            }
        }
        catch (JsonException)
        {
            // Not the engine's own format: what it says is in the text itself.
        }

        return body.Trim();
    }

    private static T? Inner<T>(Exception fault)
        where T : Exception
    {
        for (var inner = fault.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is T found)
            {
                return found;
            }
        }

        return null;
    }

    private static Exception Innermost(Exception fault) => fault.InnerException is { } inner ? Innermost(inner) : fault;
}
