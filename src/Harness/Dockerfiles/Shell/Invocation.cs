namespace Harness.Dockerfiles.Shell;

/// <summary>A command that is run: the program and its arguments, without assignments and programs that only run another.</summary>
/// <param name="Program">The program's name without its directory.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Position">Where the program's name stands.</param>
/// <param name="Item">The command as written.</param>
internal sealed record Invocation(string Program, IReadOnlyList<ShellWord> Arguments, SourcePosition Position, ShellItem Item)
{
    private static readonly string[] Wrappers = ["builtin", "command", "eatmydata", "env", "exec", "nice", "nohup", "sudo", "time", "xargs"];

    /// <summary>Options of xargs that a value follows.</summary>
    private static readonly string[] WithValue = ["-a", "-d", "-I", "-L", "-n", "-P", "-s"];

    /// <summary>The invocation; null for a command that only assigns or redirects.</summary>
    public static Invocation? Of(ShellItem item)
    {
        var at = 0;
        var (wrapped, lists) = (false, false);
        for (; at < item.Words.Count; at++)
        {
            var word = item.Words[at].Text;
            if (Wrappers.Contains(Name(word)))
            {
                wrapped = true;
                lists |= Name(word) == "xargs";
            }
            else if (lists && WithValue.Contains(word))
            {
                at++;
            }
            else if (!IsAssignment(word) && !(wrapped && word.StartsWith('-')))
            {
                break;
            }
        }

        return at >= item.Words.Count
            ? null
            : new Invocation(Name(item.Words[at].Text), [.. item.Words.Skip(at + 1)], item.Words[at].Position, item);
    }

    /// <summary>Whether a word is <c>NAME=value</c>.</summary>
    public static bool IsAssignment(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && !char.IsAsciiDigit(word[0])
            && word.AsSpan(0, equals).IndexOfAnyExcept(NameLetters) < 0;
    }

    /// <summary>Whether an argument is given, as it is or as <c>argument=…</c>.</summary>
    public bool Has(params ReadOnlySpan<string> arguments)
    {
        foreach (var argument in Arguments)
        {
            if (arguments.Contains(argument.Text))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly System.Buffers.SearchValues<char> NameLetters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+");

    private static string Name(string word) => word[(word.LastIndexOf('/') + 1)..];
}
