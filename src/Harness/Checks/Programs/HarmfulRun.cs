using System.Globalization;
using Harness.Catalog;
using Harness.Sandboxes;
using Sidecar.Protocol;

namespace Harness.Checks.Programs;

/// <summary>What programs that mean harm did to a sandbox of their own, and what many clients got there.</summary>
/// <param name="Tree">The program that leaves directories deeper than a path can be.</param>
/// <param name="TreeLeft">Whether its directory was still there afterwards.</param>
/// <param name="Listing">Why <c>GET /files</c> failed after it; null when it did not.</param>
/// <param name="Clients">What simultaneous clients got.</param>
/// <param name="Bomb">The program that starts processes until its limit; the last run of it, where it was ended late at first.</param>
/// <param name="Beside">What others got meanwhile.</param>
/// <param name="Afterwards">What hello gave afterwards.</param>
/// <param name="Left">The processes that were not there before it and are afterwards, zombies among them.</param>
internal sealed record HarmfulRun(
    Attempt Tree,
    bool TreeLeft,
    string? Listing,
    IReadOnlyList<Attempt> Clients,
    Attempt Bomb,
    IReadOnlyList<Attempt> Beside,
    Attempt Afterwards,
    IReadOnlyList<ProcessSummary> Left)
{
    /// <summary>How many clients there are.</summary>
    public const int ClientCount = 40;

    /// <summary>How many processes the bomb starts at most: it is bounded by itself where nothing else bounds it.</summary>
    public const int MostProcesses = 300;

    private const int LimitSeconds = 4;
    private const int BesideCount = 3;
    private const int Bombs = 3;

    /// <summary>The bomb's limit.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(LimitSeconds);

    private static readonly TimeSpan Dying = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether the bomb was ended later than within a second of its limit.</summary>
    public bool IsBombLate => IsLate(Bomb);

    /// <summary>Whether the language has the programs for it.</summary>
    public static bool Has(LanguageDefinition language) =>
        language.Programs.ContainsKey(ProgramRole.Bomb) && language.Programs.ContainsKey(ProgramRole.Depths);

    /// <summary>Starts a sandbox for it, once for all checks.</summary>
    public static Shared<HarmfulRun> Of(SandboxSubject subject, CancellationToken lifetime) => new(
        token => subject.Programs.AloneAsync(() => TakeAsync(subject, token), token), lifetime);

    private static bool IsLate(Attempt bomb) => bomb.Elapsed > Limit + TreeProgram.Grace;

    private static async Task<HarmfulRun> TakeAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        await using var sandbox = await subject.Siblings.StartAltered(spec => spec with { Name = $"{spec.Name}-harm" }, cancellation);
        var own = subject.In(sandbox, cancellation);
        var before = await own.Main.FirstLookAsync(cancellation);

        var directory = $"{MainProcess.Data}/depths-{Guid.NewGuid():N}";
        var tree = await TryAsync(ProgramRole.Depths, LimitSeconds * 5);
        var place = tree.Response?.Stdout.Split('\n')[0] ?? "";
        // Where there is no directory of its own, what a program leaves in the working directory is its user's; and where a program
        // does not run where it was asked to, that is RUN010's to say.
        var left = place.StartsWith($"{MainProcess.Data}/", StringComparison.Ordinal) && await StaysAsync(sandbox, place, cancellation);
        var listing = await sandbox.ListingFaultAsync(cancellation);

        var clients = await Task.WhenAll(Enumerable.Range(0, ClientCount).Select(_ => TryAsync(ProgramRole.Hello, ProgramRunner.LongestTimeout)));

        var bomb = TryAsync(ProgramRole.Bomb, LimitSeconds);
        await Task.WhenAny(bomb, Task.Delay(Limit / 2, cancellation));
        var beside = await Task.WhenAll(Enumerable.Range(0, BesideCount).Select(_ => TryAsync(ProgramRole.Hello, LimitSeconds * 5)));
        var ended = await bomb;
        for (var again = 1; again < Bombs && ended.Response is not null && IsLate(ended); again++)
        {
            // A second is short on a busy machine: a sidecar that keeps to its limits does so at the latest with nobody beside.
            ended = await TryAsync(ProgramRole.Bomb, LimitSeconds);
        }

        var afterwards = await TryAsync(ProgramRole.Hello, LimitSeconds * 5);
        return new HarmfulRun(
            tree, left, listing, clients, ended, beside, afterwards, await LeftAsync(own, before, cancellation));

        Task<Attempt> TryAsync(ProgramRole role, int seconds) => own.Programs.AttemptAsync(
            role,
            source => source
                .Replace("{{directory}}", directory, StringComparison.Ordinal)
                .Replace("{{count}}", MostProcesses.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
            seconds,
            cancellation);
    }

    /// <summary>Whether a directory is still there after a time in which it could have been removed.</summary>
    private static async Task<bool> StaysAsync(ISandbox sandbox, string path, CancellationToken cancellation)
    {
        for (var waited = TimeSpan.Zero; ; waited += Interval)
        {
            if (MainProcess.At(await sandbox.ProbeAsync([path], [], cancellation), path).InMain is null)
            {
                return false;
            }

            if (waited >= Dying)
            {
                return true;
            }

            await Task.Delay(Interval, cancellation);
        }
    }

    /// <summary>What is there that was not: hundreds of processes need a while to die, a zombie stays.</summary>
    private static async Task<IReadOnlyList<ProcessSummary>> LeftAsync(SandboxSubject own, ProbeReport before, CancellationToken cancellation)
    {
        var known = before.Processes.Select(process => process.Pid).ToHashSet();
        for (var waited = TimeSpan.Zero; ; waited += Interval)
        {
            var look = await own.Main.LookAgainAsync(cancellation);
            // The probe itself, and what starts it, come and go and are nobody's children here.
            var left = look.Processes.Where(process => process.ParentPid != 0 && process.Pid != look.Self.Pid && !known.Contains(process.Pid)).ToList();
            if (left.Count == 0 || waited >= Dying)
            {
                return left;
            }

            await Task.Delay(Interval, cancellation);
        }
    }
}
