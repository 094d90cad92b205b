namespace Harness.Checks.Dockerfiles;

/// <summary>DF020: apt-get asks nobody.</summary>
internal sealed class AptIsUnattended() : DockerfileCheck(new CheckInfo
{
    Id = "DF020",
    Title = "apt-get never asks for confirmation",
    Guide = [GuideSection.DockerfileTemplate],
    AppliesTo = "every Dockerfile",
    Why = "Nobody can answer during a build: without -y, apt-get stops at its question and the build fails.",
    Remedy = "Run apt-get install -y.",
    BreaksWith = "apt-get install without -y",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            FROM ${DEBIAN_BASE_DEV} AS builder
            RUN apt-get update && apt-get install --no-install-recommends gcc && rm -rf /var/lib/apt/lists/*
            """,
        Mend =
            """
            FROM ${DEBIAN_BASE_DEV} AS builder
            RUN apt-get update && apt-get install -y --no-install-recommends gcc && rm -rf /var/lib/apt/lists/*
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) => IsConfigured(subject) ? [] : subject.WithTriggers
        .Where(run => run.Keyword == "RUN" && !run.Instruction.Arguments.Value.Contains("yes |", StringComparison.Ordinal))
        .SelectMany(run => subject.Commands(run).Select(AptCommand.Of).OfType<AptCommand>()
            .Where(apt => apt is
            {
                AsksNobody: false,
                IsSimulated: false,
                Verb: "install" or "upgrade" or "dist-upgrade" or "full-upgrade" or "remove" or "purge" or "autoremove" or "build-dep"
            })
            .Select(apt => new Flaw(apt.Invocation.Position, $"{apt.Invocation.Program} {apt.Verb} without -y: the build stops at its question")));

    /// <summary>Whether a file of apt's says yes.</summary>
    private static bool IsConfigured(DockerfileSubject subject) =>
        subject.Instructions.Any(instruction => instruction.Instruction.Arguments.Value.Contains("Assume-Yes", StringComparison.OrdinalIgnoreCase)
            || instruction.Instruction.Heredocs.Any(heredoc => heredoc.Body.Value.Contains("Assume-Yes", StringComparison.OrdinalIgnoreCase)));
}
