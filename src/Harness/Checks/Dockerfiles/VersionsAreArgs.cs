using System.Text.RegularExpressions;
using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF001: an upgrade changes one line.</summary>
internal sealed partial class VersionsAreArgs() : DockerfileCheck(new CheckInfo
{
    Id = "DF001",
    Title = "Each version is an ARG, declared once before the first FROM and redeclared where it is used; no version is written twice",
    Guide = [GuideSection.VersionArgs],
    AppliesTo = "every Dockerfile",
    Why = "An upgrade should be `docker build --build-arg PYTHON_VERSION=3.14` and nothing else. A version that is written a second time is left "
        + "behind, and an ARG that a stage does not redeclare is silently empty there.",
    Remedy = "Declare the version once before the first FROM (ARG PYTHON_VERSION=3.13), use it in the base's tag, and repeat ARG PYTHON_VERSION, "
        + "without a value, in each stage that uses it.",
    BreaksWith = "a hard-coded tag; an ARG that a stage uses without redeclaring it; a version written twice",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            ARG DHI_REGISTRY=dhi.io
            FROM ${DHI_REGISTRY}/php:8.4-debian13-dev AS builder
            ENV PHP_HOME=/opt/php-8.4
            """,
        Mend =
            """
            ARG DHI_REGISTRY=dhi.io
            ARG DEBIAN_VERSION=debian13
            ARG PHP_VERSION=8.4
            FROM ${DHI_REGISTRY}/php:${PHP_VERSION}-${DEBIAN_VERSION}-dev AS builder
            ARG PHP_VERSION
            ENV PHP_HOME=/opt/php-${PHP_VERSION}
            """,
    },
})
{
    private static readonly string[] Platform =
    [
        "BUILDARCH", "BUILDOS", "BUILDPLATFORM", "BUILDVARIANT", "TARGETARCH", "TARGETOS", "TARGETPLATFORM", "TARGETVARIANT",
    ];

    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) =>
        [
            .. HardCoded(subject),
            .. Declarations(subject),
            .. subject.Instructions.SelectMany(instruction => Undeclared(subject, instruction)),
            .. WrittenTwice(subject)
        ];

    private static IEnumerable<Flaw> HardCoded(DockerfileSubject subject)
    {
        var bases = subject.Build.Stages.Where(stage => stage.Parent is null).SelectMany(stage => BaseReference.Unfold(subject, stage));
        var copied = subject.Instructions
            .Where(instruction => instruction.Keyword is "COPY")
            .Select(copy => copy.Instruction.FlagOf("from")?.Value)
            .OfType<SourceText>();
        foreach (var reference in bases.Concat(copied))
        {
            var versions = Version().Matches(BaseReference.LiteralTag(reference.Value) ?? "").Select(version => version.Value).ToList();
            if (versions.Count > 0)
            {
                yield return new Flaw(reference.Start, $"no build ARG can change {string.Join(" or ", versions)} in the tag of {reference.Value}");
            }
        }
    }

    private static bool HasDigit(string? text) => text?.Any(char.IsAsciiDigit) == true;

    private static IEnumerable<Flaw> Declarations(DockerfileSubject subject)
    {
        var global = new HashSet<string>(StringComparer.Ordinal);
        foreach (var setting in subject.File.Global.SelectMany(arg => arg.Settings))
        {
            if (!global.Add(setting.Name))
            {
                yield return new Flaw(setting.Position, $"ARG {setting.Name} is declared before the first FROM already");
            }
        }

        foreach (var setting in subject.Instructions
            .Where(one => one.Keyword == "ARG")
            .SelectMany(one => one.Instruction.Settings)
            .Where(setting => setting.Value is not null))
        {
            if (global.Contains(setting.Name))
            {
                yield return new Flaw(
                    setting.Position, $"ARG {setting.Name} gets a second default, which hides the one before the first FROM; redeclare it without a value");
            }
            else if (IsVersion(setting.Name) && HasDigit(setting.Value!.Value))
            {
                yield return new Flaw(
                    setting.Position,
                    $"the version {setting.Name} is declared within a stage; declare it before the first FROM and redeclare it here without a value");
            }
        }
    }

    private static bool IsVersion(string name) => name.Split('_').Contains("VERSION");

    /// <summary>ARGs that stand before the first FROM, or that the frontend knows, used where they are not declared.</summary>
    private static IEnumerable<Flaw> Undeclared(DockerfileSubject subject, ResolvedInstruction instruction)
    {
        if (instruction.Keyword is "CMD" or "ENTRYPOINT" or "ONBUILD" or "SHELL" or "HEALTHCHECK")
        {
            return [];
        }

        var own = instruction.Keyword == "ARG" ? instruction.Instruction.Settings.Select(setting => setting.Name) : [];
        var assigned = instruction.Keyword == "RUN" ? Assigned(subject, instruction) : own.ToHashSet(StringComparer.Ordinal);
        return Uses(subject, instruction)
            .Where(use => subject.Build.Globals.ContainsKey(use.Name) || Platform.Contains(use.Name))
            .Where(use => !instruction.Scope.Declares(use.Name) && !assigned.Contains(use.Name))
            .DistinctBy(use => use.Name)
            .Select(use => new Flaw(use.Position, $"{use.Name} is empty here: the stage does not say ARG {use.Name}"));
    }

    private static IEnumerable<(string Name, SourcePosition Position)> Uses(DockerfileSubject subject, ResolvedInstruction resolved)
    {
        var instruction = resolved.Instruction;
        var texts = instruction.Flags.Select(flag => flag.Value).OfType<SourceText>();
        if (resolved.Keyword == "RUN")
        {
            return [.. texts.SelectMany(InText), .. subject.Scripts(resolved).SelectMany(script => script.Variables).Select(use => (use.Name, use.Position))];
        }

        return texts.Append(instruction.Arguments)
            .Concat(instruction.Heredocs.Where(heredoc => heredoc.Expands).Select(heredoc => heredoc.Body))
            .SelectMany(InText);
    }

    private static IEnumerable<(string Name, SourcePosition Position)> InText(SourceText text) => Variable().Matches(text.Value)
        .Where(match => match.Groups["name"].Success)
        .Select(match => (match.Groups["name"].Value, text.At(match.Index)));

    /// <summary>What the scripts of a RUN set themselves.</summary>
    private static HashSet<string> Assigned(DockerfileSubject subject, ResolvedInstruction run)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var words in subject.Scripts(run).SelectMany(script => script.Items).Select(item => item.Words))
        {
            var reads = words.Any(word => word.Text is "read" or "for" or "select" or "mapfile" or "-v");
            names.UnionWith(words
                .Where(word => reads || Harness.Dockerfiles.Shell.Invocation.IsAssignment(word.Text))
                .Select(word => word.Text.Split('=', 2)[0].TrimEnd('+')));
        }

        return names;
    }

    private static IEnumerable<Flaw> WrittenTwice(DockerfileSubject subject)
    {
        var versions = subject.File.Global.SelectMany(arg => arg.Settings)
            .Where(setting => IsVersion(setting.Name) && HasDigit(setting.Value?.Value) && !setting.Value!.Value.Contains('$', StringComparison.Ordinal))
            .GroupBy(setting => setting.Value!.Value.Trim('"'), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(setting => setting.Name).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        if (versions.Count == 0)
        {
            return [];
        }

        return subject.Instructions
            .Where(instruction => instruction.Keyword is not ("ARG" or "ONBUILD" or "LABEL"))
            .SelectMany(instruction => Texts(instruction.Instruction))
            .Where(text => versions.Keys.Any(version => text.Value.Contains(version, StringComparison.Ordinal)))
            .SelectMany(text => Written(text, versions));
    }

    private static IEnumerable<SourceText> Texts(Instruction instruction) => instruction.Flags.Select(flag => flag.Value).OfType<SourceText>()
        .Append(instruction.Arguments)
        .Concat(instruction.Heredocs.Select(heredoc => heredoc.Body));

    private static IEnumerable<Flaw> Written(SourceText text, Dictionary<string, HashSet<string>> versions)
    {
        foreach (var match in Dotted().Matches(text.Value).Concat(Named().Matches(text.Value)))
        {
            if (versions.TryGetValue(match.Value, out var names))
            {
                yield return new Flaw(text.At(match.Index), $"the version {match.Value} is written here a second time; use ${{{names.First()}}}");
            }
        }

        // A number without a dot is a version only behind the name of what it is a version of: gcc-14, node:24.
        foreach (Match match in Numbered().Matches(text.Value))
        {
            if (versions.TryGetValue(match.Groups["number"].Value, out var names)
                && $"{match.Groups["name"].Value.ToUpperInvariant()}_VERSION" is var name && names.Contains(name))
            {
                yield return new Flaw(text.At(match.Index), $"the version {match.Value} is written here a second time; use ${{{name}}}");
            }
        }
    }

    [GeneratedRegex(@"'[^']*'|\\.|\$\{?(?<name>[A-Za-z_][A-Za-z0-9_]*)", RegexOptions.Singleline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?<![0-9])(?>[0-9]+)(\.(?>[0-9]+))+")]
    private static partial Regex Dotted();

    /// <summary>A part of a tag that has a digit: 3.13, debian13.</summary>
    [GeneratedRegex("(?>[A-Za-z]*)[0-9](?>[A-Za-z0-9.]*)")]
    private static partial Regex Version();

    /// <summary>Such as debian13.</summary>
    [GeneratedRegex("(?<![A-Za-z0-9])(?>[A-Za-z][A-Za-z0-9]*)")]
    private static partial Regex Named();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?>(?<name>[A-Za-z]+))[-:@=]?(?>(?<number>[0-9]+))(?!\.[0-9])")]
    private static partial Regex Numbered();
}
