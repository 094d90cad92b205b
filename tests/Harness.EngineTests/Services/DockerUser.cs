using Harness.Platform.Processes;

namespace Harness.EngineTests.Services;

/// <summary>Somebody who uses docker with a configuration directory of their own: the logins of the user who runs the tests stay as they are.</summary>
/// <param name="configuration">The directory.</param>
internal sealed class DockerUser(string configuration)
{
    /// <summary>The user whom the registries of the tests know.</summary>
    public const string Name = "kcr";

    private static readonly ProcessRunner Runner = new();

    /// <summary><c>docker login</c>, with the password on standard input.</summary>
    public Task<ProcessResult> LogInAsync(string registry, string password) =>
        Runner.RunAsync(Docker("login", "--username", Name, "--password-stdin", registry) with { Input = password });

    /// <summary>Any docker command.</summary>
    public Task<ProcessResult> RunAsync(params IReadOnlyList<string> arguments) => Runner.RunAsync(Docker(arguments));

    private ProcessCommand Docker(params IReadOnlyList<string> arguments) =>
        new("docker", arguments) { Environment = new Dictionary<string, string?> { ["DOCKER_CONFIG"] = configuration } };
}
