using System.CommandLine;
using Harness.Cli.Terminal;

namespace Harness.Cli.CommandLine;

/// <summary>The options that every verb takes; <see cref="Overview.CommonOptions"/> describes them.</summary>
internal static class CommonOptions
{
    private const string Verbose = "--verbose";
    private const string Format = "--output";
    private const string NoColor = "--no-color";

    /// <summary>Adds them, below the root and so to every verb.</summary>
    public static void AddTo(Command root)
    {
        // Text, not the enumeration: common options are made at every start, and each further type costs compiling.
        var format = new Option<string>(Format) { Recursive = true };
        format.AcceptOnlyFromAmong("text", "json");
        root.Add(new Option<bool>(Verbose, "-v") { Recursive = true });
        root.Add(format);
        root.Add(new Option<bool>(NoColor) { Recursive = true });
        root.Add(new VersionOption());
    }

    /// <summary>What they ask for.</summary>
    public static Output Output(ParseResult parsed, ConsoleStreams streams) => new(
        streams,
        parsed.GetValue<string>(Format) == "json" ? OutputFormat.Json : OutputFormat.Text,
        parsed.GetValue<bool>(Verbose),
        parsed.GetValue<bool>(NoColor));
}
