using System.Globalization;
using Harness.Sandboxes;
using Sidecar.Protocol;

namespace Harness.Checks.Programs;

/// <summary>What came of a request to a sidecar that may be in trouble.</summary>
/// <param name="Response">The answer; null when there is none.</param>
/// <param name="Status">The HTTP status; 0 when there was no answer at all.</param>
/// <param name="Words">What was said instead of an answer.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record Attempt(ExecuteResponse? Response, int Status, string Words, TimeSpan Elapsed)
{
    private const int Busy = 503;

    /// <summary>Whether the sidecar said that it has too much to do, which is an answer too.</summary>
    public bool Refused => Status == Busy;

    /// <summary>Makes it.</summary>
    public static async Task<Attempt> MakeAsync(Func<Task<ExecuteResponse>> request, TimeProvider clock)
    {
        var start = clock.GetTimestamp();
        try
        {
            var response = await request();
            return new Attempt(response, 200, "", clock.GetElapsedTime(start));
        }
        catch (SidecarException refusal)
        {
            return new Attempt(null, refusal.StatusCode, refusal.Message, clock.GetElapsedTime(start));
        }
        catch (InfrastructureException fault)
        {
            return new Attempt(null, 0, fault.Message, clock.GetElapsedTime(start));
        }
    }

    /// <summary>The same in a line, for evidence.</summary>
    public override string ToString() => Response is not null
        ? Evidence.Of(Response)
        : string.Create(CultureInfo.InvariantCulture, $"{(Status == 0 ? "no answer" : $"status {Status}")} after {Elapsed.TotalSeconds:0.0} s: {Words}");
}
