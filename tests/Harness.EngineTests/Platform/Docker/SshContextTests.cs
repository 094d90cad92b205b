using Harness.Platform.Docker;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.Platform.Docker;

/// <summary>An ssh endpoint: the docker command's own dialling, with a stand-in for ssh that runs the command here.</summary>
public sealed class SshContextTests
{
    private readonly DirectoryInfo programs = Directory.CreateTempSubdirectory("kcr-ssh");

    [OneTimeTearDown]
    public void Remove() => programs.Delete(recursive: true);

    [Test]
    [Platform("Linux")]
    public async Task An_engine_is_reached_through_ssh()
    {
        var ssh = Path.Combine(programs.FullName, "ssh");
        // The docker command calls: ssh [options] -- host docker system dial-stdio
        await File.WriteAllTextAsync(ssh, """
            #!/bin/sh
            while [ "$1" != docker ]; do shift; done
            exec "$@"
            """);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(ssh, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Environment.GetEnvironmentVariable("PATH");
        // Other tests find every program as before: the stand-in comes first and is only ssh.
        Environment.SetEnvironmentVariable("PATH", $"{programs.FullName}:{path}");
        try
        {
            DockerEndpoint.TryParse("ssh://me@lab", tls: false, out var endpoint).ShouldBeTrue();
            using var client = new DockerEngine(new DockerContext("lab", "a test", endpoint, null));

            var version = await client.VersionAsync(CancellationToken.None);

            version.ShouldBe(await RealEngine.Client.VersionAsync(CancellationToken.None));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    [Test]
    public async Task An_ssh_host_that_is_not_there_is_told()
    {
        DockerEndpoint.TryParse("ssh://me@kcr-nowhere.invalid", tls: false, out var endpoint).ShouldBeTrue();
        using var client = new DockerEngine(new DockerContext("lab", "a test", endpoint, null));

        var fault = await Should.ThrowAsync<InfrastructureException>(() => client.VersionAsync(CancellationToken.None));

        fault.Message.ShouldContain("ssh://me@kcr-nowhere.invalid");
    }
}
