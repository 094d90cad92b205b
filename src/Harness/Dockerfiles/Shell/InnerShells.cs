namespace Harness.Dockerfiles.Shell;

/// <summary>
/// The shells that a command starts, which begin with options of their own: <c>bash -c</c>, <c>sh &lt;&lt;EOF</c>, <c>eval</c>, <c>su -c</c>.
/// </summary>
internal static class InnerShells
{
    private const int DeepestShell = 3;

    /// <summary>Their scripts.</summary>
    public static IReadOnlyList<ShellScript> Of(ShellItem item)
    {
        if (item.Depth >= DeepestShell || item.Invocation is not { } command)
        {
            return [];
        }

        if (ShellOptions.IsShell(command.Program))
        {
            return OfShell(command, item);
        }

        if (command.Program is "su" or "runuser")
        {
            var option = Find(command.Arguments, 0, word => word is "-c" or "--command");
            return option >= 0 && option + 1 < command.Arguments.Count
                ? Read(command.Arguments[option + 1], new ShellStart("sh", default, false), item.Depth)
                : [];
        }

        return [];
    }

    private static IReadOnlyList<ShellScript> OfShell(Invocation command, ShellItem item)
    {
        var name = command.Program;
        for (var at = 0; at < command.Arguments.Count; at++)
        {
            var word = command.Arguments[at].Text;
            if (ShellOptions.IsCommandOption(word))
            {
                var script = SkipOptions(command.Arguments, at + 1);
                return script < command.Arguments.Count
                    ? Read(
                        command.Arguments[script],
                        ShellStart.Named(name, command.Arguments.Take(script).Select(one => one.Text), item.Shell.RefusesPipeFail),
                        item.Depth)
                    : [];
            }

            if (word is "-o" or "+o" or "-O" or "+O" or "--rcfile" or "--init-file" || (word.Length > 1 && word[0] is '-' or '+' && word[^1] == 'o'))
            {
                at++;
            }
            else if (word.Length == 0 || (word[0] is not ('-' or '+') && command.Program != "busybox"))
            {
                // A script of a file, whatever it is.
                return [];
            }
        }

        return item.Inputs is [.., { Body: { } body }]
            ? [.. ShellReader.Read(body, ShellStart.Named(name, command.Arguments.Select(one => one.Text), item.Shell.RefusesPipeFail), item.Depth + 1).Take(1)]
            : [];
    }

    /// <summary>Options may follow <c>-c</c>: <c>bash -c -e '…'</c>.</summary>
    private static int SkipOptions(IReadOnlyList<ShellWord> words, int at)
    {
        while (at < words.Count && words[at] is { Quoted: false, Text: { Length: > 1 } text } && text[0] is '-' or '+')
        {
            at += text[^1] == 'o' ? 2 : 1;
        }

        return at;
    }

    private static IReadOnlyList<ShellScript> Read(ShellWord word, ShellStart shell, int depth) =>
        [.. ShellReader.Read(SourceText.Of(word.Text, word.Position with { Column = word.Position.Column + (word.Quoted ? 1 : 0) }), shell, depth + 1).Take(1)];

    private static int Find(IReadOnlyList<ShellWord> words, int from, Func<string, bool> isWanted)
    {
        for (var at = from; at < words.Count; at++)
        {
            if (isWanted(words[at].Text))
            {
                return at;
            }
        }

        return -1;
    }
}
