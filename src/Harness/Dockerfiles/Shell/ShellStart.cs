namespace Harness.Dockerfiles.Shell;

/// <summary>How a shell is started.</summary>
/// <param name="Name">Its name without a directory.</param>
/// <param name="Options">The options that it starts with.</param>
/// <param name="RefusesPipeFail">Whether it is a dash for certain, which knows no pipefail.</param>
internal sealed record ShellStart(string Name, ShellOptions Options, bool RefusesPipeFail)
{
    /// <summary>A command line that starts a shell for a script; null when it is none that can be read.</summary>
    /// <param name="words">The words, the last of which may be the option before the script.</param>
    /// <param name="isDash">Whether <c>sh</c> is a dash on this base.</param>
    public static ShellStart? Of(IReadOnlyList<string> words, bool isDash)
    {
        for (var at = 0; at < words.Count; at++)
        {
            // Whatever stands before it starts it: env, conda run, tini.
            if (ShellOptions.IsShell(words[at]))
            {
                return Named(words[at], words.Skip(at + 1), isDash);
            }
        }

        return null;
    }

    /// <summary>A shell with the words behind its name.</summary>
    public static ShellStart Named(string program, IEnumerable<string> words, bool isDash)
    {
        var name = program[(program.LastIndexOf('/') + 1)..];
        return new ShellStart(name, default(ShellOptions).With(words), name == "dash" || (name == "sh" && isDash));
    }

    /// <summary>The options while <c>set</c> runs; a dash refuses pipefail and has it never.</summary>
    public ShellOptions Effective(ShellOptions options) => RefusesPipeFail ? options with { PipeFail = false } : options;
}
