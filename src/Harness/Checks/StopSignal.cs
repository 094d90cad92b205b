using System.Globalization;

namespace Harness.Checks;

/// <summary>The signal that an engine sends to end a container.</summary>
/// <param name="Name">Its name without SIG.</param>
/// <param name="Number">Its number on x86-64 and AArch64.</param>
internal sealed record StopSignal(string Name, int Number)
{
    private const int FirstRealTime = 34;
    private const int LastRealTime = 64;

    private static readonly string[] Names =
    [
        "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT",
        "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
    ];

    /// <summary>What engines send where the image says nothing: SIGTERM.</summary>
    public static StopSignal Default { get; } = new("TERM", 15);

    /// <summary>Whether its default ends a process; the others are ignored or stop it.</summary>
    public bool Ends => Name is not ("CHLD" or "CONT" or "STOP" or "TSTP" or "TTIN" or "TTOU" or "URG" or "WINCH");

    /// <summary>
    /// A STOPSIGNAL as engines read it: a name with or without SIG, or a number; SIGTERM where there is none, null where there is no such signal.
    /// </summary>
    /// <param name="text">As the configuration has it.</param>
    public static StopSignal? Parse(string text)
    {
        var word = text.Trim().ToUpperInvariant();
        if (word.Length == 0)
        {
            return Default;
        }

        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return Of(number);
        }

        var name = word.StartsWith("SIG", StringComparison.Ordinal) ? word[3..] : word;
        return name switch
        {
            "" => null,
            "RTMIN" => Of(FirstRealTime),
            "RTMAX" => Of(LastRealTime),
            "CLD" => Of(Array.IndexOf(Names, "CHLD")),
            "POLL" => Of(Array.IndexOf(Names, "IO")),
            "IOT" => Of(Array.IndexOf(Names, "ABRT")),
            _ when name.StartsWith("RTMIN+", StringComparison.Ordinal)
                && int.TryParse(name[6..], NumberStyles.None, CultureInfo.InvariantCulture, out var above) => OfRealTime(FirstRealTime + above),
            _ when name.StartsWith("RTMAX-", StringComparison.Ordinal)
                && int.TryParse(name[6..], NumberStyles.None, CultureInfo.InvariantCulture, out var below) => OfRealTime(LastRealTime - below),
            _ => Of(Array.IndexOf(Names, name)),
        };
    }

    private static StopSignal? OfRealTime(int number) => number is >= FirstRealTime and <= LastRealTime ? Of(number) : null;

    private static StopSignal? Of(int number) =>
        number > 0 && number < Names.Length ? new StopSignal(Names[number], number)
        : number is >= FirstRealTime and <= LastRealTime
            ? new StopSignal(string.Create(CultureInfo.InvariantCulture, $"RTMIN+{number - FirstRealTime}"), number)
        : null;
}
