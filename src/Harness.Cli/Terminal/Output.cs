using System.Text.Json;
using Harness.Reports;
using Spectre.Console;

namespace Harness.Cli.Terminal;

/// <summary>Where a verb reads from and writes to, as the streams, the environment and the common options decide it.</summary>
/// <param name="streams">The process's streams.</param>
/// <param name="format">How results are written.</param>
/// <param name="verbose">Whether details are wanted.</param>
/// <param name="noColor">Whether <c>--no-color</c> was given.</param>
internal sealed class Output(ConsoleStreams streams, OutputFormat format, bool verbose, bool noColor)
{
    private IAnsiConsole? results;
    private IAnsiConsole? progress;

    /// <summary>How results are written.</summary>
    public OutputFormat Format { get; } = format;

    /// <summary>Whether details are wanted.</summary>
    public bool Verbose { get; } = verbose;

    /// <summary>Standard input.</summary>
    public TextReader In => streams.In.Value;

    /// <summary>Standard output.</summary>
    public TextWriter Out => streams.Out;

    /// <summary>Standard error; writing a line is atomic.</summary>
    public TextWriter Error => streams.Error;

    /// <summary>Columns to format for.</summary>
    public int Width => streams.Width.Value;

    /// <summary>Whether progress may redraw itself: on a terminal that no CI job only pretends to have.</summary>
    public bool Live => streams.ErrorIsTerminal && !IsSet("CI") && !IsDumb;

    /// <summary>Formatted results on standard output.</summary>
    public IAnsiConsole Results => results ??= Create(Out, streams.OutIsTerminal);

    /// <summary>Formatted messages on standard error.</summary>
    public IAnsiConsole Progress => progress ??= Create(Error, streams.ErrorIsTerminal);

    private bool IsDumb => string.Equals(streams.Environment("TERM"), "dumb", StringComparison.Ordinal);

    /// <summary>Writes a message for people.</summary>
    public void Message(string text) => Error.WriteLine(text);

    /// <summary>Writes a message that only <c>--verbose</c> asks for.</summary>
    public void Detail(string text)
    {
        if (Verbose)
        {
            Error.WriteLine(text);
        }
    }

    /// <summary>Writes one JSON document to standard output.</summary>
    public void WriteJson(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, JsonReport.Options))
        {
            write(writer);
        }

        Out.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private IAnsiConsole Create(TextWriter writer, bool isTerminal)
    {
        var ansi = isTerminal && !IsDumb;
        // https://no-color.org: any value but the empty one.
        var color = ansi && !noColor && !IsSet("NO_COLOR");
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = ansi ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
            // What is rendered follows the streams and options alone, not whatever a CI service's variables suggest.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = Width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private bool IsSet(string variable) => !string.IsNullOrEmpty(streams.Environment(variable));
}
