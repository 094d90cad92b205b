using System.Text.RegularExpressions;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF003: the final stage sets the unprivileged user by number.</summary>
internal sealed partial class UserIsNumber() : DockerfileCheck(new CheckInfo
{
    Id = "DF003",
    Title = "The final stage sets USER to 65532, as a number",
    Guide = [GuideSection.NonRootUser],
    AppliesTo = "every Dockerfile",
    Why = "A kubelet can enforce runAsNonRoot only on a number. The user of a base is not always 65532: node's is 1000, deno's is 1993, and a -dev "
        + "variant's is root.",
    Remedy = "Add USER 65532:65532 to the final stage.",
    BreaksWith = "no USER; USER nonroot; USER 1000",
    Example = new()
    {
        Fault =
            """
            FROM ${PYTHON_BASE} AS final
            USER nonroot
            """,
        Mend =
            """
            FROM ${PYTHON_BASE} AS final
            USER 65532:65532
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject)
    {
        if (subject.Build.Final is not { } final)
        {
            yield break;
        }

        if (final.User is not { } user)
        {
            yield return new Flaw(final.Stage.From.Position, "the final stage sets no USER, so the base decides");
        }
        else if (!Wanted().IsMatch(user.Value.Text))
        {
            yield return new Flaw(user.Instruction.Position, $"the final stage runs as '{user.Value.Text}', expected 65532:65532");
        }
    }

    [GeneratedRegex("^65532(:65532)?$")]
    private static partial Regex Wanted();
}
