using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Harness.Cli.CommandLine;

/// <summary>Help as the library writes it, followed by examples.</summary>
/// <param name="help">The library's help.</param>
/// <param name="examples">Command lines to copy.</param>
/// <param name="note">What else to know; null for nothing.</param>
internal sealed class HelpWithExamples(HelpAction help, IReadOnlyList<string> examples, string? note) : SynchronousCommandLineAction
{
    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <summary>Gives a command a help option with examples.</summary>
    public static void AddTo(Command command, IReadOnlyList<string> examples, string? note = null)
    {
        var option = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (option is null)
        {
            option = new HelpOption("--help", "-h", "-?");
            command.Add(option);
        }

        option.Action = new HelpWithExamples((HelpAction)option.Action!, examples, note);
    }

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        var status = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
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

        return status;
    }
}
