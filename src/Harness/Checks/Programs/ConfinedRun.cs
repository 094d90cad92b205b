using Harness.Catalog;
using Harness.Checks.Languages;
using Harness.Sandboxes;
using Sidecar.Protocol;

namespace Harness.Checks.Programs;

/// <summary>What was seen in a sandbox of its own whose main is confined further than the contract asks.</summary>
/// <param name="Look">What the probe saw before anything was run.</param>
/// <param name="Problems">What is wrong with how hello ran there; empty when nothing is.</param>
/// <param name="Memory">
/// How the program ended that takes all the memory; null when it was not run: hello did not run as it should, or was all that was asked for.
/// </param>
internal sealed record ConfinedRun(ProbeReport Look, IReadOnlyList<string> Problems, MemoryRun? Memory)
{
    /// <summary>What became of hello when main was gone; null where nothing was left to ask: memory was not run, or took the sidecar with it.</summary>
    public OrphanedRun? Orphaned { get; init; }

    /// <summary>The sandbox with no network and a root that cannot be written, for all checks that are about either; hello proves both at once.</summary>
    public static Shared<ConfinedRun> Of(SandboxSubject subject, CancellationToken lifetime) => new(
        token => TakeAsync(subject, "confined", spec => WithReadOnlyRoot(spec) with { HasNetwork = false }, alone: false, token), lifetime);

    /// <summary>The contract with a root file system in main that cannot be written.</summary>
    public static SandboxSpec WithReadOnlyRoot(SandboxSpec spec) => spec with { Main = spec.Main with { ReadOnlyRoot = true } };

    /// <summary>
    /// Starts a sandbox, runs hello in it and then, unless hello is all that is asked for, what takes all the memory, which nothing comes after.
    /// </summary>
    /// <param name="subject">The image and language.</param>
    /// <param name="name">What its name ends with.</param>
    /// <param name="confine">Makes its contract from the usual one.</param>
    /// <param name="alone">Whether hello is all that is asked for.</param>
    /// <param name="cancellation">Ends it; the sandbox is removed all the same.</param>
    public static async Task<ConfinedRun> TakeAsync(
        SandboxSubject subject, string name, Func<SandboxSpec, SandboxSpec> confine, bool alone, CancellationToken cancellation)
    {
        await using var sandbox = await subject.Siblings.StartAltered(
            spec => confine(spec) with { Name = $"{spec.Name}-{name}" }, cancellation);
        var confined = subject.In(sandbox, cancellation);
        var look = await confined.Main.FirstLookAsync(cancellation);
        var problems = await HelloAsync(confined, cancellation);
        var memory = alone || problems.Count > 0 ? null : await MemoryRun.TakeAsync(confined, cancellation);
        return new ConfinedRun(look, problems, memory)
        {
            // Last of all: nothing comes after main.
            Orphaned = memory is { Fault: null } ? await OrphanedRun.TakeAsync(confined, cancellation) : null,
        };
    }

    private static async Task<IReadOnlyList<string>> HelloAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        try
        {
            return Expectation.Problems(subject.Programs.Require(ProgramRole.Hello), await subject.Programs.HelloAsync(cancellation));
        }
        catch (SidecarException refusal)
        {
            return [$"the sidecar refused to run hello: {refusal.Message}"];
        }
    }
}
