using System.CommandLine;
using Harness.Cli.Terminal;

namespace Harness.Cli.Verbs;

/// <summary>Runs one verb.</summary>
/// <param name="parsed">Its parsed options.</param>
/// <param name="output">Where it writes.</param>
/// <param name="cancellation">Cancelled by Ctrl-C and SIGTERM.</param>
internal delegate Task<ExitStatus> VerbAction(ParseResult parsed, Output output, CancellationToken cancellation);

/// <summary>Wraps a verb in what all verbs share: output, signals, exit statuses.</summary>
internal delegate Func<ParseResult, CancellationToken, Task<int>> VerbHost(VerbAction action);
