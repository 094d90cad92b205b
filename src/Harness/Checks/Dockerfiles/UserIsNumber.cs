using System.Text.RegularExpressions;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF003.</summary>
internal sealed partial class UserIsNumber() : DockerfileCheck(new CheckInfo(
    "DF003",
    "The final stage sets USER to 65532, in numbers",
    "8. Non-root user (UID 65532)",
    "every Dockerfile",
    "A kubelet can hold only a number against runAsNonRoot. The user of a base is not always 65532: node's is 1000, deno's is 1993, and a -dev "
        + "variant's is root.",
    "Say USER 65532:65532 in the final stage.",
    "no USER; USER nonroot; USER 1000")
{
    Example = new(
        """
        FROM ${PYTHON_BASE} AS final
        USER nonroot
        """,
        """
        FROM ${PYTHON_BASE} AS final
        USER 65532:65532
        """),
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
