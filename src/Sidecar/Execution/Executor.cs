using System.Diagnostics;
using Sidecar.Files;
using Sidecar.Processes;
using Sidecar.Protocol;

namespace Sidecar.Execution;

/// <summary>The life of one execution: validate, find main, write the code, run, collect, clean up.</summary>
internal sealed class Executor(
    SidecarOptions options,
    IMainLocator locator,
    IWorkspaces workspaces,
    ICommandComposer composer,
    IProcessTree tree,
    ConfinedDirectory data,
    IMemoryEvents memory,
    ChildEvents children,
    Terminator terminator,
    Launcher? launcher = null) : IExecutor
{
    /// <summary>Bytes that are kept of each of the two streams.</summary>
    internal const int OutputLimit = 1 << 20;

    /// <summary>The exit code after a timeout, as of timeout(1).</summary>
    internal const int TimedOutCode = 124;

    // Processes that need their time to die hold the pipe open; the answer does not wait for them, only for what they wrote.
    private static readonly TimeSpan LastOutput = TimeSpan.FromMilliseconds(200);

    public async Task<ExecuteResponse> ExecuteAsync(ExecuteRequest request, CancellationToken cancellation)
    {
        var (code, timeout, workingDirectory) = Validate(request);
        var main = locator.Locate();
        await using var workspace = workspaces.Create();
        await workspace.WriteAsync(options.Language.File, code, cancellation);
        var commands = composer.Compose(
            main,
            Path.Combine(workspace.Directory, options.Language.File),
            Path.Combine(workspace.Directory, "program"),
            workingDirectory ?? workspace.Directory);
        return await RunAsync(commands, timeout, cancellation);
    }

    private (string Code, TimeSpan Timeout, string? Directory) Validate(ExecuteRequest request)
    {
        if (request.Code is null)
        {
            throw new BadRequestException("\"code\" is missing: send the program's source text.");
        }

        var timeout = request.Timeout ?? options.DefaultTimeout;
        if (timeout < 1 || timeout > options.MaxExecutionTime)
        {
            throw new BadRequestException($"\"timeout\" is {timeout}, but must be 1 to {options.MaxExecutionTime} seconds.");
        }

        try
        {
            return (request.Code, TimeSpan.FromSeconds(timeout), request.WorkingDir is null ? null : data.MakeDirectory(request.WorkingDir));
        }
        catch (OutsideDirectoryException e)
        {
            throw new BadRequestException($"\"working_dir\" is refused: {e.Message}");
        }
    }

    private async Task<ExecuteResponse> RunAsync(
        IReadOnlyList<IReadOnlyList<byte[]>> commands, TimeSpan timeout, CancellationToken cancellation)
    {
        var killsBefore = memory.Kills();
        var watch = Stopwatch.StartNew();
        var deadline = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        using var abandoned = new CancellationTokenSource();
        var stdout = new OutputCapture(OutputLimit);
        var stderr = new OutputCapture(OutputLimit);
        var drained = Task.CompletedTask;
        var (exitCode, timedOut, pid) = (0, false, 0);
        try
        {
            using (var stdoutPipe = new OutputPipe())
            using (var stderrPipe = new OutputPipe())
            {
                drained = Task.WhenAll(
                    children.DrainAsync(stdoutPipe.Reader, stdout.Append, abandoned.Token),
                    children.DrainAsync(stderrPipe.Reader, stderr.Append, abandoned.Token));
                foreach (var command in commands)
                {
                    using var wall = new WallReport();
                    var child = tree.Start(() => ChildProcess.Start(command, stdoutPipe.Writer, stderrPipe.Writer, launcher?.Descriptors(wall)));
                    (exitCode, timedOut) = await RunAsync(child, deadline, cancellation);
                    pid = child.Pid;
                    if (wall.Failure is { } failure)
                    {
                        throw new WallException($"The program was not started, because the wall around it could not be built: {failure}.");
                    }

                    if (exitCode != 0 || timedOut)
                    {
                        break;
                    }
                }
            }

            cancellation.ThrowIfCancellationRequested();
            await Task.WhenAny(drained, Task.Delay(LastOutput, CancellationToken.None));
        }
        finally
        {
            await abandoned.CancelAsync();
            await drained.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (exitCode == 1 && stderr.Text.StartsWith($"ERROR (catatonit:{pid}): failed to fork", StringComparison.Ordinal))
        {
            throw new ExhaustedException("No process could be started: catatonit had room for itself, but not for the program. Try again later.");
        }

        return new ExecuteResponse(
            timedOut ? TimedOutCode : exitCode,
            stdout.Text,
            stderr.Text,
            watch.ElapsedMilliseconds,
            timedOut,
            stdout.Truncated || stderr.Truncated,
            memory.Kills() is { } kills && killsBefore is { } before ? exitCode != 0 && kills > before : null);
    }

    private async Task<(int ExitCode, bool TimedOut)> RunAsync(ChildProcess child, long deadline, CancellationToken cancellation)
    {
        var ended = false;
        int exitCode;
        try
        {
            ended = await children.EndAsync(child, deadline, () => tree.Kill(child)).WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for the answer any more: the child is ended below.
        }
        finally
        {
            // On every path, whatever went wrong: a child that is started is ended and reaped.
            exitCode = await terminator.RunAsync(() =>
            {
                if (!ended)
                {
                    tree.Kill(child);
                }

                return tree.Finish(child);
            });
        }

        return (exitCode, !ended);
    }
}
