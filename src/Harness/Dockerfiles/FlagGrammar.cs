namespace Harness.Dockerfiles;

/// <summary>The flags that instructions take, and what may stand behind them.</summary>
internal static class FlagGrammar
{
    private enum Kind
    {
        Text,
        Switch,
        List,
    }

    private static readonly Dictionary<string, Dictionary<string, Kind>> Known = new(StringComparer.Ordinal)
    {
        ["ADD"] = new(StringComparer.Ordinal)
        {
            ["checksum"] = Kind.Text,
            ["chmod"] = Kind.Text,
            ["chown"] = Kind.Text,
            ["exclude"] = Kind.List,
            ["keep-git-dir"] = Kind.Switch,
            ["link"] = Kind.Switch,
            ["unpack"] = Kind.Switch,
        },
        ["COPY"] = new(StringComparer.Ordinal)
        {
            ["chmod"] = Kind.Text,
            ["chown"] = Kind.Text,
            ["exclude"] = Kind.List,
            ["from"] = Kind.Text,
            ["link"] = Kind.Switch,
            ["parents"] = Kind.Switch,
        },
        ["FROM"] = new(StringComparer.Ordinal) { ["platform"] = Kind.Text },
        ["HEALTHCHECK"] = new(StringComparer.Ordinal)
        {
            ["interval"] = Kind.Text,
            ["retries"] = Kind.Text,
            ["start-interval"] = Kind.Text,
            ["start-period"] = Kind.Text,
            ["timeout"] = Kind.Text,
        },
        ["RUN"] = new(StringComparer.Ordinal) { ["device"] = Kind.List, ["mount"] = Kind.List, ["network"] = Kind.Text, ["security"] = Kind.Text },
    };

    private static readonly Dictionary<string, Kind> None = [];

    /// <summary>What is wrong with the flags of an instruction; null when nothing is.</summary>
    public static DockerfileFault? FaultIn(Instruction instruction)
    {
        // These never look at their flags.
        if (instruction.Keyword is "ARG" or "STOPSIGNAL" || IsHealthcheckNone(instruction))
        {
            return null;
        }

        var known = Known.GetValueOrDefault(instruction.Keyword, None);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var flag in instruction.Flags)
        {
            if (Problem(instruction.Keyword, flag, known, seen) is { } problem)
            {
                return new DockerfileFault(flag.Position, problem);
            }
        }

        return null;
    }

    private static bool IsHealthcheckNone(Instruction instruction) =>
        instruction.Keyword == "HEALTHCHECK" && instruction.Arguments.Value.Equals("NONE", StringComparison.OrdinalIgnoreCase);

    private static string? Problem(string keyword, Flag flag, Dictionary<string, Kind> known, HashSet<string> seen)
    {
        var name = Shown.Word(flag.Name);
        if (!known.TryGetValue(flag.Name, out var kind))
        {
            return $"{keyword} has no flag --{name}{(known.Count == 0 ? "; it has none at all" : Suggestion.Among(name, known.Keys, "flags"))}";
        }

        if (!seen.Add(flag.Name) && kind != Kind.List)
        {
            return $"--{name} stands here a second time; {keyword} takes it once";
        }

        return kind switch
        {
            Kind.Switch when flag.Value is { } value
                && !(value.Value.Equals("true", StringComparison.OrdinalIgnoreCase) || value.Value.Equals("false", StringComparison.OrdinalIgnoreCase))
                => $"--{name}={Shown.Word(value.Value)}: expected true, false or no value at all",
            Kind.Text or Kind.List when flag.Value is null => $"--{name} has no value; expected --{name}=…",
            _ => null,
        };
    }
}
