using Harness.Catalog;
using Harness.Checks.Programs;
using Harness.Images;
using Harness.Sandboxes;
using Harness.Snapshots;

namespace Harness.Checks;

/// <summary>What a sandbox check looks at: a language of an image in a running sandbox.</summary>
/// <param name="Image">The image.</param>
/// <param name="Language">The language.</param>
/// <param name="Snapshot">The image's configuration and files.</param>
/// <param name="Sandbox">The running sandbox.</param>
/// <param name="Main">Looks at main through the probe.</param>
/// <param name="Programs">Runs the catalog's programs, each at most once where the result can be shared.</param>
/// <param name="Siblings">Starts further sandboxes.</param>
public sealed record SandboxSubject(
    ImageUnderTest Image,
    LanguageDefinition Language,
    ImageSnapshot Snapshot,
    ISandbox Sandbox,
    MainProcess Main,
    ProgramRunner Programs,
    Siblings Siblings)
{
    /// <summary>What was seen in a sandbox of its own that has no network and a root that cannot be written: once for all checks.</summary>
    internal Shared<ConfinedRun>? Confined { get; init; }

    /// <inheritdoc cref="Confined"/>
    internal Task<ConfinedRun> ConfinedAsync(CancellationToken cancellation) =>
        (Confined ?? throw new InvalidOperationException("A subject for these checks must be given the confined sandbox.")).GetAsync(cancellation);

    /// <summary>What programs that mean harm did to a sandbox of their own: once for all checks.</summary>
    internal Shared<HarmfulRun>? Harmful { get; init; }

    /// <inheritdoc cref="Harmful"/>
    internal async Task<HarmfulRun> HarmfulAsync(CancellationToken cancellation)
    {
        var run = Harmful ?? throw new InvalidOperationException("A subject for these checks must be given the run of harmful programs.");
        // Its programs have limits of their own, and on a busy machine they are slow on purpose: that is no check's work.
        using (Deadline?.Wait())
        {
            return await run.GetAsync(cancellation);
        }
    }

    /// <summary>The deadline of the check that has the subject; null where none is judged.</summary>
    private WorkDeadline? Deadline { get; init; }

    /// <summary>The same for one check: its deadline stands while it waits for the programs of other checks.</summary>
    /// <param name="deadline">The check's deadline.</param>
    internal SandboxSubject Within(WorkDeadline deadline) => this with { Programs = Programs.Within(deadline), Deadline = deadline };

    /// <summary>The same of another sandbox, or of this one as it is now: nothing is looked at or run yet.</summary>
    /// <param name="sandbox">The sandbox.</param>
    /// <param name="lifetime">Ends looks and programs that are shared.</param>
    public SandboxSubject In(ISandbox sandbox, CancellationToken lifetime)
    {
        var main = new MainProcess(sandbox, lifetime);
        return this with { Sandbox = sandbox, Main = main, Programs = Programs.In(sandbox, main, lifetime) };
    }
}
