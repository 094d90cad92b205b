using System.CommandLine;
using System.CommandLine.Parsing;
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
        format.AcceptOnlyFromAmong("text", "json", "markdown");
        format.Validators.Add(result =>
        {
            // The command that the option stands at is the root, whose tokens lead to the verb.
            if (result.Tokens is [.., { Value: "markdown" }] && !result.GetResult(root)!.Children.OfType<CommandResult>().Any(verb => verb.Command.Name == "checks"))
            {
                result.AddError("'markdown' for --output is for 'harness checks' only: expected text or json. Reports are written as Markdown with --report FILE.md.");
            }
        });
        root.Add(new Option<bool>(Verbose, "-v") { Recursive = true });
        root.Add(format);
        root.Add(new Option<bool>(NoColor) { Recursive = true });
        root.Add(new VersionOption());
    }

    /// <summary>What they ask for.</summary>
    public static Output Output(ParseResult parsed, ConsoleStreams streams) => new(
        streams,
        parsed.GetValue<string>(Format) switch
        {
            "json" => OutputFormat.Json,
            "markdown" => OutputFormat.Markdown,
            _ => OutputFormat.Text,
        },
        parsed.GetValue<bool>(Verbose),
        parsed.GetValue<bool>(NoColor));
}
