using Harness.Dockerfiles;
using Harness.Dockerfiles.Shell;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF026: RUN stands only where there is a shell.</summary>
internal sealed class RunHasShell() : DockerfileCheck(new CheckInfo
{
    Id = "DF026",
    Title = "RUN is used only where there is a shell",
    Guide = [GuideSection.EnvEntrypoint],
    AppliesTo = "every Dockerfile",
    Why = "The shell form runs through /bin/sh -c, which a minimal image does not have: the build fails or, after ONBUILD, every build on top of "
        + "this image does.",
    Remedy = "Do it in a stage based on a -dev variant, and copy the result.",
    BreaksWith = "RUN in a stage from a runtime variant",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            FROM dhi.io/python:3.13-debian13 AS final
            RUN mkdir -p /mnt/data
            """,
        Mend =
            """
            FROM dhi.io/python:3.13-debian13-dev AS runtime-deps
            RUN mkdir -p /rootfs/mnt/data
            FROM dhi.io/python:3.13-debian13 AS final
            COPY --from=runtime-deps /rootfs/ /
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) => subject.Build.Stages
        .Where(stage => stage.Instructions.Count > 0 && subject.HasShell(stage) == false)
        .SelectMany(stage => stage.Instructions)
        .Select(instruction => (Instruction: instruction.Trigger ?? instruction, IsTrigger: instruction.Trigger is not null))
        .Where(run => run.Instruction.Keyword == "RUN" && NeedsShell(run.Instruction))
        .Select(run => new Flaw(run.Instruction.Instruction.Position, run.IsTrigger
            ? "RUN needs a shell, and this image has none: every build on it fails"
            : $"RUN needs {run.Instruction.Shell[0]}, and this stage has no shell"));

    /// <summary>A program of a mounted image may be the shell.</summary>
    private static bool NeedsShell(ResolvedInstruction run) =>
        !run.Instruction.Flags.Any(flag => flag.Name == "mount" && flag.Value?.Value.Contains("from=", StringComparison.OrdinalIgnoreCase) == true)
        && (run.Instruction.Exec is not { } exec || (exec.Count > 0 && ShellOptions.IsShell(exec[0].Value)));
}
