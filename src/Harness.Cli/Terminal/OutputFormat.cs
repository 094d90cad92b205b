namespace Harness.Cli.Terminal;

/// <summary>How results are written to standard output.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,

    /// <summary>For documents; only where a verb says so.</summary>
    Markdown,
}
