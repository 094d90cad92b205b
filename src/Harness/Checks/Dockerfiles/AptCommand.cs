using Harness.Dockerfiles.Shell;

namespace Harness.Checks.Dockerfiles;

/// <summary>A call of apt.</summary>
/// <param name="Verb">What it is to do, for example install.</param>
/// <param name="Packages">The packages named, as written.</param>
/// <param name="Invocation">The command.</param>
internal sealed record AptCommand(string Verb, IReadOnlyList<ShellWord> Packages, Invocation Invocation)
{
    private static readonly string[] WithValue = ["-o", "-c", "-t", "-a", "--option", "--config-file", "--target-release", "--default-release"];

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
