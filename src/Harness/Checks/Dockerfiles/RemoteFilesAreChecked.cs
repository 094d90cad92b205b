using System.Text.RegularExpressions;
using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF023: ADD of an address has a checksum.</summary>
internal sealed partial class RemoteFilesAreChecked() : DockerfileCheck(new CheckInfo
{
    Id = "DF023",
    Title = "ADD from a URL has a checksum",
    Guide = [GuideSection.DockerfileBestPractices],
    AppliesTo = "every Dockerfile",
    Why = "Anyone who can change what the URL serves can change the image, and the build cache does not notice.",
    Remedy = "Use ADD --checksum=sha256:… https://…",
    BreaksWith = "ADD https://… without --checksum",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            FROM ${DEBIAN_BASE_DEV} AS builder
            ADD https://example.org/tool.tar.gz /tmp/
            """,
        Mend =
            """
            FROM ${DEBIAN_BASE_DEV} AS builder
            ADD --checksum=sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 https://example.org/tool.tar.gz /tmp/
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) => subject.WithTriggers
        .Where(add => add.Keyword == "ADD" && add.Instruction.FlagOf("checksum") is null && add.Instruction.Paths.Count > 1)
        .SelectMany(add => add.Instruction.Paths.SkipLast(1).Where(path => IsFile(add, path)))
        .Select(path => new Flaw(path.Start, $"ADD of {path.Value} without --checksum: the image is whatever is there on the day of the build"));

    private static bool IsFile(ResolvedInstruction add, SourceText path)
    {
        var source = add.Expand(path).Text;
        return Http().IsMatch(source) && !Git().IsMatch(source);
    }

    [GeneratedRegex("^https?://", RegexOptions.IgnoreCase)]
    private static partial Regex Http();

    [GeneratedRegex(@"\.git([#?].*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Git();
}
