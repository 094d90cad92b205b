using Harness.Dockerfiles.Shell;

namespace Harness.Checks.Dockerfiles;

/// <summary>A call of apt.</summary>
/// <param name="Verb">What it is to do, for example install.</param>
/// <param name="Packages">The packages named, as written.</param>
/// <param name="Invocation">The command.</param>
internal sealed record AptCommand(string Verb, IReadOnlyList<ShellWord> Packages, Invocation Invocation)
{
    private static readonly string[] WithValue = ["-o", "-c", "-t", "-a", "--option", "--config-file", "--target-release", "--default-release"];

    /// <summary>Whether it only says what it would do.</summary>
    public bool IsSimulated => Invocation.Has("-s", "--simulate", "--just-print", "--dry-run", "--recon", "--no-act");

    /// <summary>Whether it asks nobody: <c>-y</c>, <c>-qq</c>, or an option of the configuration.</summary>
    public bool AsksNobody => Invocation.Has("-y", "--yes", "--assume-yes", "-qq", "--force-yes")
        || Invocation.Arguments.Any(argument => ShortYes(argument.Text) || argument.Text.StartsWith("-q=2", StringComparison.Ordinal)
            || argument.Text.Contains("APT::Get::Assume-Yes=", StringComparison.OrdinalIgnoreCase));

    /// <summary>Letters of apt-get that take no value.</summary>
    private static readonly System.Buffers.SearchValues<char> ShortOptions = System.Buffers.SearchValues.Create("ymqfdbuV");

    private static bool ShortYes(string word) =>
        word.Length > 2 && word[0] == '-' && word[1] != '-' && word.AsSpan(1).IndexOfAnyExcept(ShortOptions) < 0
        && (word.Contains('y', StringComparison.Ordinal) || word.Count(letter => letter == 'q') > 1);

    /// <summary>The call; null for another program or one without a verb.</summary>
    public static AptCommand? Of(Invocation command)
    {
        if (command.Program is not ("apt-get" or "apt" or "aptitude"))
        {
            return null;
        }

        var words = new List<ShellWord>();
        for (var at = 0; at < command.Arguments.Count; at++)
        {
            var word = command.Arguments[at];
            if (WithValue.Contains(word.Text))
            {
                at++;
            }
            else if (!word.Text.StartsWith('-'))
            {
                words.Add(word);
            }
        }

        return words.Count == 0 ? null : new AptCommand(words[0].Text, words[1..], command);
    }

    /// <summary>A package's name without version, release and architecture.</summary>
    public static string NameOf(ShellWord package)
    {
        var end = package.Text.AsSpan().IndexOfAny('=', '/', ':');
        return end < 0 ? package.Text : package.Text[..end];
    }
}
