using System.Globalization;
using Harness.Checks.Running;
using Harness.Sandboxes;
using Sidecar.Protocol;

namespace Harness.Checks.Programs;

/// <summary>
/// Has a program of the language start one that tries what no program must be able to do, beside another execution. The tree
/// program does it, in every language: it starts what it is told.
/// </summary>
/// <param name="sandbox">Where.</param>
/// <param name="main">Looks at the processes.</param>
/// <param name="start">Starts a program: its path and its one argument.</param>
/// <param name="alone">Carries out something while no other program runs.</param>
internal sealed class TrespassProgram(
    ISandbox sandbox,
    MainProcess main,
    Func<string, string, CancellationToken, Task<ExecuteResponse>> start,
    Func<Func<Task<TrespassRun>>, CancellationToken, Task<TrespassRun>> alone)
{
    private const int Attempts = 3;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs it.</summary>
    public async Task<TrespassRun> TakeAsync(CancellationToken cancellation)
    {
        var path = $"{MainProcess.Data}/kcr-trespass-{Guid.NewGuid():N}";
        if (await sandbox.LendAsync(path, cancellation) is { } problem)
        {
            return TrespassRun.Without($"the program that tries it could not be put to {path} in main: {problem}");
        }

        return await alone(() => AttemptAsync(path, cancellation), cancellation);
    }

    /// <summary>Again where the other execution had ended, at its limit, before the attempts were made on it: a busy machine is no verdict.</summary>
    private async Task<TrespassRun> AttemptAsync(string path, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var run = await BesideAsync(path, cancellation);
            if (attempt == Attempts || !run.IsKnown || !run.HasMissed(TrespassRun.Other))
            {
                return run;
            }
        }
    }

    private async Task<TrespassRun> BesideAsync(string path, CancellationToken cancellation)
    {
        // It is ended with its request, or at its limit by a sidecar that does not notice that its client is gone.
        var marker = TreeProgram.NewMarker();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var other = start(TreeProgram.Sleep, marker, over.Token);
        try
        {
            var look = await UntilSeenAsync(marker, other, cancellation);
            var response = await start(path, Targets(look, marker), cancellation);
            var seen = MainProcess.At(await sandbox.ProbeAsync([$"{path}.result"], [], cancellation), $"{path}.result");
            return seen.InMain?.Content is { } report
                ? TrespassRun.Parse(report)
                : TrespassRun.Without($"the program that tries it, {path}, was not started or left no report: {Evidence.Of(response)}");
        }
        catch (SidecarException refusal)
        {
            return TrespassRun.Without($"the sidecar refused to run the program that tries it: {refusal.Message}");
        }
        finally
        {
            await over.CancelAsync();
            await ((Task)other).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<ProbeReport> UntilSeenAsync(string marker, Task other, CancellationToken cancellation)
    {
        while (true)
        {
            var ended = other.IsCompleted;
            var look = await main.LookAgainAsync(cancellation);
            if (ended || look.Processes.Any(process => process.Argv.Contains(marker)))
            {
                return look;
            }

            await Task.WhenAny(other, Task.Delay(Shortest, cancellation));
        }
    }

    private static string Targets(ProbeReport look, string marker)
    {
        var sidecar = SidecarProcess.In(look)?.Pid;
        var other = look.Processes.FirstOrDefault(process => process.Argv.Contains(marker));
        (string Name, int? Pid)[] targets =
        [
            (TrespassRun.Main, MainProcess.In(look)?.Pid),
            (TrespassRun.Sidecar, sidecar),
            (TrespassRun.Other, other?.Pid),
            (TrespassRun.Catatonit, Above(other, look).FirstOrDefault(process => process.ParentPid == sidecar && IsCatatonit(process))?.Pid),
        ];
        return string.Join(',', targets
            .Where(target => target.Pid is not null)
            .Select(target => string.Create(CultureInfo.InvariantCulture, $"{target.Name}:{target.Pid}"))
            .Prepend(SandboxSpec.SidecarPort.ToString(CultureInfo.InvariantCulture)));
    }

    private static bool IsCatatonit(ProcessSummary process) => process.Argv is [var program, ..] && program.EndsWith("catatonit", StringComparison.Ordinal);

    private static IEnumerable<ProcessSummary> Above(ProcessSummary? process, ProbeReport look)
    {
        for (var steps = look.Processes.Count; process is not null && steps > 0; steps--)
        {
            process = look.Processes.FirstOrDefault(candidate => candidate.Pid == process.ParentPid);
            if (process is not null)
            {
                yield return process;
            }
        }
    }
}
