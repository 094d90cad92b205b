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
        format.Validators.Add(result =>
        {
            if (result.Tokens is not [.., { Value: not ("text" or "json") and var word }])
            {
                return;
            }

            // The command that the option stands at is the root, whose tokens lead to the verb.
            var alsoMarkdown = result.GetResult(root)!.Children.OfType<CommandResult>().Any(verb => verb.Command.Name == Overview.Markdown);
            if (word != "markdown" || !alsoMarkdown)
            {
                result.AddError(
                    alsoMarkdown ? $"'{word}' for {Format} is not valid: expected text, json or markdown."
                    : word == "markdown"
                        ? $"'markdown' for {Format} is for 'harness {Overview.Markdown}' only: expected text or json. "
                            + "Reports are written as Markdown with --report FILE.md."
                    : $"'{word}' for {Format} is not valid: expected text or json.");
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
