using System.Globalization;
using Harness.Catalog;
using Harness.Checks.Languages;
using Harness.Sandboxes;
using Sidecar.Protocol;

namespace Harness.Checks.Programs;

/// <summary>What a sidecar does with a program that it cannot run in main.</summary>
/// <param name="Response">What it answered as if the program had run; null when it refused.</param>
/// <param name="Refusal">Its refusal; null when it answered, or gave none.</param>
/// <param name="Fault">Why there is neither.</param>
internal sealed record OrphanedRun(ExecuteResponse? Response, string? Refusal, string? Fault)
{
    /// <summary>Kills main for good and sends hello.</summary>
    public static async Task<OrphanedRun> TakeAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        try
        {
            await subject.Sandbox.KillMainAsync(cancellation);
        }
        catch (InfrastructureException fault)
        {
            return new OrphanedRun(null, null, fault.Message);
        }

        return await SendAsync(subject, cancellation);
    }

    /// <summary>Sends hello.</summary>
    public static async Task<OrphanedRun> SendAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        try
        {
            return new OrphanedRun(await subject.Programs.RunAsync(ProgramRole.Hello, cancellation), null, null);
        }
        catch (SidecarException refusal)
        {
            return new OrphanedRun(null, string.Create(CultureInfo.InvariantCulture, $"HTTP {refusal.StatusCode}: {refusal.Message}"), null);
        }
        catch (InfrastructureException fault)
        {
            return new OrphanedRun(null, null, fault.Message);
        }
    }

    /// <summary>Judges it: a refusal alone is right.</summary>
    /// <param name="expected">What the contract asks for.</param>
    /// <param name="hello">The program.</param>
    public Finding Judge(string expected, ProgramDefinition hello) => this switch
    {
        { Response: { } answer } => Finding.Fail(expected, (Expectation.Problems(hello, answer).Count == 0
            ? "the program ran all the same: "
            : "it was answered like a program that has run: ") + Evidence.Of(answer)),
        { Refusal: { } words } => Finding.Pass(expected, words),
        _ => Finding.Fail(expected, $"there was no answer: {Fault}"),
    };
}
