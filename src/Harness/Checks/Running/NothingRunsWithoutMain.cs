using Harness.Catalog;

namespace Harness.Checks.Running;

/// <summary>RUN019: without main, nothing is run.</summary>
internal sealed class NothingRunsWithoutMain() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN019",
        Title = "When main is gone, the sidecar refuses to run a program",
        Guide = [GuideSection.SidecarHowItWorks, GuideSection.SandboxContract],
        AppliesTo = "every language, on every backend, in a sandbox of its own",
        Why = "A sidecar that runs code in its own container when main is not there gives output that looks right without the image, and runs "
            + "strangers' code beside its own capabilities.",
        Remedy = "Answer 503 when main's process is not found; there is no other place to run code in.",
        BreaksWith = "a sidecar that falls back to its own file system when it does not find main",
        Example = new()
        {
            Fault =
                """
                # in the sidecar
                if main is None:
                    return run(command)
                """,
            Mend =
                """
                # in the sidecar
                if main is None:
                    raise HTTPException(503, "main was not found")
                """,
        },
    },
    "RUN016")
{
    private const string Expected = "POST /execute is refused once main's process has ended";

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation) =>
        (await subject.ConfinedAsync(cancellation)).Orphaned is { } run
            ? run.Judge(Expected, subject.Programs.Require(ProgramRole.Hello))
            : Finding.Fail(Expected, "main could not be taken away, since the sandbox did not get so far; RUN014 to RUN016 say why");
}
