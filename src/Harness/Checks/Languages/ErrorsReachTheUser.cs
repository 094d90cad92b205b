using Harness.Catalog;

namespace Harness.Checks.Languages;

/// <summary>LANG004: errors reach the user with status and message.</summary>
internal sealed class ErrorsReachTheUser() : SandboxCheck(
    new CheckInfo
    {
        Id = "LANG004",
        Title = "An uncaught error delivers its exit code and its message on stderr, and so does a compile error",
        Guide = [GuideSection.WrapperScripts, GuideSection.SandboxContract],
        AppliesTo = "every language, on every backend; the compile error where there is a compile step",
        Why = "A wrapper or shell that loses the exit status makes a failed program look like a successful one, and one that loses stderr leaves the "
            + "user without a clue.",
        Remedy = "Let the wrapper exit with the status of the step that failed and pass its messages on to stderr; chain steps with && and not with "
            + ";.",
        BreaksWith = "a wrapper that swallows the exit status",
        Example = new()
        {
            Fault =
                """
                # the catalog's command of a compiled language
                gcc -o {out} {file}; true
                """,
            Mend =
                """
                # the catalog's command of a compiled language
                gcc -o {out} {file}
                """,
        },
    },
    "LANG001",
    "RUN011")
{
    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        List<string> expected = [];
        List<string> observed = [];
        List<string> problems = [];
        foreach (var role in (ProgramRole[])[ProgramRole.UncaughtError, ProgramRole.CompileError])
        {
            if (subject.Programs.Find(role) is not { } program)
            {
                continue;
            }

            var words = role == ProgramRole.UncaughtError ? "uncaught error" : "compile error";
            var response = await subject.Programs.RunAsync(role, cancellation);
            expected.Add($"{words}: {Expectation.Words(program)}");
            observed.Add($"{words}: {Evidence.Of(response)}");
            problems.AddRange(Expectation.Problems(program, response).Select(problem => $"{words}: {problem}"));
        }

        return expected.Count == 0
            ? Finding.Fail("a program that dies of an uncaught error", $"the catalog names none for {subject.Language.Name}")
            : Finding.Of(problems, string.Join("; ", expected), string.Join(Environment.NewLine, observed));
    }
}
