using Harness.Checks.Programs;
using Harness.Images;
using Harness.Sandboxes;

namespace Harness.Suite.Scheduling;

/// <summary>What all parts of one run share.</summary>
/// <param name="Settings">How the plan is carried out.</param>
/// <param name="Images">The images.</param>
/// <param name="Session">The session id.</param>
/// <param name="Recorder">Takes the results.</param>
/// <param name="Observer">Sees the sandboxes come and go.</param>
/// <param name="Backend">Starts sandboxes.</param>
/// <param name="Docker">Starts sandboxes in a Docker Engine to compare with; null when there is none.</param>
/// <param name="Sources">The programs of the catalog.</param>
/// <param name="Slots">Bounds how many sandboxes are there at once.</param>
/// <param name="Working">
/// Bounds in how many of them checks run at once, by the processors: a check's deadline begins with its check, so that
/// none passes while its programs wait for all the others' programs.
/// </param>
internal sealed record RunContext(
    RunSettings Settings,
    RunImages Images,
    string Session,
    RunRecorder Recorder,
    IRunObserver Observer,
    ISandboxBackend Backend,
    ISandboxBackend? Docker,
    ProgramSources Sources,
    SemaphoreSlim Slots,
    SemaphoreSlim Working)
{
    /// <summary>Measures the checks' work.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
