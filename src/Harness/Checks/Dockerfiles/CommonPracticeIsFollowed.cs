using System.Text.RegularExpressions;
using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF013: what common linters agree on.</summary>
internal sealed partial class CommonPracticeIsFollowed() : DockerfileCheck(new CheckInfo
{
    Id = "DF013",
    Title = "COPY instead of ADD, no sudo, no upgrade, no latest tag, an absolute WORKDIR, one CMD and one ENTRYPOINT",
    Guide = [GuideSection.DockerfileBestPractices],
    AppliesTo = "every Dockerfile",
    Why = "Each of these makes the image depend on more than the Dockerfile says: on the day of the build, on the base's working directory, or on "
        + "which of two lines takes effect.",
    Remedy = "Use COPY for files, USER instead of sudo, a newer base instead of an upgrade, a tag with a version, and WORKDIR with a leading slash; "
        + "keep only the last CMD and the last ENTRYPOINT of a stage.",
    BreaksWith = "each of them",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            FROM ${DHI_REGISTRY}/python:latest
            WORKDIR app
            ADD main.py .
            """,
        Mend =
            """
            FROM ${DHI_REGISTRY}/python:${PYTHON_VERSION}
            WORKDIR /app
            COPY main.py .
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) =>
    [
        .. subject.Build.Stages.SelectMany(Latest),
        .. CopiedImage.In(subject).SelectMany(image => Latest(image.Reference, image.Position)),
        .. subject.Build.Stages.SelectMany(Repeated),
        .. subject.WithTriggers.SelectMany(Judge),
        .. subject.WithTriggers.SelectMany(run => Commands(subject, run)),
    ];

    private static IEnumerable<Flaw> Latest(ResolvedStage stage) =>
        stage is { Image: { } image, ImageKnown: true } ? Latest(image, stage.Stage.Base.Start) : [];

    private static IEnumerable<Flaw> Latest(string image, SourcePosition position)
    {
        if (image.Contains('@', StringComparison.Ordinal))
        {
            yield break;
        }

        var colon = image.IndexOf(':', image.LastIndexOf('/') + 1);
        if (colon < 0 || image[(colon + 1)..] == "latest")
        {
            yield return new Flaw(position, $"{image} is the latest of today, another one tomorrow");
        }
    }

    private static IEnumerable<Flaw> Repeated(ResolvedStage stage) => stage.Stage.Instructions
        .Where(instruction => instruction.Keyword is "CMD" or "ENTRYPOINT")
        .GroupBy(instruction => instruction.Keyword)
        .SelectMany(group => group.SkipLast(1))
        .Select(instruction => new Flaw(instruction.Position, $"this {instruction.Keyword} never counts: a later one of the same stage replaces it"));

    private static IEnumerable<Flaw> Judge(ResolvedInstruction resolved)
    {
        var instruction = resolved.Instruction;
        if (resolved.Keyword == "ADD"
            && instruction.Paths.SkipLast(1)
                .FirstOrDefault(path => resolved.Expand(path) is { Known: true, Text: var source } && !Archive().IsMatch(source)) is { } path)
        {
            yield return new Flaw(instruction.Position, $"ADD of {path.Value}, which is neither an archive to unpack nor remote: COPY does just that");
        }

        if (resolved is { Keyword: "WORKDIR", WorkingDirectory.Length: 0 } && resolved.Expand(instruction.Arguments) is { Known: true, Text: var directory }
            && !directory.StartsWith('/') && !Drive().IsMatch(directory))
        {
            yield return new Flaw(instruction.Position, $"WORKDIR {directory} is relative to whatever came before, in the base too");
        }
    }

    private static IEnumerable<Flaw> Commands(DockerfileSubject subject, ResolvedInstruction run)
    {
        foreach (var word in subject.Scripts(run)
            .SelectMany(script => script.Commands)
            .SelectMany(command => command.Item.Words.TakeWhile(word => word.Position <= command.Position)))
        {
            if (word.Text is "sudo" or "/usr/bin/sudo")
            {
                yield return new Flaw(word.Position, "sudo: a RUN has the user that USER gives it");
            }
        }

        foreach (var upgrade in subject.Commands(run)
            .Select(AptCommand.Of)
            .OfType<AptCommand>()
            .Where(command => command.Verb is "upgrade" or "dist-upgrade" or "full-upgrade" or "safe-upgrade"))
        {
            yield return new Flaw(
                upgrade.Invocation.Position,
                $"{upgrade.Invocation.Program} {upgrade.Verb}: the image depends on the day of the build; a newer base has newer packages");
        }
    }

    [GeneratedRegex(@"^(https?|ftp|git|ssh)://|^git@|\.git(#.*)?$|\.(tar|tgz|tbz2?|txz|tzst)$|\.tar\.(gz|bz2|xz|zst|lzma)$|\$", RegexOptions.IgnoreCase)]
    private static partial Regex Archive();

    [GeneratedRegex(@"^[A-Za-z]:[\\/]")]
    private static partial Regex Drive();
}
