using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Harness.Dockerfiles;

/// <summary>What BuildKit's frontend takes as an instruction and what it refuses; what a variable decides is not judged.</summary>
internal static partial class InstructionGrammar
{
    private static readonly string[] Signals =
    [
        "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE", "POLL", "PROF", "PWR", "QUIT", "SEGV", "STKFLT",
        "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ", "RTMIN", "RTMAX",
    ];

    private static readonly string[] Platforms =
    [
        "linux", "windows", "darwin", "freebsd", "netbsd", "openbsd", "solaris", "illumos", "aix", "android", "ios", "dragonfly", "plan9", "js", "wasip1",
        "zos", "386", "amd64", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc64", "ppc64le", "riscv64", "s390x", "wasm", "x86_64",
        "x86-64", "aarch64", "armhf", "armel", "i386",
    ];

    /// <summary>What is wrong with an instruction; null when nothing is.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="escape">The escape character.</param>
    /// <param name="directoryIsRoot">Whether its working directory is <c>/</c> as far as the Dockerfile tells.</param>
    public static DockerfileFault? FaultIn(Instruction instruction, char escape, bool directoryIsRoot)
    {
        var (keyword, arguments) = (instruction.Keyword, instruction.Arguments);
        if (TakesJson(keyword) && instruction.Exec is null && JsonForm.IsOtherArray(JsonText(instruction).Value))
        {
            return At(JsonText(instruction).Start, $"{keyword}: an array in JSON holds strings and nothing else, in double quotes");
        }

        if (arguments.Value.Length == 0 && keyword is not ("RUN" or "CMD" or "ENTRYPOINT"))
        {
            return At(instruction.Position, $"{keyword} has no arguments");
        }

        return FlagGrammar.FaultIn(instruction)
            ?? (keyword switch
            {
                "ADD" or "COPY" => Copy(instruction),
                "ARG" or "ENV" or "LABEL" => Settings(instruction),
                "EXPOSE" => Expose(instruction, escape),
                "FROM" => From(instruction),
                "HEALTHCHECK" => Healthcheck(instruction),
                "ONBUILD" => Onbuild(instruction),
                "RUN" => Run(instruction, directoryIsRoot),
                "SHELL" => Shell(instruction),
                "STOPSIGNAL" => StopSignal(instruction, escape),
                "VOLUME" => Volume(instruction),
                _ => null,
            })
            ?? Incomplete(instruction, escape);
    }

    private static bool TakesJson(string keyword) => keyword is "ADD" or "CMD" or "COPY" or "ENTRYPOINT" or "HEALTHCHECK" or "RUN" or "SHELL" or "VOLUME";

    /// <summary>Where an array may stand: of HEALTHCHECK, behind its kind.</summary>
    public static SourceText JsonText(Instruction instruction) =>
        instruction.Keyword == "HEALTHCHECK" ? instruction.Arguments.Trimmed(WordReader.EndAtBlank(instruction.Arguments.Value, 0)) : instruction.Arguments;

    private static DockerfileFault At(SourcePosition position, string message) => new(position, message);

    private static DockerfileFault? From(Instruction from)
    {
        var words = from.Words;
        var named = words.Count == 3 && words[1].Value.Equals("as", StringComparison.OrdinalIgnoreCase);
        if (words.Count != 1 && !named)
        {
            return At(from.Position, "FROM takes an image and no more than a name: FROM image AS name");
        }

        if (named && !StageName().IsMatch(words[2].Value))
        {
            return At(words[2].Start, $"'{Shown.Word(words[2].Value)}' is no name for a stage: a letter, then letters, digits, '-', '_' and '.'");
        }

        if (words[0].Value is "\"\"" or "''")
        {
            return At(words[0].Start, "FROM names no image");
        }

        var platform = from.FlagOf("platform")?.Value;
        return platform is { Value: { Length: > 0 } value } && !value.Contains('$', StringComparison.Ordinal)
            && !(Platform().IsMatch(value) && (value.Contains('/', StringComparison.Ordinal) || Platforms.Contains(value.Split('(')[0].ToLowerInvariant())))
                ? At(platform.Start, $"--platform={Shown.Word(value)} is no platform; expected for example linux/amd64")
                : null;
    }

    private static DockerfileFault? Settings(Instruction instruction)
    {
        var old = instruction.Keyword != "ARG" && !instruction.Words[0].Value.Contains('=', StringComparison.Ordinal);
        if (old)
        {
            return instruction.Settings[0].Value is null
                ? At(instruction.Settings[0].Position, $"{instruction.Keyword} {Shown.Word(instruction.Settings[0].Name)} has no value; expected NAME=value")
                : null;
        }

        return instruction.Settings
            .Where(setting => setting.Name.Length == 0 || (setting.Value is null && instruction.Keyword != "ARG"))
            .Select(setting => At(
                setting.Position,
                $"'{Shown.Word(setting.Name.Length == 0 ? $"={setting.Value}" : setting.Name)}' is no setting; {instruction.Keyword} expects NAME=value"))
            .FirstOrDefault();
    }

    private static DockerfileFault? Copy(Instruction copy)
    {
        var paths = copy.Exec ?? copy.Words;
        if (paths.Count < 2)
        {
            return At(copy.Position, $"{copy.Keyword} needs a source and a destination");
        }

        if (HeredocMarker.Of(paths[^1].Value) is not null)
        {
            return At(paths[^1].Start, $"{copy.Keyword} ends with its destination, and a here-document is none");
        }

        if (copy.FlagOf("chmod")?.Value is { Value: { Length: > 0 } mode } chmod && !mode.Contains('$', StringComparison.Ordinal) && !Mode().IsMatch(mode))
        {
            return At(chmod.Start, $"--chmod={Shown.Word(mode)}: expected an octal number up to 7777 or the form u=rw,go=r");
        }

        if (copy.FlagOf("from")?.Value is { } from && from.Value.Contains('$', StringComparison.Ordinal))
        {
            return At(from.Start, "COPY --from takes no variable; give the image a stage of its own (FROM … AS name) and copy from that");
        }

        var sources = copy.Paths.SkipLast(1).ToList();
        if (copy.Keyword == "COPY" && sources.Find(source => Remote().IsMatch(source.Value)) is { } remote)
        {
            return At(remote.Start, $"COPY takes no address; ADD --checksum=… {Shown.Word(remote.Value)} does");
        }

        if (copy.FlagOf("checksum")?.Value is { Value.Length: > 0 } checksum
            && (sources.Count != 1 || (sources[0].Value.AsSpan().IndexOfAny('$', '"', '\'') < 0 && !Remote().IsMatch(sources[0].Value))))
        {
            return At(checksum.Start, "--checksum is for one source, and for one at an address (https or git)");
        }

        // Of a repository it is the commit.
        if (copy.FlagOf("checksum")?.Value is { Value.Length: > 0 } sum && !sum.Value.Contains('$', StringComparison.Ordinal) && sources is [var file]
            && !file.Value.Contains('$', StringComparison.Ordinal) && !Repository().IsMatch(file.Value) && !Digest().IsMatch(sum.Value))
        {
            return At(
                sum.Start,
                $"--checksum={Shown.Word(sum.Value)}: expected sha256: and 64 hexadecimal digits in small letters (or sha384: and 96, sha512: and 128)");
        }

        return null;
    }

    private static DockerfileFault? Expose(Instruction expose, char escape)
    {
        foreach (var word in expose.Words.Where(word => !word.Value.Contains('$', StringComparison.Ordinal)))
        {
            var port = WordReader.Unquoted(word, escape)?.Value ?? word.Value;
            if (port.Length > 0 && !IsPort(port))
            {
                return At(word.Start, $"'{Shown.Word(word.Value)}' is no port; expected a number or a range, with /tcp, /udp or /sctp: 8080, 8000-8010/udp");
            }
        }

        return null;
    }

    private static bool IsPort(string text)
    {
        var parts = text.Split(':');
        var (port, protocol) = parts[^1].Split('/', 2) is [var first, var second] ? (first, second) : (parts[^1], "");
        if (!IsRange(port) || protocol.ToLowerInvariant() is not ("" or "tcp" or "udp" or "sctp"))
        {
            return false;
        }

        var host = parts.Length > 1 ? parts[^2] : "";
        var address = parts.Length > 2 ? string.Join(':', parts[..^2]).Trim('[', ']') : "";
        return (host.Length == 0 || (LengthOf(host) is { } length && LengthOf(port) is { } own && (own == 0 || own == length)))
            && (address.Length == 0 || IPAddress.TryParse(address, out _));
    }

    private static bool IsRange(string text) => LengthOf(text) is not null;

    /// <summary>How far it is from the first port of a range to the last; null for what is none.</summary>
    private static int? LengthOf(string text)
    {
        var (first, last) = text.Split('-', 2) is [var low, var high] ? (low, high) : (text, text);
        return Number(first) is { } from && Number(last) is { } to && from <= to ? to - from : null;

        static int? Number(string port) =>
            int.TryParse(port, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 65535 ? number : null;
    }

    private static DockerfileFault? Healthcheck(Instruction check)
    {
        var kind = check.Arguments.Value[..WordReader.EndAtBlank(check.Arguments.Value, 0)].ToUpperInvariant();
        var rest = JsonText(check).Value;
        if (kind == "NONE")
        {
            return rest.Length == 0 ? null : At(check.Position, "HEALTHCHECK NONE takes nothing more");
        }

        if (kind != "CMD")
        {
            return At(check.Arguments.Start, $"HEALTHCHECK {Shown.Word(kind)}: expected CMD and a command, or NONE");
        }

        if (rest.Length == 0 || check.Exec is { Count: 0 })
        {
            return At(check.Position, "HEALTHCHECK CMD names no command");
        }

        foreach (var flag in check.Flags.Where(flag => flag.Value is { Value.Length: > 0 }))
        {
            var value = flag.Value!.Value;
            if (flag.Name == "retries"
                ? !int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var retries) || retries < 0
                : !IsDuration(value))
            {
                return At(flag.Value.Start, flag.Name == "retries"
                    ? $"--retries={Shown.Word(value)}: expected a number that is not negative"
                    : $"--{flag.Name}={Shown.Word(value)}: expected a duration with its unit, for example 30s or 1m30s");
            }
        }

        return null;
    }

    private static bool IsDuration(string text)
    {
        if (text.TrimStart('+', '-') == "0")
        {
            return true;
        }

        if (!Duration().IsMatch(text))
        {
            return false;
        }

        var seconds = DurationPart().Matches(text).Sum(part =>
            double.Parse(part.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * part.Groups["unit"].Value switch
            {
                "ns" => 1e-9,
                "ms" => 1e-3,
                "s" => 1,
                "m" => 60,
                "h" => 3600,
                _ => 1e-6,
            });
        return seconds == 0 || (text[0] != '-' && seconds >= 0.000_999_999);
    }

    private static DockerfileFault? Onbuild(Instruction onbuild)
    {
        var word = onbuild.Arguments.Value[..WordReader.EndAtBlank(onbuild.Arguments.Value, 0)].ToUpperInvariant();
        return word is "ONBUILD" or "FROM" or "MAINTAINER" ? At(onbuild.Arguments.Start, $"ONBUILD {word} is not allowed") : null;
    }

    private static DockerfileFault? Run(Instruction run, bool directoryIsRoot)
    {
        foreach (var flag in run.Flags)
        {
            var problem = (flag.Name, flag.Value!.Value) switch
            {
                ("mount", var mount) => MountGrammar.Problem(mount, directoryIsRoot),
                ("network", not ("default" or "none" or "host")) => $"--network={Shown.Word(flag.Value.Value)}: expected default, none or host",
                ("security", not ("insecure" or "sandbox")) => $"--security={Shown.Word(flag.Value.Value)}: expected insecure or sandbox",
                _ => null,
            };
            if (problem is not null)
            {
                return At(flag.Position, problem);
            }
        }

        return null;
    }

    private static DockerfileFault? Shell(Instruction shell) => shell.Exec switch
    {
        null => At(shell.Arguments.Start, "SHELL takes the JSON form alone: [\"/bin/bash\", \"-c\"], with double quotes"),
        { Count: 0 } => At(shell.Arguments.Start, "SHELL names no program; expected for example [\"/bin/bash\", \"-c\"]"),
        _ => null,
    };

    private static DockerfileFault? StopSignal(Instruction instruction, char escape)
    {
        var text = WordReader.Unquoted(instruction.Arguments, escape)?.Value ?? instruction.Arguments.Value;
        if (text.Contains('$', StringComparison.Ordinal))
        {
            return null;
        }

        var name = text.ToUpperInvariant();
        name = name.StartsWith("SIG", StringComparison.Ordinal) ? name[3..] : name;
        var known = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number != 0
            : Signals.Contains(name) || RealTime().IsMatch(name);
        return known ? null : At(instruction.Arguments.Start, $"'{Shown.Word(text)}' is no signal; expected a name or a number, for example SIGTERM");
    }

    private static DockerfileFault? Volume(Instruction volume) => volume.Exec switch
    {
        null when volume.Words.FirstOrDefault(path => path.Value is "\"\"" or "''") is { } empty => At(empty.Start, "VOLUME names an empty path"),
        { Count: 0 } => At(volume.Position, "VOLUME has no arguments"),
        { } paths when paths.FirstOrDefault(path => string.IsNullOrWhiteSpace(path.Value)) is { } empty => At(empty.Start, "VOLUME names an empty path"),
        _ => null,
    };

    /// <summary>A quote that stays open or a variable that is none, where the frontend puts values in.</summary>
    private static DockerfileFault? Incomplete(Instruction instruction, char escape)
    {
        foreach (var text in Expanded(instruction))
        {
            if (Substitutions.FaultIn(text.Value, escape) is { } fault)
            {
                return At(text.At(fault.At), $"{instruction.Keyword}: {fault.Problem}");
            }
        }

        if (instruction.Keyword is "COPY" or "ADD")
        {
            foreach (var body in instruction.Heredocs.Where(heredoc => heredoc.Expands).Select(heredoc => heredoc.Body))
            {
                if (Substitutions.FaultIn(body.Value, '\\', quotes: false) is { } fault)
                {
                    return At(body.At(fault.At), $"the here-document: {fault.Problem}; quoting its word keeps it as it is");
                }
            }
        }

        return null;
    }

    private static IEnumerable<SourceText> Expanded(Instruction instruction) => instruction.Keyword switch
    {
        "FROM" => Flags(instruction, "platform").Prepend(instruction.Words[0]),
        "COPY" => Flags(instruction, "chown", "chmod").Concat(instruction.Paths),
        "ADD" => Flags(instruction, "chown", "chmod", "checksum").Concat(instruction.Paths),
        "ENV" or "LABEL" => instruction.Settings.SelectMany(setting =>
            (IEnumerable<SourceText>)[SourceText.Of(setting.Name, setting.Position), setting.Value!]),
        "ARG" => instruction.Settings.Select(setting => setting.Value).OfType<SourceText>(),
        "EXPOSE" => instruction.Words,
        "VOLUME" => instruction.Exec ?? instruction.Words,
        "USER" or "WORKDIR" or "STOPSIGNAL" => [instruction.Arguments],
        _ => [],
    };

    private static IEnumerable<SourceText> Flags(Instruction instruction, params string[] names) =>
        instruction.Flags.Where(flag => names.Contains(flag.Name)).Select(flag => flag.Value).OfType<SourceText>();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_.-]*$")]
    private static partial Regex StageName();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+(\([A-Za-z0-9_.+-]*\))?(/[A-Za-z0-9_.-]+){0,2}$")]
    private static partial Regex Platform();

    [GeneratedRegex("^0*[0-7]{1,4}$|^[ugoa]*([-+=]([rwxXst]*|[ugo]))+(,[ugoa]*([-+=]([rwxXst]*|[ugo]))+)*$")]
    private static partial Regex Mode();

    [GeneratedRegex("^(https?|git|ssh)://|^git@", RegexOptions.IgnoreCase)]
    private static partial Regex Remote();

    [GeneratedRegex(@"^(git|ssh)://|^git@|\.git($|[#?])|^https?://github\.com/[^/]+/[^/]+/?($|[#?])", RegexOptions.IgnoreCase)]
    private static partial Regex Repository();

    [GeneratedRegex("^(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$")]
    private static partial Regex Digest();

    [GeneratedRegex(@"^[-+]?(([0-9]+\.?[0-9]*|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+$")]
    private static partial Regex Duration();

    [GeneratedRegex(@"(?<number>[0-9]+\.?[0-9]*|\.[0-9]+)(?<unit>ns|us|µs|μs|ms|s|m|h)")]
    private static partial Regex DurationPart();

    [GeneratedRegex(@"^RTMIN\+(1[0-5]|[1-9])$|^RTMAX-(1[0-4]|[1-9])$")]
    private static partial Regex RealTime();
}
