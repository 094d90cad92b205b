namespace Harness.Dockerfiles.Shell;

/// <summary>The options of a shell that decide whether a failure ends a script.</summary>
/// <param name="ExitOnError">Whether a command that fails ends it (<c>-e</c>).</param>
/// <param name="PipeFail">Whether a pipe fails with any of its commands (<c>-o pipefail</c>).</param>
internal readonly record struct ShellOptions(bool ExitOnError, bool PipeFail)
{
    private static readonly string[] Shells = ["ash", "bash", "busybox", "dash", "ksh", "mksh", "sh", "zsh"];

    /// <summary>Whether a program is a shell whose scripts can be read.</summary>
    public static bool IsShell(string program) => Shells.Contains(program[(program.LastIndexOf('/') + 1)..]);

    /// <summary>The options after those that the words of a command line or of <c>set</c> turn on.</summary>
    public ShellOptions With(IEnumerable<string> words)
    {
        var options = this;
        var named = false;
        foreach (var word in words)
        {
            if (named)
            {
                options = word switch
                {
                    "pipefail" => options with { PipeFail = true },
                    "errexit" => options with { ExitOnError = true },
                    _ => options,
                };
                named = false;
            }
            else if (word.StartsWith('-') && !word.StartsWith("--", StringComparison.Ordinal))
            {
                options = word.Contains('e', StringComparison.Ordinal) ? options with { ExitOnError = true } : options;
                named = word.EndsWith('o');
            }
        }

        return options;
    }
}
