using System.Globalization;
using Harness.Sandboxes;

namespace Harness.Checks.Running;

/// <summary>RUN023: a program is no client of the sidecar.</summary>
internal sealed class ProgramsUseNoPort() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN023",
        Title = "A program cannot run programs through the sidecar's port",
        Guide = [GuideSection.ProductionSecurity, GuideSection.SandboxContract],
        AppliesTo = "every language, on every backend",
        Why = "The containers of a pod share a network, so the sidecar's port is on the program's loopback. A program that uses it outlives its own "
            + "time limit, takes the turns of others, and reads, replaces and deletes the files of whoever comes after it.",
        Remedy = "Have the sidecar ask its clients for a token that only they know, and answer 401 without it: the harness gives each sidecar one in "
            + "the variable SIDECAR_TOKEN and sends it as Authorization: Bearer, or as X-Sidecar-Token where the API server's proxy is on the way. "
            + "Compare it in constant time, do not log it, and do not hand it on. A network policy cannot help: it ends at the pod. Until then, run "
            + "one user's programs in a pod.",
        BreaksWith = "a sidecar that asks its clients for nothing",
        Example = new()
        {
            Fault =
                """
                @app.post("/execute")
                def execute(request: Request): ...
                """,
            Mend =
                """
                def client(authorization: str = Header("")):
                    if not hmac.compare_digest(authorization.encode(), b"Bearer " + TOKEN):
                        raise HTTPException(401, "this sidecar serves whoever has its token", {"WWW-Authenticate": "Bearer"})

                @app.post("/execute", dependencies=[Depends(client)])
                def execute(request: Request): ...
                """,
        },
    },
    "RUN007")
{
    private const string Attempt = "port";

    private static readonly string Expected = string.Create(
        CultureInfo.InvariantCulture,
        $"POST /execute to port {SandboxSpec.SidecarPort}"
            + $" on loopback or an address of the pod, by a program and without the client's token, is answered with 401 or 403, or not at all");

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var tried = await subject.Programs.TrespassAsync(cancellation);
        if (!tried.IsKnown)
        {
            return Finding.Fail(Expected, $"it was not tried: {tried.Problem}");
        }

        var status = tried.Results.GetValueOrDefault(Attempt);
        return tried.Refusal(Attempt) is { } refusal ? Finding.Pass(Expected, $"no answer: {refusal}")
            : status is "401" or "403" ? Finding.Pass(Expected, $"status {status}")
            : status is [>= '1' and <= '5', ..] ? Finding.Fail(Expected, $"status {status}: the sidecar serves a program as it serves its clients")
            : Finding.Fail(Expected, $"{tried.Unproven(Attempt)}, so nothing is proven of it");
    }
}
