using System.Text.RegularExpressions;

namespace Harness.Platform.Processes;

/// <summary>Quotes words for people who paste a command into a POSIX shell. Nothing is executed through a shell here.</summary>
internal static partial class ShellQuoting
{
    /// <summary>The word as it is when no shell would change it, otherwise in single quotes.</summary>
    public static string Quote(string word) =>
        PlainWord().IsMatch(word) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"\A[A-Za-z0-9_@%+=:,./-]+\z")]
    private static partial Regex PlainWord();
}
