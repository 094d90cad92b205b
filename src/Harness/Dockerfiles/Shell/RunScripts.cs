namespace Harness.Dockerfiles.Shell;

/// <summary>The scripts that a RUN carries out.</summary>
internal static class RunScripts
{
    private const int DeepestShell = 3;

    /// <summary>The scripts in the order in which they are written; empty for another instruction or another kind of shell.</summary>
    public static IReadOnlyList<ShellScript> Of(ResolvedInstruction run)
    {
        if (run.Keyword != "RUN")
        {
            return [];
        }

        if (run.Instruction.Exec is { } exec)
        {
            return OfCommand([.. exec.Select(element => new ShellWord(element.Value, true, element.Start))], 0);
        }

        if (run.Shell.Count == 0 || !ShellOptions.IsShell(run.Shell[0]))
        {
            return [];
        }

        var options = default(ShellOptions).With(run.Shell.Skip(1));
        var instruction = run.Instruction;
        if (instruction.Heredocs is [var only] && instruction.Words is [var marker] && marker.Start == only.Position)
        {
            return OfBody(only.Body, options);
        }

        var scripts = Read(instruction.Arguments, options, 0);
        // A here-document is a script where a shell reads it, and data elsewhere.
        return instruction.Heredocs is [var input] && scripts[0].Commands.FirstOrDefault() is { } first && ShellOptions.IsShell(first.Program)
            ? [.. scripts, .. Read(input.Body, default(ShellOptions).With(first.Arguments.Select(word => word.Text)), 0)]
            : scripts;
    }

    private static List<ShellScript> OfBody(SourceText body, ShellOptions options)
    {
        if (!body.Value.StartsWith("#!", StringComparison.Ordinal))
        {
            return Read(body, options, 0);
        }

        var end = body.Value.IndexOf('\n', StringComparison.Ordinal);
        var words = body.Value[2..(end < 0 ? body.Value.Length : end)].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var program = words.SkipWhile(word => word.EndsWith("/env", StringComparison.Ordinal) || word.StartsWith('-')).FirstOrDefault("");
        return ShellOptions.IsShell(program) ? Read(body, default(ShellOptions).With(words), 0) : [];
    }

    private static List<ShellScript> Read(SourceText text, ShellOptions options, int depth)
    {
        var scripts = new List<ShellScript>(ShellReader.Read(text, options));
        var inner = scripts
            .SelectMany(script => script.Commands)
            .Where(command => ShellOptions.IsShell(command.Program))
            .SelectMany(command => OfCommand([new ShellWord(command.Program, false, command.Position), .. command.Arguments], depth + 1))
            .Where(script => script.Items.Count > 0)
            .ToList();
        scripts.AddRange(inner);
        return scripts;
    }

    /// <summary>What <c>sh -c</c> runs; of another command, at the top, the command itself.</summary>
    private static List<ShellScript> OfCommand(IReadOnlyList<ShellWord> words, int depth)
    {
        var at = -1;
        if (words.Count > 0 && ShellOptions.IsShell(words[0].Text) && depth < DeepestShell)
        {
            for (var index = 1; index < words.Count && at < 0; index++)
            {
                var word = words[index].Text;
                at = word.StartsWith('-') && !word.StartsWith("--", StringComparison.Ordinal) && word.EndsWith('c') ? index : -1;
            }
        }

        if (at > 0 && at + 1 < words.Count)
        {
            var options = default(ShellOptions).With(words.Take(at + 1).Skip(1).Select(word => word.Text));
            return Read(SourceText.Of(words[at + 1].Text, words[at + 1].Position), options, depth);
        }

        return depth > 0 || words.Count == 0
            ? []
            : [new ShellScript([new ShellItem(ShellItemKind.Command, words, [], ShellOperator.End, words[0].Position)], [], default)];
    }
}
