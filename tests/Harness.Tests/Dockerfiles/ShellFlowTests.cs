using System.Diagnostics;
using Harness.Checks.Dockerfiles;
using Harness.Dockerfiles;
using Harness.Dockerfiles.Shell;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Dockerfiles;

/// <summary>Options and failures go the way that a shell makes them go.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ShellFlowTests
{
    [TestCase("a | b", 1)]
    [TestCase("set -o pipefail; a | b", 0)]
    [TestCase("set -euo pipefail && a | b", 0)]
    [TestCase("set -o pipefail; set +o pipefail; a | b", 1)]
    [TestCase("(set -o pipefail; a | b); c | d", 1)]
    [TestCase("{ set -o pipefail; }; c | d", 0)]
    [TestCase("set -o pipefail | x; c | d", 2)]
    [TestCase("f() { set -o pipefail; }; c | d", 1)]
    [TestCase("set -o pipefail; x=$(a | b)", 0)]
    [TestCase("set -o pipefail; (a | b)", 0)]
    [TestCase("set -o pipefail; bash -c 'a | b'", 1)]
    [TestCase("bash -o pipefail -c 'a | b'", 0)]
    [TestCase("bash -c 'set -o pipefail; a | b'; c | d", 1)]
    [TestCase("sudo -u x timeout 5 bash -euo pipefail -c 'a | b'", 0)]
    [TestCase("bash -eo pipefail <<E\na | b\nE", 0)]
    [TestCase("x && bash <<E\na | b\nE", 1)]
    [TestCase("su -c 'a | b' x", 1)]
    [TestCase("shopt -so pipefail; a | b", 0)]
    [TestCase("echo $'a\\'|b' !(c|d)", 0)]
    [TestCase("cat <<E\na | b\nE", 0)]
    public void Pipefail_holds_where_the_shell_has_it(string script, int open) => Follow(script).OpenPipes.Count.ShouldBe(open);

    [TestCase("pip install a", false)]
    [TestCase("pip install a; b", true)]
    [TestCase("set -e; pip install a; b", false)]
    [TestCase("set -e; set +e; pip install a; b", true)]
    [TestCase("set -e; (set +e); pip install a; b", false)]
    [TestCase("(set -e); pip install a; b", true)]
    [TestCase("set -e; pip install a && b; c", true)]
    [TestCase("set -e; x && pip install a; c", false)]
    [TestCase("set -e; { pip install a; b; } && c", true)]
    [TestCase("pip install a || true", true)]
    [TestCase("pip install a || { echo no; }", true)]
    [TestCase("pip install a || (b; true)", true)]
    [TestCase("pip install a || { echo no; exit 1; }", false)]
    [TestCase("pip install a || { echo no; false; }", false)]
    [TestCase("pip install a || (echo no; exit 1)", false)]
    [TestCase("pip install a || b", false)]
    [TestCase("pip install a || exit 0", true)]
    [TestCase("pip install a && b && c || :", true)]
    [TestCase("pip install a || b || :", false)]
    [TestCase("for x in a b; do pip install $x; done", true)]
    [TestCase("set -e; for x in a b; do pip install $x; done", false)]
    [TestCase("for x in a b; do pip install $x || exit 1; done", false)]
    [TestCase("if a; then pip install a; fi; b", true)]
    [TestCase("if pip install a; then b; fi", false)]
    [TestCase("if ! pip install a; then exit 1; fi", false)]
    [TestCase("case $x in a) pip install a ;; *) b ;; esac", false)]
    [TestCase("bash -c 'set -e; pip install a; b'", false)]
    [TestCase("set -e; bash -c 'pip install a; b'", true)]
    [TestCase("bash -c 'pip install a' || true", true)]
    [TestCase("bash -c 'set -e; pip install a; b' || true", true)]
    [TestCase("bash -c 'pip install a'; b", true)]
    [TestCase("set -e; bash -c 'pip install a'; b", false)]
    [TestCase("bash -c 'pip install a || exit 1' && b", false)]
    [TestCase("sudo sh <<E || :\npip install a\nE", true)]
    [TestCase("su -c 'pip install a' x || exit 1", false)]
    public void A_failure_is_lost_where_the_shell_loses_it(string script, bool lost) =>
        Follow(script).Commands
            .Where(outcome => outcome.Item.Invocation is { } command && Installs.Is(command))
            .Select(outcome => outcome.Lost is not null)
            .ShouldBe([lost]);

    [Test]
    public void A_dash_has_no_pipefail()
    {
        var flow = ShellFlow.Of(ShellReader.Read(
            SourceText.Of("set -o pipefail; a | b", new SourcePosition(1, 1)), new ShellStart("sh", default, RefusesPipeFail: true))[0]);

        (flow.RefusedOptions.Count, flow.OpenPipes.Count).ShouldBe((1, 1));
    }

    [TestCase("pip install a && ")]
    [TestCase("pip install a; ")]
    [TestCase("pip install a || b && ")]
    [TestCase("a | ")]
    [TestCase("( ")]
    [TestCase("if a; then ")]
    public void Fifty_thousand_commands_are_followed_in_no_long_time(string part)
    {
        var watch = Stopwatch.StartNew();

        Follow(string.Concat(Enumerable.Repeat(part, 50_000)) + "c");

        // A quadratic way takes minutes; a machine that is busy with much else takes its time.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    private static ShellFlow Follow(string script) =>
        ShellFlow.Of(ShellReader.Read(SourceText.Of(script, new SourcePosition(1, 1)), new ShellStart("bash", default, false))[0]);
}
