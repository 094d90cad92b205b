using System.Text;

namespace Harness.Checks.Programs;

/// <summary>What the report program says of itself; see <c>images/programs/README.md</c> for the format.</summary>
/// <param name="Environ">The bytes of its <c>/proc/self/environ</c>.</param>
/// <param name="Status">The lines of its <c>/proc/self/status</c> by name.</param>
/// <param name="WorkingDirectory">Its current directory.</param>
/// <param name="MountNamespace">The link of its mount namespace, <c>mnt:[…]</c>.</param>
/// <param name="Nonce">The content of the file that the harness planted in main.</param>
/// <param name="StdinBytes">How many bytes standard input gave before its end.</param>
/// <param name="Version">The version of its runtime or compiler.</param>
/// <param name="Utf8">The line of text beyond ASCII that stands in its source.</param>
/// <param name="Rest">What came after the report: nothing, when the streams arrive apart.</param>
public sealed record SelfReport(
    Reported<byte[]> Environ,
    Reported<IReadOnlyDictionary<string, string>> Status,
    Reported<string> WorkingDirectory,
    Reported<string> MountNamespace,
    Reported<string> Nonce,
    Reported<string> StdinBytes,
    Reported<string> Version,
    string Utf8,
    string Rest)
{
    /// <summary>The line that every report program has in its source.</summary>
    public const string Utf8Text = "Grüße, 世界 ✓";

    private static readonly string[] Keys = ["environ", "status", "cwd", "mntns", "nonce", "stdin", "version", "utf8"];

    /// <summary>Reads a report; anything that the format does not allow is a problem, nothing is guessed.</summary>
    /// <param name="stdout">The program's standard output.</param>
    /// <param name="problem">What is wrong with it; null when the report is good.</param>
    public static SelfReport? Parse(string stdout, out string? problem)
    {
        var values = new string[Keys.Length];
        problem = Split(stdout, values, out var rest);
        if (problem is not null)
        {
            return null;
        }

        try
        {
            return new SelfReport(
                Bytes(values[0]),
                Map(Text(values[1]), Lines),
                Text(values[2]),
                Plain(values[3]),
                Text(values[4]),
                Plain(values[5]),
                Plain(values[6]),
                values[7],
                rest);
        }
        catch (FormatException exception)
        {
            problem = $"a value of the report is not hexadecimal: {exception.Message}";
            return null;
        }
    }

    private static string? Split(string stdout, string[] values, out string rest)
    {
        rest = "";
        if (!stdout.EndsWith('\n'))
        {
            return "the last line of the report is cut off: it does not end with a line feed";
        }

        var lines = stdout[..^1].Split('\n');
        if (lines.Length < Keys.Length)
        {
            return $"the report has {lines.Length} lines instead of {Keys.Length}";
        }

        for (var i = 0; i < Keys.Length; i++)
        {
            if (!lines[i].StartsWith(Keys[i] + " ", StringComparison.Ordinal))
            {
                return $"line {i + 1} of the report does not begin with '{Keys[i]} ': {Evidence.Quote(lines[i])}";
            }

            values[i] = lines[i][(Keys[i].Length + 1)..];
        }

        rest = string.Concat(lines.Skip(Keys.Length).Select(line => line + '\n'));

        return null;
    }

    private static Reported<string> Plain(string value) =>
        value.StartsWith("! ", StringComparison.Ordinal) ? new(null, value[2..]) : new(value, null);

    private static Reported<byte[]> Bytes(string value) => Map(Plain(value), Convert.FromHexString);

    private static Reported<string> Text(string value) => Map(Bytes(value), Encoding.UTF8.GetString);

    private static Reported<TTo> Map<TFrom, TTo>(Reported<TFrom> from, Func<TFrom, TTo> convert)
        where TFrom : class
        where TTo : class => from.IsKnown ? new(convert(from.Value), null) : new(null, from.Problem);

    private static IReadOnlyDictionary<string, string> Lines(string status)
    {
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in status.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                lines[line[..colon]] = line[(colon + 1)..].Trim();
            }
        }

        return lines;
    }
}
