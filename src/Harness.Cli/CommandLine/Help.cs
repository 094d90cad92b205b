using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Harness.Cli.CommandLine;

/// <summary>A verb's help, with examples, for which the library's own help has no place.</summary>
/// <param name="examples">Command lines to copy.</param>
internal sealed class Help(IReadOnlyList<string> examples) : SynchronousCommandLineAction
{
    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <summary>Gives a command a help option.</summary>
    public static void AddTo(Command command, IReadOnlyList<string> examples) =>
        command.Add(new HelpOption("--help", "-h") { Description = "Show this help.", Action = new Help(examples) });

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        new HelpText(
            command.Description ?? "",
            Usage(command),
            [
                new("Verbs", [.. command.Subcommands.Select(verb => new HelpRow(verb.Name, verb.Description ?? ""))]),
                new("Arguments", [.. command.Arguments.Select(argument => new HelpRow(argument.Name, argument.Description ?? ""))]),
                new("Options", [.. command.Options.Select(Row), .. Overview.CommonOptions(command.Name)]),
            ],
            examples,
            Note: null).Write(parseResult.InvocationConfiguration.Output);
        return (int)ExitStatus.Passed;
    }

    private static string Usage(Command command)
    {
        var usage = UsageErrors.Path(command);
        usage += command.Subcommands.Count > 0 ? " VERB" : "";
        foreach (var argument in command.Arguments)
        {
            usage += argument.Arity.MaximumNumberOfValues > 1 ? $" [{argument.Name}…]" : $" [{argument.Name}]";
        }

        return $"{usage} [OPTION…]";
    }

    private static HelpRow Row(Option option)
    {
        // Long options line up below each other although only some have a short name.
        var alias = option.Aliases.Count == 0 ? "    " : $"{option.Aliases.First()}, ";
        return new HelpRow(option.HelpName is null ? alias + option.Name : $"{alias}{option.Name} {option.HelpName}", option.Description ?? "");
    }
}
