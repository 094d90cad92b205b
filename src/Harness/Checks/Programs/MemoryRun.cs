using Harness.Catalog;
using Harness.Sandboxes;
using Sidecar.Protocol;

namespace Harness.Checks.Programs;

/// <summary>How a program ended that takes memory without end, and what it took with it.</summary>
/// <param name="Response">What the sidecar answered; null when it gave no answer.</param>
/// <param name="Fault">Why there is no answer.</param>
/// <param name="Before">Main before.</param>
/// <param name="After">Main afterwards; null when it was not found.</param>
/// <param name="State">What the backend says of main afterwards.</param>
/// <param name="Hello">What hello gave afterwards; null when the sidecar did not answer.</param>
internal sealed record MemoryRun(
    ExecuteResponse? Response, string? Fault, ProbedProcess? Before, ProbedProcess? After, MainState? State, ExecuteResponse? Hello)
{
    /// <summary>Runs it, once for a sandbox: what survives is no longer what it was.</summary>
    public static async Task<MemoryRun> TakeAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var before = MainProcess.In(await subject.Main.FirstLookAsync(cancellation));
        ExecuteResponse? response = null;
        MainState? state = null;
        try
        {
            response = await subject.Programs.RunAsync(ProgramRole.Memory, cancellation);
            var after = MainProcess.In(await subject.Main.LookAgainAsync(cancellation));
            state = await subject.Sandbox.MainStateAsync(cancellation);
            return new MemoryRun(response, null, before, after, state, await subject.Programs.RunAsync(ProgramRole.Hello, cancellation));
        }
        catch (Exception fault) when (fault is SidecarException or InfrastructureException)
        {
            // The sidecar gone with the program is what is looked for: the backend's words say of what it died.
            return new MemoryRun(response, fault.Message, before, null, state, null);
        }
    }
}
