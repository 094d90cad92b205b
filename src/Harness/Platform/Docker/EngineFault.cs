using System.Net.Sockets;

namespace Harness.Platform.Docker;

/// <summary>Turns what a connection throws into words: which engine, what happened, what to do.</summary>
internal static class EngineFault
{
    private const string Advice = "`just doctor` shows what is missing on this machine and how to get it.";

    public static InfrastructureException Unanswered(DockerContext context, string request, TimeSpan deadline) =>
        new($"The Docker Engine at {context} did not answer {request} within {deadline.TotalSeconds:0} s. "
            + $"It is overloaded or stopped: see its log, restart it if need be, and try again. {Advice}");

    public static InfrastructureException Lost(DockerContext context, string request, Exception fault) =>
        fault as InfrastructureException
        ?? Inner<InfrastructureException>(fault)
        ?? (Inner<SocketException>(fault) is { } socket && fault is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
            ? Unreachable(context, socket)
            : fault is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
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
