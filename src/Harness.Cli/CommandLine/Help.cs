using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Harness.Cli.Terminal;

namespace Harness.Cli.CommandLine;

/// <summary>
/// A verb's help, with examples. The library's own writer has no place for examples, and it costs more time than the
/// rest of the start together.
/// </summary>
/// <param name="examples">Command lines to copy.</param>
/// <param name="note">What else to know; null for nothing.</param>
internal sealed class Help(IReadOnlyList<string> examples, string? note) : SynchronousCommandLineAction
{
    private const int Width = 100;

    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <summary>Gives a command a help option.</summary>
    public static void AddTo(Command command, IReadOnlyList<string> examples, string? note = null) =>
        command.Add(new HelpOption("--help", "-h") { Description = "Show this help.", Action = new Help(examples, note) });

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine($"Usage: {Usage(command)}");
        var rows = new List<(string Name, string Text)>();
        foreach (var verb in command.Subcommands)
        {
            rows.Add((verb.Name, verb.Description ?? ""));
        }

        Section(output, "Verbs", rows);
        rows.Clear();
        foreach (var argument in command.Arguments)
        {
            rows.Add((argument.Name, argument.Description ?? ""));
        }

        Section(output, "Arguments", rows);
        rows.Clear();
        foreach (var option in command.Options)
        {
            rows.Add((Label(option), option.Description ?? ""));
        }

        foreach (var parent in UsageErrors.Parents(command))
        {
            foreach (var option in parent.Options)
            {
                if (option.Recursive && option is not HelpOption)
                {
                    rows.Add((Label(option), option.Description ?? ""));
                }
            }
        }

        Section(output, "Options", rows);
        output.WriteLine();
        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine($"  {example}");
        }

        if (note is not null)
        {
            output.WriteLine();
            output.WriteLine(note);
        }

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

    private static string Label(Option option)
    {
        // Long options line up below each other although only some have a short name.
        var label = "    ";
        foreach (var alias in option.Aliases)
        {
            label = $"{alias}, ";
        }

        return option.HelpName is null ? label + option.Name : $"{label}{option.Name} {option.HelpName}";
    }

    private static void Section(TextWriter output, string title, List<(string Name, string Text)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{title}:");
        var indent = 0;
        foreach (var (name, _) in rows)
        {
            indent = Math.Max(indent, name.Length + 4);
        }

        foreach (var (name, text) in rows)
        {
            foreach (var line in Wrapping.Beside($"  {name}", indent, text, Width))
            {
                output.WriteLine(line);
            }
        }
    }
}
