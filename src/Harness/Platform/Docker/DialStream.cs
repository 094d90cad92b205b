using Harness.Platform.Processes;

namespace Harness.Platform.Docker;

/// <summary>
/// Connections to an engine over SSH: <c>docker system dial-stdio</c> speaks it with the user's own configuration and keys,
/// which nothing here could do as well.
/// </summary>
internal static class DialStream
{
    /// <summary>Starts a connection.</summary>
    /// <exception cref="InfrastructureException">There is no docker command.</exception>
    public static Stream Start(DockerEndpoint endpoint)
    {
        var command = new ProcessCommand("docker", "--host", endpoint.Text, "system", "dial-stdio")
        {
            // The endpoint is given; these would stand against it.
            Environment = new Dictionary<string, string?> { ["DOCKER_HOST"] = null, ["DOCKER_CONTEXT"] = null },
            InstallHint = "Install the Docker CLI and see that it is on PATH.",
        };
        try
        {
            return ProcessStream.Start(command);
        }
        catch (InfrastructureException fault)
        {
            throw new InfrastructureException(
                $"The Docker Engine at {endpoint.Text} is reached through the docker command, which could not be started: {fault.Message}", fault);
        }
    }
}
