using Harness.Dockerfiles;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Dockerfiles;

[Parallelizable(ParallelScope.All)]
public sealed class EvaluationTests
{
    [TestCase("$A", "1")]
    [TestCase("${A}x", "1x")]
    [TestCase("$Ax", "")]
    [TestCase("${B:-d}", "d")]
    [TestCase("${EMPTY:-d}", "d")]
    [TestCase("${EMPTY-d}", "")]
    [TestCase("${A:+a}", "a")]
    [TestCase("${B:+a}", "")]
    [TestCase("${B:-${A}/${EMPTY:-x}}", "1/x")]
    [TestCase("\\$A", "$A")]
    [TestCase("'$A'", "$A")]
    [TestCase("\"$A b\"", "1 b")]
    [TestCase("a$", "a$")]
    [TestCase("${A", "1")]
    public void Variables_are_put_in(string text, string expected) =>
        Evaluate($"FROM scratch\nARG A=1 EMPTY=\nUSER {text}").Final!.User!.Value.Value.Text.ShouldBe(expected);

    [TestCase("$NOWHERE")]
    [TestCase("${A%.*}")]
    public void What_is_not_known_says_so(string text) =>
        Evaluate($"FROM scratch\nARG A=1\nUSER {text}").Final!.User!.Value.Value.Known.ShouldBeFalse();

    [Test]
    public void A_global_arg_is_seen_by_a_stage_that_redeclares_it_and_by_those_that_start_from_it()
    {
        var build = Evaluate("ARG A=1\nFROM scratch AS one\nUSER $A\nFROM scratch AS two\nARG A\nFROM two\nUSER $A");

        build.Stages[0].User!.Value.Value.ShouldBe(new Expanded("", false));
        build.Final!.User!.Value.Value.ShouldBe(new Expanded("1", true));
    }

    [Test]
    public void A_build_arg_overrides_defaults_and_env_overrides_both()
    {
        var text = "ARG A=1\nFROM scratch\nARG A=2\nUSER $A\nENV A=3\nUSER $A";
        var args = new Dictionary<string, string> { ["A"] = "9" };

        Dockerfile.Parse(text).Evaluate(args).Stages[0].Instructions[1].Expand("$A").Text.ShouldBe("9");
        Dockerfile.Parse(text).Evaluate(args).Final!.User!.Value.Value.Text.ShouldBe("3");
    }

    [Test]
    public void A_stage_goes_by_name_and_by_number()
    {
        var build = Evaluate("FROM scratch AS One\nFROM scratch\nFROM one AS three");

        build.StageOf("ONE")!.Stage.Number.ShouldBe(0);
        build.StageOf("1")!.Stage.Number.ShouldBe(1);
        build.StageOf("4").ShouldBeNull();
        build.StageOf("app").ShouldBeNull();
        build.Final!.Lineage.Select(stage => stage.Stage.Number).ShouldBe([2, 0]);
    }

    [Test]
    public void Directory_and_shell_go_from_stage_to_stage()
    {
        var last = Evaluate("FROM x AS a\nWORKDIR /a\nWORKDIR b\nSHELL [\"/bin/bash\", \"-c\"]\nFROM a\nRUN x").Final!.Instructions[0];

        last.WorkingDirectory.ShouldBe("/a/b");
        last.Shell.ShouldBe(["/bin/bash", "-c"]);
    }

    private static Evaluation Evaluate(string text) => Dockerfile.Parse(text).Evaluate(new Dictionary<string, string>());
}
