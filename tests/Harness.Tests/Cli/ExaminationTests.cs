using Harness.Cli.Doctor;
using Harness.Images;
using Harness.Platform.Processes;
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
}
