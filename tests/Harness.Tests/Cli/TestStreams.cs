using Harness.Cli.Terminal;

namespace Harness.Tests.Cli;

/// <summary>Output into strings.</summary>
internal sealed class TestStreams : IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public TestStreams(bool terminal = false, int width = 80, params IReadOnlyList<(string Name, string Value)> environment) =>
        Streams = new ConsoleStreams(
            new Lazy<TextReader>(() => Reader ?? new StringReader(Input)), output, TextWriter.Synchronized(error), terminal, terminal, new Lazy<int>(width),
            name => environment.FirstOrDefault(one => one.Name == name).Value);

    public ConsoleStreams Streams { get; }

    /// <summary>What is read from standard input.</summary>
    public string Input { get; set; } = "";

    /// <summary>What stands for standard input in place of a text; null for the text.</summary>
    public TextReader? Reader { get; init; }

    public string Out => output.ToString();

    public string Error => error.ToString();

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }

    public Output Output(OutputFormat format = OutputFormat.Text, bool noColor = false) => new(Streams, format, verbose: false, noColor);
}
