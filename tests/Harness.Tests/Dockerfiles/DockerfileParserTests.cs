using Harness.Dockerfiles;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Dockerfiles;

[Parallelizable(ParallelScope.All)]
public sealed class DockerfileParserTests
{
    [Test]
    public void An_instruction_goes_on_over_comments_and_blank_lines()
    {
        var run = Only("""
            FROM scratch
              RUN one \
                # a comment between
                && two \

                && three
            USER 1
            """, "RUN");

        run.Arguments.Value.ShouldBe("one     && two     && three");
        (run.Position, run.LastLine).ShouldBe((new SourcePosition(2, 3), 6));
        run.Arguments.At(run.Arguments.Value.IndexOf("two", StringComparison.Ordinal)).ShouldBe(new SourcePosition(4, 8));
        run.Words.Select(word => $"{word.Value}@{word.Start}").ShouldBe(["one@2:7", "&&@4:5", "two@4:8", "&&@6:5", "three@6:8"]);
    }

    [Test]
    public void A_doubled_escape_does_not_continue_a_line()
    {
        var file = Dockerfile.Parse("FROM scratch\nRUN echo \\\\\nRUN two");

        file.Stages[0].Instructions.Count.ShouldBe(2);
    }

    [Test]
    public void The_escape_directive_changes_what_continues_a_line()
    {
        var file = Dockerfile.Parse("# syntax=docker/dockerfile:1\n# escape=`\nFROM scratch\nRUN dir c:\\ `\n    two");

        file.Escape.ShouldBe('`');
        file.Directives["syntax"].ShouldBe("docker/dockerfile:1");
        file.Stages[0].Instructions.ShouldHaveSingleItem().Arguments.Value.ShouldBe("dir c:\\     two");
    }

    [Test]
    public void A_directive_below_a_comment_is_a_comment() =>
        Dockerfile.Parse("# a comment\n# escape=`\nFROM scratch").Escape.ShouldBe('\\');

    [TestCase("# escape=x\nFROM scratch", "1:1: the escape character is 'x'")]
    [TestCase("# escape=`\n# escape=\\\nFROM scratch", "2:1: the directive escape stands here a second time")]
    [TestCase("", "1:1: there is no FROM")]
    [TestCase("RUN x\nFROM scratch", "1:1: RUN stands before the first FROM")]
    [TestCase("FROM scratch\n  COYP a b", "2:3: 'COYP' is no instruction; did you mean 'COPY'?")]
    [TestCase("FROM scratch\nCOPY --form=x a b", "2:6: COPY has no flag --form; did you mean 'from'?")]
    [TestCase("FROM scratch\nUSER --x 1", "2:6: USER has no flag --x; it has none at all")]
    [TestCase("FROM scratch\nRUN <<EOF\necho", "2:5: the here-document is not ended: no line is just 'EOF'")]
    [TestCase("FROM scratch\nSHELL bash -c", "2:7: SHELL takes the JSON form alone")]
    [TestCase("FROM scratch\nCOPY a", "2:1: COPY needs a source and a destination")]
    [TestCase("FROM scratch\nWORKDIR", "2:1: WORKDIR has no arguments")]
    [TestCase("FROM a b", "1:1: FROM takes an image and no more than a name")]
    [TestCase("FROM a AS 1x", "1:11: '1x' is no name for a stage")]
    [TestCase("FROM scratch\nENV A", "2:5: ENV A has no value")]
    [TestCase("FROM scratch\nENV A=1 B", "2:9: 'B' is no setting; ENV expects NAME=value")]
    [TestCase("FROM scratch\n# check=skip=DF007\nRUN a | b", "2:1: an exception needs a reason")]
    [TestCase("FROM scratch\nRUN a | b\n# check=skip=DF007 why", "3:1: this exception stands above no instruction")]
    [TestCase("FROM scratch\n# check=skip=DF007 why\n#\nRUN a | b", "2:1: this exception stands above no instruction")]
    public void What_cannot_be_read_is_told_with_its_place(string text, string expected)
    {
        var fault = Dockerfile.Parse(text).Faults.ShouldHaveSingleItem();

        $"{fault.Position}: {fault.Message}".ShouldStartWith(expected);
    }

    [Test]
    public void Every_here_document_of_an_instruction_is_read()
    {
        var copy = Only("FROM scratch\nCOPY <<a <<-\"b\" /x/\none ${A}\na\n\t# no comment\n\tb\nUSER 1", "COPY");

        copy.Heredocs.Select(heredoc => (heredoc.Name, heredoc.Expands, heredoc.Body.Value)).ShouldBe(
            [("a", true, "one ${A}\n"), ("b", false, "# no comment\n")]);
        copy.Heredocs[1].Body.Start.ShouldBe(new SourcePosition(5, 2));
        copy.LastLine.ShouldBe(6);
        copy.Paths.Select(path => path.Value).ShouldBe(["/x/"]);
    }

    [TestCase("RUN echo \"<<EOF\"")]
    [TestCase("RUN echo $((1<<2))")]
    [TestCase("RUN echo \"$((1 << 2))\"")]
    [TestCase("RUN cat <<<word")]
    [TestCase("CMD cat <<EOF")]
    public void What_only_looks_like_a_here_document_is_none(string line) =>
        Only($"FROM scratch\n{line}\nUSER 1", line[..3]).Heredocs.ShouldBeEmpty();

    [Test]
    public void Flags_end_where_the_arguments_begin()
    {
        var run = Only("FROM scratch\nRUN --mount=type=cache,target=/a --network=none x --y", "RUN");

        run.Flags.Select(flag => $"{flag.Name}={flag.Value}@{flag.Position}").ShouldBe(["mount=type=cache,target=/a@2:5", "network=none@2:34"]);
        run.Arguments.Value.ShouldBe("x --y");
    }

    [TestCase("CMD [\"a\", \"b c\", \"\\u0041\\n\"]", "a|b c|A\n")]
    [TestCase("CMD [ ]", "")]
    [TestCase("ENTRYPOINT [\"a\", \\\n  # why\n  \"b\"]", "a|b")]
    public void The_json_form_is_an_array_of_strings(string line, string expected) =>
        string.Join('|', Dockerfile.Parse($"FROM scratch\n{line}").Stages[0].Instructions[0].Exec.ShouldNotBeNull().Select(word => word.Value))
            .ShouldBe(expected);

    [TestCase("CMD ['a', 'b']")]
    [TestCase("CMD [\"a\" \"b\"]")]
    [TestCase("CMD [\"a\",]")]
    [TestCase("CMD [1]")]
    [TestCase("CMD [\"a\"] b")]
    [TestCase("CMD a")]
    public void Anything_else_is_the_shell_form(string line) =>
        Dockerfile.Parse($"FROM scratch\n{line}").Stages[0].Instructions[0].Exec.ShouldBeNull();

    [Test]
    public void Elements_of_the_json_form_know_their_places() =>
        Only("FROM scratch\nCMD [\"a\", \\\n  \"b\"]", "CMD").Exec.ShouldNotBeNull()[1].Start.ShouldBe(new SourcePosition(3, 4));

    [Test]
    public void Settings_have_names_and_values()
    {
        Only("FROM scratch\nENV A=1 B=\"x y\" C=", "ENV").Settings.Select(one => $"{one.Name}={one.Value}").ShouldBe(["A=1", "B=\"x y\"", "C="]);
        Only("FROM scratch\nENV A the rest = it", "ENV").Settings.Select(one => $"{one.Name}={one.Value}").ShouldBe(["A=the rest = it"]);
        Only("FROM scratch\nARG A B=2", "ARG").Settings.Select(one => (one.Name, one.Value?.Value)).ShouldBe([("A", null), ("B", "2")]);
    }

    [Test]
    public void Onbuild_is_left_alone() =>
        Dockerfile.Parse("FROM scratch\nONBUILD RUN apt-get install x | y").Stages[0].Instructions.ShouldHaveSingleItem().Keyword.ShouldBe("ONBUILD");

    [Test]
    public void An_exception_belongs_to_the_instruction_below_it()
    {
        var file = Dockerfile.Parse(
            "FROM scratch\n# check=skip=df007,DF008 the reason, in words\n# and more\nRUN x \\\n  y\n# check=skip=JSONArgsRecommended\nCMD x");

        var exemption = file.Exemptions.ShouldHaveSingleItem();
        exemption.CheckIds.ShouldBe(["DF007", "DF008"]);
        exemption.Reason.ShouldBe("the reason, in words");
        (exemption.Target!.Position.Line, exemption.Target.LastLine).ShouldBe((4, 5));
        file.Faults.ShouldBeEmpty();
    }

    [Test]
    public void Windows_line_ends_and_a_byte_order_mark_change_nothing()
    {
        var file = Dockerfile.Parse("\uFEFF# escape=`\r\nFROM scratch\r\nRUN a `\r\n  b\r\nCOPY <<E /x\r\nbody\r\nE\r\n");

        file.Faults.ShouldBeEmpty();
        file.Stages[0].Instructions.Select(one => one.Arguments.Value).ShouldBe(["a   b", "<<E /x"]);
    }

    private static Instruction Only(string text, string keyword)
    {
        var file = Dockerfile.Parse(text);
        file.Faults.ShouldBeEmpty();
        return file.Stages.SelectMany(stage => stage.Instructions).Single(instruction => instruction.Keyword == keyword);
    }
}
