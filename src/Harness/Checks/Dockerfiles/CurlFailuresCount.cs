using Harness.Dockerfiles.Shell;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF022: curl fails when the server says no.</summary>
internal sealed class CurlFailuresCount() : DockerfileCheck(new CheckInfo
{
    Id = "DF022",
    Title = "curl fails when the server answers with an error",
    Guide = [GuideSection.DockerfileBestPractices],
    AppliesTo = "every Dockerfile",
    Why = "Without -f, curl saves the error page as the file and succeeds: that page is what is unpacked, installed or run next. A HEALTHCHECK "
        + "without -f always reports healthy.",
    Remedy = "Run curl -fsSL.",
    BreaksWith = "curl without -f",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            FROM ${DEBIAN_BASE_DEV} AS builder
            RUN curl -sSL -o /tmp/tool.tar.gz https://example.org/tool.tar.gz
            """,
        Mend =
            """
            FROM ${DEBIAN_BASE_DEV} AS builder
            RUN curl -fsSL -o /tmp/tool.tar.gz https://example.org/tool.tar.gz
            """,
    },
})
{
    /// <summary>Letters of curl's short options that a value follows.</summary>
    private const string WithValue = "AbCcDdEeFHhKmoPQrTtUuwXxYyz";

    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) => subject.WithTriggers
        .SelectMany(subject.CommandsOrProbe)
        .Where(command => command.Program == "curl" && !Fails(command) && !IsNoDownload(command))
        .Select(command => new Flaw(command.Position, "curl without -f succeeds with the page of an error"));

    private static bool Fails(Invocation curl) =>
        curl.Has("--fail", "--fail-with-body") || curl.Arguments.Any(argument => HasLetter(argument.Text, 'f'));

    /// <summary>What only asks curl itself, looks at the answer in another way, or has options of its own from elsewhere.</summary>
    private static bool IsNoDownload(Invocation curl) =>
        curl.Arguments.Count == 0
        || curl.Has("--version", "--help", "--head", "--write-out", "--config")
        || curl.Arguments.Any(argument =>
            HasLetter(argument.Text, 'V') || HasLetter(argument.Text, 'I') || HasLetter(argument.Text, 'w') || HasLetter(argument.Text, 'K')
            || argument.Text.StartsWith("file:", StringComparison.Ordinal) || argument.Text.StartsWith("telnet:", StringComparison.Ordinal)
            || (argument.Text.StartsWith('$')
                && (argument.Text.Contains("OPT", StringComparison.OrdinalIgnoreCase)
                    || argument.Text.Contains("FLAG", StringComparison.OrdinalIgnoreCase)
                    || argument.Text.Contains("ARG", StringComparison.OrdinalIgnoreCase))));

    /// <summary>Whether a group of short options has a letter, before one that takes the rest of the word as its value.</summary>
    private static bool HasLetter(string word, char letter)
    {
        for (var at = 1; word.Length > 1 && word[0] == '-' && word[1] != '-' && at < word.Length; at++)
        {
            if (word[at] == letter)
            {
                return true;
            }

            if (WithValue.Contains(word[at], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return false;
    }
}
