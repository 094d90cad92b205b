using Harness.Catalog;

namespace Harness.Checks.Languages;

/// <summary>LANG001: the language runs a program and its output is exact.</summary>
public sealed class Hello() : SandboxCheck(
    new CheckInfo(
        "LANG001",
        "hello through the sidecar, with exact output",
        "Testing a migrated image",
        "every language, on every backend",
        "Without a runtime that starts, nothing else of the language works.",
        "Look at stderr: a runtime that is missing or not on the PATH of the ENTRYPOINT, or a library that was not copied into the final stage.",
        "the runtime missing")
    {
        Example = new(
            """
            COPY --from=builder /opt/runtime /opt/runtime
            ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/bin", "HOME=/tmp", "TMPDIR=/tmp"]
            """,
            """
            COPY --from=builder /opt/runtime /opt/runtime
            ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/opt/runtime/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp"]
            """),
    },
    "RUN002",
    "RUN006")
{
    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var program = subject.Programs.Require(ProgramRole.Hello);
        var response = await subject.Programs.HelloAsync(cancellation);
        return Finding.Of(Expectation.Problems(program, response), Expectation.Words(program), Evidence.Of(response));
    }
}
