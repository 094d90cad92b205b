namespace Harness.Building;

/// <summary>The end of a long output: enough to see why something failed.</summary>
internal static class LastLines
{
    /// <summary>How many lines are shown.</summary>
    public const int Count = 15;

    public static string Of(string text) =>
        Indented([.. text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)]);

    public static string Indented(IReadOnlyList<string> lines) =>
        string.Join(Environment.NewLine, lines.TakeLast(Count).Select(line => $"    {line}"));
}
