using Harness.Cli.Doctor;
using Harness.Images;
using Harness.Platform.Docker;
using Harness.Platform.Processes;
using Harness.Tests.Platform.Docker;
using Harness.Tests.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Cli;

[Parallelizable(ParallelScope.All)]
internal sealed class ExaminationTests
{
    [Test]
    public async Task A_program_that_fails_is_told_from_one_that_is_absent_with_its_own_last_line()
    {
        var processes = new FakeProcesses(command => command.File switch
        {
            "dotnet" => new ProcessResult(1, "", "no home\nSet DOTNET_CLI_HOME.\n"),
            "just" => throw new InfrastructureException("cannot start 'just'"),
            _ => new ProcessResult(0, "1.0", ""),
        });
        var found = await new Examination(
            processes,
            () => throw new InfrastructureException("no engine"),
            () => throw new UsageException("no catalog"),
            new BaseSourceResolver(name => name == "DHI_MIRROR" ? "mirror.example/dhi" : null, processes)).RunAsync(CancellationToken.None);

        found.Single(one => one.Name == ".NET SDK").ShouldSatisfyAllConditions(
            one => one.Found.ShouldBe("'dotnet' is there, but 'dotnet --version' ended with 1: Set DOTNET_CLI_HOME."),
            one => one.Remedy.ShouldStartWith("mend what it says; otherwise install the .NET SDK"));
        found.Single(one => one.Name == "just").Found.ShouldBe("'just' is not on PATH");
    }

    [TestCase("podman version 5.4.2", Health.Ok)]
    [TestCase("podman version 4.3.1", Health.Missing)]
    public async Task Podman_is_told_from_a_Docker_Engine_and_asked_for_its_command_instead_of_buildx(string version, Health health)
    {
        await using var engine = new FakeEngine((request, _) => request == "GET /version"
            ? new Answer(200, """{"Version":"5.4.2","ApiVersion":"1.41","Os":"linux","Arch":"amd64"}""")
            : new Answer(404, """{"message":"No such image"}"""))
        {
            ApiVersion = "1.41",
            Ping = new Answer(200, "OK") { Headers = [("Libpod-Api-Version", "5.4.2")] },
        };
        var processes = new FakeProcesses(command => command.File switch
        {
            "podman" => new ProcessResult(0, version, ""),
            "docker" => throw new InfrastructureException("cannot start 'docker'"),
            _ => new ProcessResult(0, "10.0", ""),
        });

        var found = await new Examination(
            processes,
            () => new DockerEngine(engine.Context),
            () => throw new UsageException("no catalog"),
            new BaseSourceResolver(_ => null, processes)).RunAsync(CancellationToken.None);

        found.Single(one => one.Name == "Docker Engine").Found.ShouldStartWith("Podman 5.4.2 for linux/amd64 at unix://");
        found.Single(one => one.Name == "podman").Health.ShouldBe(health);
        found.Single(one => one.Name == "buildx").Health.ShouldBe(Health.Absent);
    }
}
