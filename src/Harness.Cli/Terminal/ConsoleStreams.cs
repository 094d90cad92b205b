using System.Text;

namespace Harness.Cli.Terminal;

/// <summary>The process's input and output: results go to <see cref="Out"/>, progress and messages to <see cref="Error"/>.</summary>
/// <param name="In">Standard input.</param>
/// <param name="Out">Results, tables, JSON.</param>
/// <param name="Error">Progress and messages.</param>
/// <param name="OutIsTerminal">Whether a person reads <paramref name="Out"/> directly.</param>
/// <param name="ErrorIsTerminal">Whether a person reads <paramref name="Error"/> directly.</param>
/// <param name="Width">Columns to format for.</param>
/// <param name="Environment">Looks up an environment variable.</param>
internal sealed record ConsoleStreams(
    Lazy<TextReader> In,
    TextWriter Out,
    TextWriter Error,
    bool OutIsTerminal,
    bool ErrorIsTerminal,
    Lazy<int> Width,
    Func<string, string?> Environment) : IDisposable
{
    /// <summary>Columns where no terminal says how many it has: wide enough for a log, narrow enough to read.</summary>
    public const int DefaultWidth = 100;

    /// <summary>The streams of this process, always UTF-8: the locale of a container or a CI job says nothing of who reads.</summary>
    public static ConsoleStreams Open()
    {
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = Encoding.UTF8;
        }

        var outIsTerminal = !Console.IsOutputRedirected;
        return new ConsoleStreams(
            new Lazy<TextReader>(() => new StreamReader(Console.OpenStandardInput())),
            Writer(new StandardStream(Console.OpenStandardOutput, Unwritable)),
            // What was found out, and the exit status, do not depend on whether anybody wants to hear of the way there.
            TextWriter.Synchronized(Writer(new StandardStream(Console.OpenStandardError, fault: null))),
            outIsTerminal,
            !Console.IsErrorRedirected,
            new Lazy<int>(() => WidthOf(outIsTerminal)),
            System.Environment.GetEnvironmentVariable);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Out.Dispose();
        Error.Dispose();
    }

    private static InfrastructureException Unwritable(Exception cause) => new(
        $"standard output cannot be written: {(cause.InnerException ?? cause).Message}. "
        + "Expected it open, with room for the results; lead it elsewhere, or to /dev/null.",
        cause);

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(false)) { AutoFlush = true };

    private static int WidthOf(bool isTerminal)
    {
        // A terminal without a size, as some CI runners have, reports 0.
        var width = isTerminal ? Console.WindowWidth : 0;
        return width > 0 ? width : DefaultWidth;
    }
}
