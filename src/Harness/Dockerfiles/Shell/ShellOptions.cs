namespace Harness.Dockerfiles.Shell;

/// <summary>The options of a shell that decide whether a failure ends a script.</summary>
/// <param name="ExitOnError">Whether a command that fails ends it (<c>-e</c>).</param>
/// <param name="PipeFail">Whether a pipe fails with any of its commands (<c>-o pipefail</c>).</param>
internal readonly record struct ShellOptions(bool ExitOnError, bool PipeFail)
{
    private static readonly System.Collections.Frozen.FrozenSet<string> Shells =
        System.Collections.Frozen.FrozenSet.ToFrozenSet(["ash", "bash", "busybox", "dash", "ksh", "mksh", "sh", "zsh"], StringComparer.Ordinal);

    private static readonly System.Collections.Frozen.FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ByName =
        Shells.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a program is a shell whose scripts can be read.</summary>
    public static bool IsShell(string program) => ByName.Contains(program.AsSpan(program.LastIndexOf('/') + 1));

    /// <summary>Whether a word of a shell's command line says that the next one is the script: <c>-c</c>, <c>-lc</c>, <c>-euxc</c>.</summary>
    public static bool IsCommandOption(string word) =>
        word.Length > 1
        && word[0] == '-'
        && word[1] != '-'
        && word.Contains('c', StringComparison.Ordinal)
        && word.AsSpan(1).IndexOfAnyExceptInRange('a', 'z') < 0;

    /// <summary>The options after those that the words of a command line or of <c>set</c> turn on and off.</summary>
    public ShellOptions With(IEnumerable<string> words)
    {
        var options = this;
        var sign = '\0';
        foreach (var word in words)
        {
            if (sign != '\0')
            {
                options = word switch
                {
                    "pipefail" => options with { PipeFail = sign == '-' },
                    "errexit" => options with { ExitOnError = sign == '-' },
                    _ => options,
                };
                sign = '\0';
            }
            else if (word is "--" or "-")
            {
                break;
            }
            else if (word.Length > 1 && word[0] is '-' or '+' && !word.StartsWith("--", StringComparison.Ordinal))
            {
                options = word.Contains('e', StringComparison.Ordinal) ? options with { ExitOnError = word[0] == '-' } : options;
                sign = word.Contains('o', StringComparison.Ordinal) ? word[0] : '\0';
            }
        }

        return options;
    }
}
