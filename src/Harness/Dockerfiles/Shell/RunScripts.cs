namespace Harness.Dockerfiles.Shell;

/// <summary>The script that a RUN carries out.</summary>
internal static class RunScripts
{
    /// <summary>The script of a RUN, or null for another instruction, another kind of shell, or a program that is no shell's.</summary>
    public static ShellScript? Of(ResolvedInstruction run) => run.Keyword == "RUN" ? Read(run, run.Instruction.Arguments) : null;

    /// <summary>The same of HEALTHCHECK.</summary>
    public static ShellScript? OfProbe(ResolvedInstruction check) =>
        check.Keyword == "HEALTHCHECK" && InstructionGrammar.JsonText(check.Instruction) is { Value.Length: > 0 } script ? Read(check, script) : null;

    /// <summary>The text that a shell gets and the shell's name; null where no shell that can be read gets any.</summary>
    public static (SourceText Text, string Shell)? SourceOf(ResolvedInstruction run)
    {
        if (run.Keyword != "RUN"
            || run.Instruction.Exec is not null
            || run.Base.Distribution == Distribution.Windows
            || ShellStart.Of(run.Shell, IsDash(run)) is not { } shell)
        {
            return null;
        }

        if (!run.Instruction.IsHeredoc)
        {
            return (Whole(run.Instruction, run.Instruction.Arguments), NameOf(shell));
        }

        var body = run.Instruction.Heredocs[0].Body;
        return ShellOf(body, shell, IsDash(run)) is { } own ? (body, NameOf(own)) : null;
    }

    private static string NameOf(ShellStart shell) => shell.RefusesPipeFail ? "dash" : shell.Name;

    /// <summary>Where a base is known to be Debian's, its sh is a dash; hardened ones may have another.</summary>
    private static bool IsDash(ResolvedInstruction run) => run.Base is { IsDebianLike: true, IsHardened: false };

    private static ShellScript? Read(ResolvedInstruction run, SourceText arguments)
    {
        var instruction = run.Instruction;
        if (instruction.Exec is { } exec)
        {
            return exec.Count == 0 ? null : OfWords([.. exec.Select(element => new ShellWord(element.Value, false, element.Start))], IsDash(run));
        }

        if (run.Base.Distribution == Distribution.Windows || ShellStart.Of(run.Shell, IsDash(run)) is not { } shell)
        {
            return null;
        }

        if (!instruction.IsHeredoc)
        {
            return ShellReader.Read(Whole(instruction, arguments), shell)[0];
        }

        var body = instruction.Heredocs[0].Body;
        return ShellOf(body, shell, IsDash(run)) is { } own ? ShellReader.Read(body, own)[0] : null;
    }

    private static ShellScript OfWords(IReadOnlyList<ShellWord> words, bool isDash)
    {
        var shell = new ShellStart("", default, isDash);
        var item = new ShellItem(ShellItemKind.Command, words, [], ShellOperator.End, words[0].Position) { Shell = shell };
        return item.Inner is [var inner] ? inner : new ShellScript([item], [], shell);
    }

    /// <summary>The shell of a here-document that is a script: what its first line names, if it names one.</summary>
    private static ShellStart? ShellOf(SourceText body, ShellStart shell, bool isDash)
    {
        if (!body.Value.StartsWith("#!", StringComparison.Ordinal))
        {
            return shell;
        }

        var end = body.Value.IndexOf('\n', StringComparison.Ordinal);
        var words = body.Value[2..(end < 0 ? body.Value.Length : end)]
            .Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var program = words.SkipWhile(word => word.EndsWith("/env", StringComparison.Ordinal) || word.StartsWith('-')).FirstOrDefault("");
        return ShellOptions.IsShell(program) ? ShellStart.Of(words, isDash) : null;
    }

    /// <summary>As the shell gets it: the line, and below it the here-documents with the words that end them.</summary>
    private static SourceText Whole(Instruction instruction, SourceText arguments)
    {
        if (instruction.Heredocs.Count == 0)
        {
            return arguments;
        }

        var text = new SourceText.Builder().Append(arguments);
        foreach (var heredoc in instruction.Heredocs)
        {
            text.Append("\n", heredoc.Body.Start).Append(heredoc.Body).Append(heredoc.Name, heredoc.Body.At(heredoc.Body.Value.Length));
        }

        return text.Build(instruction.Position);
    }
}
