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
        subject.Instructions.Select(subject.Scripts).Where(scripts => scripts.Count > 0).SelectMany(Judge);

    private static IEnumerable<Flaw> Judge(IReadOnlyList<ShellScript> scripts)
    {
        var sets = scripts[0].Commands.Where(command => command.Program == "set").ToList();
        return scripts.SelectMany(script => Judge(script, sets));
    }

    /// <param name="script">The script.</param>
    /// <param name="sets">What <c>set</c> turns on in the main script: it holds from there on, in what is substituted too.</param>
    private static IEnumerable<Flaw> Judge(ShellScript script, List<Invocation> sets)
    {
        var options = script.Options;
        var seen = 0;
        for (var at = 0; at < script.Items.Count; at++)
        {
            var item = script.Items[at];
            for (; seen < sets.Count && sets[seen].Position <= item.Position; seen++)
            {
                options = options.With(sets[seen].Arguments.Select(word => word.Text));
            }

            if (item.After == ShellOperator.Pipe && !options.PipeFail)
            {
                yield return new Flaw(item.AfterPosition, "a pipe without pipefail: only the last command's failure counts");
            }

            if (item.Kind == ShellItemKind.Command && Invocation.Of(item) is { } command && Installs.Is(command) && Swallowed(script.Items, at, options.ExitOnError) is { } how)
            {
                yield return new Flaw(command.Position, $"{command.Program} may fail unnoticed: {how}");
            }
        }
    }

    /// <summary>How the failure of a command is lost; null when it is not.</summary>
    private static string? Swallowed(IReadOnlyList<ShellItem> items, int at, bool exitOnError)
    {
        while (at + 1 < items.Count)
        {
            var (after, next) = (items[at].After, items[at + 1]);
            if (after == ShellOperator.Or && IsNoOperation(next))
            {
                return $"|| {string.Join(' ', next.Words.Select(word => word.Text).Take(3))}";
            }

            if (next.Kind == ShellItemKind.Close)
            {
                at++;
            }
            else if (next.Kind == ShellItemKind.Branch)
            {
                // A condition, or the last command of a branch, which decides what the whole gives.
                return null;
            }
            else if (after == ShellOperator.Sequence && items[at].Kind != ShellItemKind.Close)
            {
                return exitOnError ? null : "another command follows, and without -e only the last one's failure counts";
            }
            else if (after is ShellOperator.And or ShellOperator.Or or ShellOperator.Pipe)
            {
                at = next.Kind == ShellItemKind.Open ? CloseOf(items, at + 1) : at + 1;
            }
            else
            {
                return null;
            }
        }

        return null;
    }

    private static bool IsNoOperation(ShellItem item) =>
        Invocation.Of(item) is { } command
        && (command.Program is "true" or ":" or "echo" or "printf" || (command.Program == "exit" && command.Has("0")));

    private static int CloseOf(IReadOnlyList<ShellItem> items, int open)
    {
        var depth = 0;
        for (var at = open; at < items.Count; at++)
        {
            depth += items[at].Kind == ShellItemKind.Open ? 1 : items[at].Kind == ShellItemKind.Close ? -1 : 0;
            if (depth == 0)
            {
                return at;
            }
        }

        return items.Count - 1;
    }
}
