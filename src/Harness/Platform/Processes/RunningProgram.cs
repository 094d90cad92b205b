using System.ComponentModel;
using CliWrap;

namespace Harness.Platform.Processes;

/// <summary>
/// A program that was started by CliWrap, with what CliWrap leaves open: when the program itself has ended, though another
/// still holds its pipes, and an end of everything that it started.
/// </summary>
internal sealed class RunningProgram : IDisposable
{
    private const int Killed = 128 + 9;

    // A daemon that the program left behind may hold the pipes open; what the program itself wrote is long in them.
    private static readonly TimeSpan PipeGrace = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource letGo = new();
    private readonly CancellationTokenSource kill = new();
    private readonly ProcessCommand command;
    private readonly CommandTask<CommandResult> execution;

    private RunningProgram(ProcessCommand command, PipeHandler input, PipeHandler output, PipeHandler error)
    {
        this.command = command;
        try
        {
            execution = new Command(command.File)
                .WithArguments(command.Arguments)
                .WithWorkingDirectory(command.WorkingDirectory ?? "")
                .WithEnvironmentVariables(EnvironmentOf(command))
                .WithValidation(CommandResultValidation.None)
                .WithStandardInputPipe(PipeSource.Create((stream, end) => FeedAsync(input, stream, end)))
                .WithStandardOutputPipe(PipeTarget.Create((stream, _) => DrainAsync(output, stream)))
                .WithStandardErrorPipe(PipeTarget.Create((stream, _) => DrainAsync(error, stream)))
                .ExecuteAsync(kill.Token);

            // An input that ended with a fault says nothing of the program any more.
            _ = execution.Task.ContinueWith(_ => ended.TrySetResult(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
        catch (Win32Exception fault)
        {
            Dispose();
            throw new InfrastructureException(
                $"cannot start '{command.File}': {Sentence.Of((fault.InnerException ?? fault).Message)} Expected the program on PATH, to run: {command}. "
                + (command.InstallHint ?? $"Install '{command.File}' or add its directory to PATH."),
                fault);
        }
    }

    private static Dictionary<string, string?> EnvironmentOf(ProcessCommand command)
    {
        var variables = ProcessCommand.Secrets.ToDictionary(name => name, _ => (string?)null);
        foreach (var (name, value) in command.Environment)
        {
            variables[name] = value;
        }

        return variables;
    }

    /// <summary>Carries bytes to or from a program.</summary>
    /// <param name="stream">The program's end of the pipe.</param>
    /// <param name="release">Cancelled when nothing more is to be carried: the program, or the process that holds its pipe, is given up.</param>
    public delegate Task PipeHandler(Stream stream, CancellationToken release);

    /// <summary>Its process id.</summary>
    public int Id => execution.ProcessId;

    /// <summary>Whether the program itself has ended.</summary>
    public bool HasEnded => ended.Task.IsCompleted;

    /// <summary>Whether its tree was ended from here.</summary>
    public bool WasAskedToEnd { get; private set; }

    /// <summary>Starts a program.</summary>
    /// <param name="command">The program; what it reads comes from <paramref name="input"/>.</param>
    /// <param name="input">Writes its standard input, which is closed at the end of it.</param>
    /// <param name="output">Reads its standard output.</param>
    /// <param name="error">Reads its standard error.</param>
    /// <exception cref="InfrastructureException">It could not be started; the message says what to install.</exception>
    public static RunningProgram Start(ProcessCommand command, PipeHandler input, PipeHandler output, PipeHandler error) =>
        new(command, input, output, error);

    /// <summary>Waits until the program itself has ended; the others that hold its pipes may go on.</summary>
    public Task EndedAsync(CancellationToken cancellation) => ended.Task.WaitAsync(cancellation);

    /// <summary>Ends the program and everything that it has started: asked first, killed after the command's grace period.</summary>
    public Task EndTreeAsync()
    {
        WasAskedToEnd = true;
        return ProcessTree.EndAsync(Id, ended.Task, command.Grace, Kill);
    }

    /// <summary>Kills the program and everything that it has started.</summary>
    public void Kill() => kill.Cancel();

    /// <summary>Waits for what an ended program has left in its pipes, not longer than what it left behind may hold them open.</summary>
    /// <returns>Its exit status; 128+N when signal N ended it.</returns>
    public async Task<int> ExitStatusAsync()
    {
        letGo.CancelAfter(PipeGrace);
        try
        {
            return (await execution).ExitCode;
        }
        catch (OperationCanceledException) when (kill.IsCancellationRequested)
        {
            return Killed;
        }
        catch (TimeoutException fault)
        {
            throw new InfrastructureException(
                $"The process {Id} ({command.File}) did not end when it was killed, so it is left behind. See what it waits for: ps -o pid,stat,wchan,args "
                + $"{Id}",
                fault);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        letGo.Dispose();
        kill.Dispose();
    }

    private async Task FeedAsync(PipeHandler input, Stream stream, CancellationToken end)
    {
        // The only word of CliWrap that the program has ended: it lets go of its input then, and of its output when all have.
        // The registration is never taken back: what goes on below when the input is let go might take it back before it is called.
        end.Register(() => ended.TrySetResult());
        try
        {
            await input(stream, end);
            await stream.DisposeAsync();
        }
        catch (IOException)
        {
            // The program ended, or closed its input, without reading all: its exit status tells.
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, end);
    }

    private async Task DrainAsync(PipeHandler output, Stream stream)
    {
        try
        {
            await output(stream, letGo.Token);
        }
        catch (OperationCanceledException) when (letGo.IsCancellationRequested)
        {
            // What the program itself wrote has been read.
        }
    }
}
