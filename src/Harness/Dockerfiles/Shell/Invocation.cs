namespace Harness.Dockerfiles.Shell;

/// <summary>A command that is run: the program and its arguments, without assignments and programs that only run another.</summary>
/// <param name="Program">The program's name without its directory.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Position">Where the program's name stands.</param>
/// <param name="Item">The command as written.</param>
internal sealed record Invocation(string Program, IReadOnlyList<ShellWord> Arguments, SourcePosition Position, ShellItem Item)
{
    /// <summary>The invocation; null for a command that only assigns or redirects.</summary>
    public static Invocation? Of(ShellItem item)
    {
        var at = Wrappers.Skip(item.Words);
        return at >= item.Words.Count
            ? null
            : new Invocation(Name(item.Words[at].Text), at + 1 == item.Words.Count ? [] : [.. item.Words.Skip(at + 1)], item.Words[at].Position, item);
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

    /// <summary>A program's name without its directory.</summary>
    public static string Name(string word)
    {
        var slash = word.LastIndexOf('/');
        return slash < 0 ? word : word[(slash + 1)..];
    }

    private static readonly System.Buffers.SearchValues<char> NameLetters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+");
}
