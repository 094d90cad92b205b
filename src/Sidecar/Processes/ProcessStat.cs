using System.Globalization;

namespace Sidecar.Processes;

/// <summary>The fields of <c>/proc/PID/stat</c> that are used.</summary>
/// <param name="ParentPid">Field 4.</param>
/// <param name="State">Field 3.</param>
/// <param name="StartTime">Field 22.</param>
internal sealed record ProcessStat(int ParentPid, char State, long StartTime)
{
    /// <summary>Parses the file's text. The command name may contain spaces and parentheses, so fields count from the last one.</summary>
    internal static ProcessStat Parse(string text)
    {
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return new ProcessStat(
            int.Parse(fields[1], CultureInfo.InvariantCulture), fields[0][0], long.Parse(fields[19], CultureInfo.InvariantCulture));
    }
}
