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
    IMemoryEvents memory) : IExecutor
{
    /// <summary>Bytes that are kept of each of the two streams.</summary>
    internal const int OutputLimit = 1 << 20;

    /// <summary>The exit code after a timeout, as of timeout(1).</summary>
    internal const int TimedOutCode = 124;

    // A process that not even SIGKILL ends at once may hold a pipe open; the answer does not wait for it for ever.
    private static readonly TimeSpan LastOutput = TimeSpan.FromSeconds(1);

    public async Task<ExecuteResponse> ExecuteAsync(ExecuteRequest request, CancellationToken cancellation)
    {
        var (code, timeout, workingDirectory) = Validate(request);
        var main = locator.Locate();
        using var workspace = workspaces.Create();
        var source = Path.Combine(workspace.Directory, options.Language.File);
        await File.WriteAllTextAsync(source, code, cancellation);
        var commands = composer.Compose(
            main, source, Path.Combine(workspace.Directory, "program"), workingDirectory ?? workspace.Directory);
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
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        var stdout = new OutputCapture(OutputLimit);
        var stderr = new OutputCapture(OutputLimit);
        Task drained;
        var (exitCode, timedOut) = (0, false);
        using (var stdoutPipe = new OutputPipe())
        using (var stderrPipe = new OutputPipe())
        {
            drained = Task.WhenAll(stdout.DrainAsync(stdoutPipe.Reader), stderr.DrainAsync(stderrPipe.Reader));
            foreach (var command in commands)
            {
                var child = tree.Start(() => ChildProcess.Start(command, stdoutPipe.Writer, stderrPipe.Writer));
                (exitCode, timedOut) = await RunAsync(child, limit.Token);
                if (exitCode != 0 || timedOut)
                {
                    break;
                }
            }
        }

        cancellation.ThrowIfCancellationRequested();
        await Task.WhenAny(drained, Task.Delay(LastOutput, CancellationToken.None));
        return new ExecuteResponse(
            timedOut ? TimedOutCode : exitCode,
            stdout.Text,
            stderr.Text,
            watch.ElapsedMilliseconds,
            timedOut,
            stdout.Truncated || stderr.Truncated,
            memory.Kills() is { } kills && killsBefore is { } before ? exitCode != 0 && kills > before : null);
    }

    private async Task<(int ExitCode, bool Killed)> RunAsync(ChildProcess child, CancellationToken limit)
    {
        var killed = false;
        var ended = child.WaitAsync();
        try
        {
            await ended.WaitAsync(limit);
        }
        catch (OperationCanceledException)
        {
            killed = true;
            await Task.Run(() => tree.Kill(child), CancellationToken.None);
            await ended;
        }

        return (tree.Finish(child), killed);
    }
}
