using NUnit.Framework;

namespace Harness.Tests.Verified;

/// <summary>
/// Holds what the program writes against files that a review has seen: <c>NAME.verified.EXT</c>. What differs is left beside
/// it as <c>NAME.received.EXT</c>, which is not committed.
/// </summary>
/// <param name="directory">Where the files are.</param>
/// <param name="accept">Whether what is received becomes what is verified.</param>
internal sealed class VerifiedFiles(string directory, bool accept)
{
    /// <summary>The variable that accepts, when it is 1; <c>just accept</c> sets it.</summary>
    public const string Variable = "KCR_ACCEPT";

    /// <summary>The names of the files that are there, without <c>.verified</c>.</summary>
    public IEnumerable<string> Names => Directory.EnumerateFiles(directory, "*.verified.*")
        .Select(file => Path.GetFileName(file).Replace(".verified.", ".", StringComparison.Ordinal));

    /// <summary>Fails unless the file has these words.</summary>
    /// <param name="name">The file's name, without <c>.verified</c>: <c>help.build.txt</c>.</param>
    /// <param name="words">What the program wrote.</param>
    public void Hold(string name, string words)
    {
        var (verified, received) = (At(name, "verified"), At(name, "received"));
        words = words.ReplaceLineEndings("\n");
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (words == expected || accept)
        {
            File.Delete(received);
            if (words != expected)
            {
                File.WriteAllText(verified, words);
            }

            return;
        }

        File.WriteAllText(received, words);
        throw new AssertionException(
            $"""
            What is written is not what {Path.GetFileName(verified)} holds{(expected is null ? ": there is no such file" : "")}.
            {(expected is null ? "" : FirstDifference(expected, words))}
            Compare:  diff {verified} {received}
            Accept:   just accept   ({Variable}=1 dotnet test tests/Harness.Tests --filter {typeof(VerifiedFiles).Namespace}),
                      where the new words are what they should be; then commit the verified files.
            """);
    }

    private static string FirstDifference(string expected, string received)
    {
        var (before, after) = (expected.Split('\n'), received.Split('\n'));
        var at = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"""
            The first difference is in line {at + 1}:
              verified: {Line(before)}
              received: {Line(after)}
            """;

        string Line(string[] lines) => at < lines.Length ? lines[at] : "(the end)";
    }

    private string At(string name, string kind) =>
        Path.Combine(directory, $"{Path.GetFileNameWithoutExtension(name)}.{kind}{Path.GetExtension(name)}");
}
