using Harness.Checks.Static;
using Harness.Dockerfiles;
using NUnit.Framework;
using Shouldly;
using static Harness.Tests.Checks.Static.SampleImage;

namespace Harness.Tests.Checks.Static;

/// <summary>The examples of faults and mends are true: the check fails the one and passes the other.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ExampleTests
{
    [TestCase("CFG001")]
    [TestCase("CFG002")]
    [TestCase("CFG003")]
    [TestCase("CFG004")]
    [TestCase("CFG005")]
    public void The_example_of_a_setting_shows_its_fault_and_its_mend(string id)
    {
        var example = StaticChecks.All.Single(check => check.Id == id).Info.Example;

        Made(example.Fault).Examine(id).Passed.ShouldBeFalse();
        Made(example.Mend).Examine(id).Passed.ShouldBeTrue();
    }

    /// <summary>The image that these lines make on a base with settings of its own.</summary>
    private static SampleImage Made(string text)
    {
        var dockerfile = Dockerfile.Parse(text.Contains("FROM ", StringComparison.Ordinal) ? text : $"FROM base\n{text}");
        dockerfile.Faults.ShouldBeEmpty();
        var onBase = Good.With(Directory("/opt/node/bin")) with { User = "node", WorkingDirectory = "/app", Command = ["node"] };
        return dockerfile.Stages[^1].Instructions.Aggregate(onBase, (image, instruction) => instruction.Keyword switch
        {
            "ENTRYPOINT" => image with { Entrypoint = Exec(instruction) },
            "CMD" => image with { Command = Exec(instruction) },
            "USER" => image with { User = instruction.Arguments.Value },
            "WORKDIR" => image with { WorkingDirectory = instruction.Arguments.Value },
            _ => image,
        });
    }

    private static IReadOnlyList<string> Exec(Instruction instruction) => [.. instruction.Exec.ShouldNotBeNull().Select(word => word.Value)];
}
