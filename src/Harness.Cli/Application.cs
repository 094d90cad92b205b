using System.CommandLine;
using System.CommandLine.Invocation;
using System.Diagnostics;
using Harness.Cli.CommandLine;
using Harness.Cli.Rendering;
using Harness.Cli.Terminal;
using Harness.Cli.Verbs;
using Harness.Cli.Workflows;

namespace Harness.Cli;

/// <summary>The command: parses, runs one verb and turns whatever happens into an exit status.</summary>
/// <param name="streams">Where it writes.</param>
/// <param name="workflows">What the verbs do.</param>
internal sealed class Application(ConsoleStreams streams, IWorkflows workflows)
{
    /// <summary>Runs the command line.</summary>
    /// <param name="arguments">The arguments without the command's name.</param>
    /// <param name="cancellation">Cancels like Ctrl-C.</param>
    public ExitStatus Run(IReadOnlyList<string> arguments, CancellationToken cancellation = default)
    {
        var parsed = HarnessCommand.Create(arguments, workflows, Verb).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (UsageErrors.Of(parsed) is { Count: > 0 } errors)
        {
            WriteResult(parsed, CommonOptions.Output(parsed, streams), ExitStatus.Usage, errors, TimeSpan.Zero);
            return Refuse(errors, $"'{UsageErrors.HelpCommand(parsed)}' lists what is valid.");
        }

        var configuration = new InvocationConfiguration
        {
            Output = streams.Out,
            Error = streams.Error,
            EnableDefaultExceptionHandler = false,
            // Signals are for Interruption, which lets a verb end in good order.
            ProcessTerminationTimeout = null,
        };
        // Help and version are not asynchronous, and starting without that machinery is quicker.
        return parsed.Action is SynchronousCommandLineAction
            ? (ExitStatus)parsed.Invoke(configuration)
            : (ExitStatus)parsed.InvokeAsync(configuration, cancellation).GetAwaiter().GetResult();
    }

    private Func<ParseResult, CancellationToken, Task<int>> Verb(VerbAction action) => async (parsed, cancellation) =>
    {
        var output = CommonOptions.Output(parsed, streams);
        using var interruption = Interruption.Listen(output.Message, cancellation);
        var started = Stopwatch.GetTimestamp();
        return (int)await GuardAsync(
            () => action(parsed, output, interruption.Token),
            output,
            (status, problems) => WriteResult(parsed, output, status, problems, Stopwatch.GetElapsedTime(started)),
            interruption.Token);
    };

    /// <summary>Whoever reads the result of a build gets one, also where there is none.</summary>
    private static void WriteResult(ParseResult parsed, Output output, ExitStatus status, IReadOnlyList<string> problems, TimeSpan time)
    {
        if (BuildDocument.IsAskedFor(parsed, output))
        {
            BuildDocument.WriteFailure(output, status, problems, time);
        }
    }

    private async Task<ExitStatus> GuardAsync(
        Func<Task<ExitStatus>> run, Output output, Action<ExitStatus, IReadOnlyList<string>> failed, CancellationToken interrupted)
    {
        try
        {
            return await run();
        }
        catch (Exception fault) when (interrupted.IsCancellationRequested)
        {
            // Whatever breaks while everything is being stopped is a consequence; the cause is the signal.
            failed(ExitStatus.Interrupted, ["Interrupted."]);
            output.Message("Interrupted.");
            output.Detail(fault.ToString());
            return ExitStatus.Interrupted;
        }
        catch (HarnessException fault)
        {
            failed(fault.Status, fault.Problems);
            var status = Refuse(fault.Problems, null, fault.Status);
            output.Detail(fault.ToString());
            return status;
        }
        catch (Exception fault)
        {
            failed(ExitStatus.Infrastructure, [$"unexpected {fault.GetType().Name}: {fault.Message}"]);
            output.Message($"harness: unexpected {fault.GetType().Name}: {fault.Message}");
            output.Message("This is a fault of the harness or of the machine, not a verdict on an image.");
            output.Message(output.Verbose ? fault.ToString() : "--verbose shows where it happened.");
            return ExitStatus.Infrastructure;
        }
    }

    private ExitStatus Refuse(IReadOnlyList<string> problems, string? hint, ExitStatus status = ExitStatus.Usage)
    {
        foreach (var problem in problems)
        {
            streams.Error.WriteLine($"harness: {problem}");
        }

        if (hint is not null)
        {
            streams.Error.WriteLine(hint);
        }

        return status;
    }
}
