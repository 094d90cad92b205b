using Harness.Cli.Terminal;

namespace Harness.Tests.Cli;

/// <summary>Output into strings.</summary>
internal sealed class TestStreams : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public TestStreams(bool terminal = false, int width = 80, params IReadOnlyList<(string Name, string Value)> environment) =>
        Streams = new ConsoleStreams(
            new Lazy<TextReader>(() => Reader ?? new StringReader(Input)), _out, TextWriter.Synchronized(_error), terminal, terminal, new Lazy<int>(width),
            name => environment.FirstOrDefault(one => one.Name == name).Value);

    public ConsoleStreams Streams { get; }

    /// <summary>What is read from standard input.</summary>
    public string Input { get; set; } = "";

    /// <summary>What stands for standard input in place of a text; null for the text.</summary>
    public TextReader? Reader { get; init; }

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
    }

    public Output Output(OutputFormat format = OutputFormat.Text, bool noColor = false) => new(Streams, format, verbose: false, noColor);
}
