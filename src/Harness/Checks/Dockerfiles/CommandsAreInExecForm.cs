using System.Text.RegularExpressions;
using Harness.Dockerfiles;
using Harness.Dockerfiles.Shell;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF004: ENTRYPOINT and CMD start without a shell.</summary>
internal sealed partial class CommandsAreInExecForm() : DockerfileCheck(new CheckInfo
{
    Id = "DF004",
    Title = "ENTRYPOINT and CMD are in exec form and need no shell",
    Guide = [GuideSection.VersionAgnosticLinks, GuideSection.EnvEntrypoint, GuideSection.NoShellAvailable],
    AppliesTo = "every Dockerfile",
    Why = "The shell form runs through /bin/sh -c, which a minimal image does not have, and which changes the environment where it exists. The exec "
        + "form expands nothing: ${X} stays as written.",
    Remedy = "Write a JSON array with double quotes: CMD [\"sleep\", \"infinity\"]. Where a variable would choose a path, make a symbolic link in an "
        + "earlier stage instead.",
    BreaksWith = "CMD sleep infinity; [\"sh\", \"-c\", \"… ${X}\"] in a minimal image",
    Example = new()
    {
        Fault =
            """
            FROM ${NODE_BASE} AS final
            ENTRYPOINT ["/usr/bin/env", "-i", "PATH=${NODE_HOME}/bin"]
            CMD sleep infinity
            """,
        Mend =
            """
            FROM ${NODE_BASE} AS final
            ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/opt/node/bin"]
            CMD ["sleep", "infinity"]
            """,
    },
})
{
    private static readonly string[] Operators = ["&&", "||", "|", ";", "&", ">", ">>", "<", "2>&1"];

    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject)
    {
        var final = subject.FinalLineage.ToHashSet<ResolvedStage>(ReferenceEqualityComparer.Instance);
        return subject.Build.Stages.SelectMany(stage => stage.Instructions
            .Where(instruction => instruction.Keyword is "ENTRYPOINT" or "CMD")
            .SelectMany(instruction => Judge(instruction.Instruction, shellLess: !subject.HasShell && final.Contains(stage))));
    }

    private static IEnumerable<Flaw> Judge(Instruction instruction, bool shellLess)
    {
        if (instruction.Exec is not { } exec)
        {
            var hint = instruction.Arguments.Value.StartsWith('[') ? "this is no JSON array of strings (double quotes, commas), so it counts as shell form" : "shell form";
            return [new Flaw(instruction.Position, $"{instruction.Keyword}: {hint}, run by /bin/sh -c")];
        }

        if (exec.Count > 1 && ShellOptions.IsShell(exec[0].Value) && exec.Skip(1).Any(word => word.Value.StartsWith('-') && word.Value.EndsWith('c')))
        {
            return shellLess ? [new Flaw(exec[0].Start, $"{instruction.Keyword} starts {exec[0].Value}, and this image has no shell")] : [];
        }

        return exec
            .Where(word => Variable().IsMatch(word.Value) || Operators.Contains(word.Value))
            .Select(word => new Flaw(word.Start, $"{instruction.Keyword}: the exec form hands \"{word.Value}\" on as it is; only a shell would do something with it"));
    }

    [GeneratedRegex(@"\$\{?[A-Za-z_]|\$\(|`")]
    private static partial Regex Variable();
}
