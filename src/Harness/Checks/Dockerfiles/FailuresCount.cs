using Harness.Dockerfiles;
using Harness.Dockerfiles.Shell;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF007: an installation that fails fails the build.</summary>
internal sealed class FailuresCount() : DockerfileCheck(new CheckInfo
{
    Id = "DF007",
    Title = "Pipes run under pipefail, and no installation may fail unnoticed",
    Guide = [GuideSection.DockerfileTemplate],
    AppliesTo = "every Dockerfile",
    Why = "A pipe succeeds whenever its last command does, and `|| true` always does: the image is built without what should be in it, and nobody "
        + "notices until a program is missing.",
    Remedy = "Set SHELL [\"/bin/bash\", \"-euo\", \"pipefail\", \"-c\"] in each stage that has a pipe, and let an installation that fails fail the "
        + "build.",
    BreaksWith = "a pipe without pipefail; || true after an installation",
    Example = new()
    {
        Fault =
            """
            FROM ${PYTHON_BASE_DEV} AS builder
            RUN curl -fsS https://example.org/key | gpg --dearmor -o /usr/share/keyrings/example.gpg
            RUN pip install -r /tmp/requirements.txt || true
            """,
        Mend =
            """
            FROM ${PYTHON_BASE_DEV} AS builder
            SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
            RUN curl -fsS https://example.org/key | gpg --dearmor -o /usr/share/keyrings/example.gpg
            RUN pip install -r /tmp/requirements.txt
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) =>
        subject.WithTriggers.SelectMany(run => (IEnumerable<Flaw>)[.. InShell(run), .. subject.Flow(run) is { } flow ? InScript(flow) : []]);

    private static IEnumerable<Flaw> InScript(ShellFlow flow) =>
    [
        .. flow.OpenPipes.Select(pipe => new Flaw(pipe, "a pipe without pipefail: only the last command's failure counts")),
        .. flow.RefusedOptions.Select(place => new Flaw(place, "Debian's sh is a dash, which knows no pipefail and ends with an error; use bash")),
        .. flow.Commands
            .Where(outcome => outcome.Lost is not null)
            .Select(outcome => (outcome.Item.Invocation, outcome.Lost))
            .Where(pair => pair.Invocation is { } command && Installs.Is(command))
            .Select(pair => new Flaw(pair.Invocation!.Position, $"{pair.Invocation.Program} may fail unnoticed: {pair.Lost}")),
    ];

    /// <summary>A SHELL that Debian's sh refuses: every RUN after it fails.</summary>
    private static IEnumerable<Flaw> InShell(ResolvedInstruction shell) =>
        shell is { Keyword: "SHELL", Base.IsDebianLike: true, Instruction.Exec: { } words }
        && ShellStart.Of([.. words.Select(word => word.Value)], isDash: true) is { RefusesPipeFail: true, Options.PipeFail: true }
            ? [new Flaw(shell.Instruction.Position, "Debian's sh is a dash, which knows no pipefail: every RUN after it fails; name /bin/bash")]
            : [];
}
