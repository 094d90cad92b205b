using System.CommandLine;
using Harness.Cli.Terminal;

namespace Harness.Cli.CommandLine;

/// <summary>The options that every verb takes.</summary>
internal static class CommonOptions
{
    private const string Verbose = "--verbose";
    private const string Format = "--output";
    private const string NoColor = "--no-color";

    /// <summary>Adds them, below the root and so to every verb.</summary>
    public static void AddTo(Command root)
    {
        var verbose = new Option<bool>(Verbose, "-v") { Description = "Say more: decisions, commands, stack traces.", Recursive = true };
        // Text, not the enumeration: common options are made at every start, and each further type costs compiling.
        var format = new Option<string>(Format) { Description = "How results are written to standard output (default: text).", HelpName = "text|json", Recursive = true };
        format.AcceptOnlyFromAmong("text", "json");
        var noColor = new Option<bool>(NoColor) { Description = "No colours; NO_COLOR does the same.", Recursive = true };
        root.Add(new VersionOption { Description = "Show the version." });
        root.Add(verbose);
        root.Add(format);
        root.Add(noColor);
    }

    /// <summary>What they ask for.</summary>
    public static Output Output(ParseResult parsed, ConsoleStreams streams) => new(
        streams,
        parsed.GetValue<string>(Format) == "json" ? OutputFormat.Json : OutputFormat.Text,
        parsed.GetValue<bool>(Verbose),
        parsed.GetValue<bool>(NoColor));
}
