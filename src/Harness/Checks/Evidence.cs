using System.Globalization;
using System.Text;
using Sidecar.Protocol;

namespace Harness.Checks;

/// <summary>Words for what was seen, short enough to read and exact enough to act on.</summary>
internal static class Evidence
{
    private const int Longest = 1200;

    /// <summary>A text in quotation marks, control characters spelled out, cut when it is long.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, Longest)))
        {
            _ = character switch
            {
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                '\0' => quoted.Append("\\0"),
                '"' => quoted.Append("\\\""),
                _ when char.IsControl(character) => quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}"),
                _ => quoted.Append(character),
            };
        }

        quoted.Append('"');
        return text.Length > Longest ? $"{quoted}… ({text.Length} characters in all)" : quoted.ToString();
    }

    /// <summary>What an execution gave.</summary>
    public static string Of(ExecuteResponse response) =>
        string.Create(CultureInfo.InvariantCulture, $"""
            exit code {response.ExitCode} after {response.ExecutionTimeMs} ms
            stdout: {Quote(response.Stdout)}
            stderr: {Quote(response.Stderr)}
            """);

    /// <summary>An argument vector as it would be typed, roughly.</summary>
    public static string Of(IReadOnlyList<string> argv) => argv.Count == 0 ? "(no arguments)" : string.Join(' ', argv);

    /// <summary>The processes of a sandbox, one a line.</summary>
    public static string Of(IEnumerable<ProcessSummary> processes) =>
        string.Join(Environment.NewLine, processes.Select(process =>
            string.Create(
                CultureInfo.InvariantCulture, $"pid {process.Pid} (parent {process.ParentPid}, {process.State}, uid {process.Uid}): {Of(process.Argv)}")));
}
