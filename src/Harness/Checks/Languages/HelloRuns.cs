using Harness.Catalog;

namespace Harness.Checks.Languages;

/// <summary>LANG001: the language runs a program and its output is exact.</summary>
internal sealed class HelloRuns() : SandboxCheck(
    new CheckInfo
    {
        Id = "LANG001",
        Title = "Hello runs through the sidecar and prints exactly its line",
        Guide = [GuideSection.TestingAMigratedImage],
        AppliesTo = "every language, on every backend",
        Why = "Without a runtime that starts, nothing else of the language works.",
        Remedy = "Look at stderr: the runtime is missing or not on the PATH of the ENTRYPOINT, or a library was not copied into the final stage.",
        BreaksWith = "a missing runtime",
        Example = new()
        {
            Fault =
                """
                COPY --from=builder /opt/runtime /opt/runtime
                ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/bin", "HOME=/tmp", "TMPDIR=/tmp"]
                """,
            Mend =
                """
                COPY --from=builder /opt/runtime /opt/runtime
                ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/opt/runtime/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp"]
                """,
        },
    },
    "RUN002",
    "RUN006")
{
    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var program = subject.Programs.Require(ProgramRole.Hello);
        var response = await subject.Programs.HelloAsync(cancellation);
        return Finding.Of(Expectation.Problems(program, response), Expectation.Words(program), Evidence.Of(response));
    }
}
