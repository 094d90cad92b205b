using Harness.Dockerfiles;
using Harness.Dockerfiles.Shell;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Dockerfiles;

[Parallelizable(ParallelScope.All)]
public sealed class ShellReaderTests
{
    [TestCase("a b && c || d; e | f", "a b|c|d|e|f")]
    [TestCase("a # no && b\nc", "a|c")]
    [TestCase("x=1 y=2 cmd z", "cmd z")]
    [TestCase("if a; then b; else c; fi && d", "a|b|c|d")]
    [TestCase("for x in 1 2; do a; done", "for x in 1 2|a")]
    [TestCase("while read -r f; do [[ -e /b${f} ]] || cp -L f; done", "read -r f|[[ -e /b${f}|cp -L f")]
    [TestCase("case ${X} in a|b) one ;; *) two; three ;; esac && four", "one|two|three|four")]
    [TestCase("{ a; b; } && (c; d)", "a|b|c|d")]
    [TestCase("a 'b && c' \"d | e\" f\\ g", "a b && c d | e f g")]
    [TestCase("a >/x 2>&1 <y", "a")]
    [TestCase("cat <<E >/x && b\napt-get install nothing\nE\nc", "cat|b|c")]
    [TestCase("[[ $x =~ ^(a|b)$ ]] && c", "[[ $x =~ ^(a|b)$|c")]
    [TestCase("((1 | 2)) && c", "((|c")]
    [TestCase("f() { a; }; f", "a|f")]
    [TestCase("a=(b c) d", "d")]
    [TestCase("sudo -E env X=1 apt-get update", "apt-get update")]
    [TestCase("xargs -a /x -n 1 env A=b apt-get install -y c", "apt-get install -y c")]
    public void Commands_are_found(string script, string expected) =>
        string.Join('|', Read(script)[0].Commands.Select(command => string.Join(' ', command.Arguments.Select(word => word.Text).Prepend(command.Program))))
            .ShouldBe(expected);

    [TestCase("x=$(a | b) c", "a b")]
    [TestCase("x=\"$(a \"$(b)\")\"", "b a")]
    [TestCase("`a` c", "a")]
    [TestCase("diff <(a) <(b)", "a b")]
    public void What_is_substituted_is_a_script_of_its_own(string script, string expected) =>
        string.Join(' ', Read(script).Skip(1).SelectMany(one => one.Commands).Select(command => command.Program)).ShouldBe(expected);

    [TestCase("a | b", 1)]
    [TestCase("a |& b", 1)]
    [TestCase("a || b", 0)]
    [TestCase("a >| b", 0)]
    [TestCase("echo 'a | b' \"c | d\" e\\|f", 0)]
    [TestCase("case $x in a|b) c;; esac", 0)]
    [TestCase("{ a; b; } | c", 1)]
    [TestCase("while a; do b; done | c", 1)]
    public void Pipes_are_told_from_what_looks_like_them(string script, int pipes) =>
        Read(script).SelectMany(one => one.Items).Count(item => item.After == ShellOperator.Pipe).ShouldBe(pipes);

    [Test]
    public void Variables_are_those_that_the_shell_puts_in() =>
        Read("a $X \"${Y:-d}\" '$NO' \\$NO $1 $(b $Z)")[0].Variables.Select(use => use.Name).ShouldBe(["X", "Y", "Z"]);

    [Test]
    public void Places_are_those_of_the_file()
    {
        var run = Dockerfile.Parse("FROM scratch\nRUN a && \\\n    bb | cc").Evaluate(new Dictionary<string, string>()).Final!.Instructions[0];

        var items = RunScripts.Of(run).ShouldNotBeNull().Items;

        items.Select(item => item.Position.ToString()).ShouldBe(["2:5", "3:5", "3:10"]);
        items[1].AfterPosition.ToString().ShouldBe("3:8");
    }

    [TestCase("RUN <<E\na\nb\nE", "a b")]
    [TestCase("RUN <<E\n#!/bin/bash -e\na\nE", "a")]
    [TestCase("RUN <<E\n#!/usr/bin/env python3\nimport x\nE", "")]
    [TestCase("RUN cat <<E >/x\na\nE", "cat")]
    [TestCase("RUN bash -e <<E\na\nE", "bash a")]
    [TestCase("RUN [\"/bin/bash\", \"-c\", \"a && b\"]", "a b")]
    [TestCase("RUN [\"apt-get\", \"update\"]", "apt-get")]
    [TestCase("RUN bash -c 'a | b'", "bash a b")]
    [TestCase("SHELL [\"powershell\", \"-command\"]\nRUN a", "")]
    public void A_run_is_the_scripts_that_a_shell_reads(string lines, string programs)
    {
        var run = Dockerfile.Parse($"FROM scratch\n{lines}\n").Evaluate(new Dictionary<string, string>()).Final!.Instructions[^1];

        string.Join(' ', (RunScripts.Of(run)?.All ?? []).SelectMany(script => script.Commands).Select(command => command.Program)).ShouldBe(programs);
    }

    private static IReadOnlyList<ShellScript> Read(string script) =>
        ShellReader.Read(SourceText.Of(script, new SourcePosition(1, 1)), new ShellStart("bash", default, false));
}
