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

    /// <summary>Files of a project that are scripts although their name does not say so.</summary>
    private static readonly string[] Scripts =
        ["artisan", "bundle", "console", "docker-entrypoint", "jobs", "puma", "rackup", "rails", "rake", "rspec", "setup", "sidekiq", "thrust"];

    /// <summary>Programs that take code as an argument; dollar signs and backticks in it are theirs.</summary>
    private static readonly string[] Interpreters =
        ["awk", "bun", "deno", "gawk", "jq", "julia", "lua", "mawk", "node", "nodejs", "perl", "php", "ruby", "sed"];

    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject)
    {
        var final = subject.FinalLineage.ToHashSet<ResolvedStage>(ReferenceEqualityComparer.Instance);
        return subject.Build.Stages.SelectMany(stage => Judge(stage, final.Contains(stage) && HasNoShell(subject)));
    }

    private static bool HasNoShell(DockerfileSubject subject) => subject.HasShell(subject.Build.Final!) == false;

    private static IEnumerable<Flaw> Judge(ResolvedStage stage, bool shellLess)
    {
        var entry = stage.Lineage.SelectMany(one => one.Instructions.Reverse()).FirstOrDefault(instruction => instruction.Keyword == "ENTRYPOINT");
        foreach (var instruction in stage.Instructions.Select(one => one.Trigger ?? one))
        {
            var flaws = instruction.Keyword switch
            {
                "ENTRYPOINT" => Judge(instruction, shellLess, isScript: false),
                "CMD" => Judge(instruction, shellLess, isScript: entry is not null && TakesScript(entry.Instruction)),
                "HEALTHCHECK" when shellLess && !instruction.Instruction.Arguments.Value.Equals("NONE", StringComparison.OrdinalIgnoreCase) =>
                    Probe(instruction),
                _ => [],
            };
            foreach (var flaw in flaws)
            {
                yield return flaw;
            }
        }
    }

    /// <summary>Whether an ENTRYPOINT ends with a shell's <c>-c</c>, so that CMD is the script.</summary>
    private static bool TakesScript(Instruction entry) =>
        entry.Exec is { Count: > 1 } exec
        && ShellOptions.IsCommandOption(exec[^1].Value)
        && Program(exec) is { } program
        && ShellOptions.IsShell(program.Program);

    private static IEnumerable<Flaw> Probe(ResolvedInstruction instruction) => instruction.Instruction.Exec is { } exec
        ? NeedsShell(instruction, exec)
        : [new Flaw(
            instruction.Instruction.Position,
            $"HEALTHCHECK: shell form, run by {string.Join(' ', instruction.Shell)}, and this image has no shell: the check never succeeds")];

    private static IEnumerable<Flaw> Judge(ResolvedInstruction resolved, bool shellLess, bool isScript)
    {
        var instruction = resolved.Instruction;
        if (instruction.Exec is not { } exec)
        {
            var hint = instruction.Arguments.Value.StartsWith('[')
                ? "this is no JSON array of strings (double quotes, commas), so it counts as shell form"
                : "shell form";
            return [new Flaw(instruction.Position, $"{instruction.Keyword}: {hint}, run by {string.Join(' ', resolved.Shell)}")];
        }

        var missing = shellLess ? NeedsShell(resolved, exec).ToList() : [];
        return missing.Count > 0 ? missing : isScript ? [] : Literal(exec)
            .Select(word => new Flaw(
                word.Start,
                $"{instruction.Keyword}: the exec form hands \"{word.Value}\" on as it is; only a shell would do something with it"));
    }

    /// <summary>A shell that is started, and a script that one has to read.</summary>
    private static IEnumerable<Flaw> NeedsShell(ResolvedInstruction resolved, IReadOnlyList<SourceText> exec)
    {
        if (Program(exec) is not { } program)
        {
            yield break;
        }

        if (ShellOptions.IsShell(program.Program))
        {
            yield return new Flaw(program.Position, $"{resolved.Keyword} starts {program.Word}, and this image has no shell");
        }
        else if (ShellFile().IsMatch(program.Program))
        {
            yield return new Flaw(program.Position, $"{resolved.Keyword} starts {program.Word}, a script for a shell, and this image has none");
        }
        else if (program.Word.Contains('/', StringComparison.Ordinal)
            && (ScriptFile().IsMatch(program.Program) || (Scripts.Contains(program.Program) && ProjectFile().IsMatch(program.Word))))
        {
            yield return new Flaw(
                program.Position,
                $"{resolved.Keyword} starts "
                    + $"{program.Word}, a script whose first line needs /usr/bin/env or a shell, which this image has not: start its interpreter, [\"ruby\", \""
                    + $"{program.Word}\"]");
        }
    }

    /// <summary>What is run once everything is passed over that only starts another program.</summary>
    private static (string Program, string Word, SourcePosition Position, int At)? Program(IReadOnlyList<SourceText> exec)
    {
        List<ShellWord> words = [.. exec.Select(element => new ShellWord(element.Value, false, element.Start))];
        var at = Wrappers.Skip(words);
        return at < words.Count ? (Invocation.Name(words[at].Text), words[at].Text, words[at].Position, at) : null;
    }

    /// <summary>The words of which only a shell would make something; what a shell or an interpreter gets as its script is not among them.</summary>
    private static IEnumerable<SourceText> Literal(IReadOnlyList<SourceText> exec)
    {
        var program = Program(exec);
        var isShell = program is { } shell && ShellOptions.IsShell(shell.Program);
        var isInterpreter = program is { } other
            && (Interpreters.Contains(other.Program) || other.Program.StartsWith("python", StringComparison.Ordinal) || other.Program is "Rscript");
        for (var at = 0; at < exec.Count; at++)
        {
            var word = exec[at].Value;
            if (program is { } known && at > known.At && ((isShell && exec.Take(at).Skip(known.At).Any(one => ShellOptions.IsCommandOption(one.Value)))
                || (isInterpreter
                    && (Code().IsMatch(exec[at - 1].Value) || (known.Program is "awk" or "gawk" or "mawk" or "sed" or "jq" && !word.StartsWith('-'))))))
            {
                if (isShell)
                {
                    yield break;
                }

                continue;
            }

            if (Variable().IsMatch(word) || Operators.Contains(word))
            {
                yield return exec[at];
            }
        }
    }

    [GeneratedRegex(@"\$\{?[A-Za-z_]|\$\(|`")]
    private static partial Regex Variable();

    /// <summary>The options behind which code stands.</summary>
    [GeneratedRegex("^(-[A-Za-z]*[ecrpER]|--eval|--print|--run|eval)$")]
    private static partial Regex Code();

    [GeneratedRegex(@"\.(sh|bash|ksh|ash|zsh)$")]
    private static partial Regex ShellFile();

    [GeneratedRegex(@"\.(rb|py|pl|js|mjs|cjs|php|R)$")]
    private static partial Regex ScriptFile();

    [GeneratedRegex("(^|/)bin/[^/]+$|^\\./[^/]+$")]
    private static partial Regex ProjectFile();
}
