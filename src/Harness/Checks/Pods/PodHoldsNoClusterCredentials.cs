using System.Text;
using Harness.Sandboxes;

namespace Harness.Checks.Pods;

/// <summary>POD005: nothing in the pod leads to the cluster.</summary>
internal sealed class PodHoldsNoClusterCredentials() : PodCheck(
    new CheckInfo
    {
        Id = "POD005",
        Title = "No service account token in the pod, no KUBERNETES_* in main's environment",
        Guide = [GuideSection.EnvEntrypoint, GuideSection.SandboxContract],
        AppliesTo = EveryPod,
        Why = "Users' programs run there: with a token and an address they could ask the cluster's API server for whatever the service account may "
            + "see.",
        Remedy = "Set automountServiceAccountToken: false in the pod, and start main with env -i.",
        BreaksWith = "a pod that mounts the token; env without -i",
        Example = new()
        {
            Fault =
                """
                kind: Pod
                spec:
                  serviceAccountName: default
                """,
            Mend =
                """
                kind: Pod
                spec:
                  automountServiceAccountToken: false
                """,
        },
        NeverAlone = "The token is mounted by a field of the pod, which POD003 sees; the cluster's variables reach main only where env lacks -i, "
            + "which CFG001 and RUN002 see.",
    },
    "RUN001")
{
    /// <inheritdoc />
    protected override async Task<Finding> ExamineAsync(SandboxSubject subject, IPodSandbox pod, CancellationToken cancellation)
    {
        var report = await subject.Main.FirstLookAsync(cancellation);
        if (MainProcess.In(report) is not { } main)
        {
            return Finding.Fail(Info.Title, "main's process was not found");
        }

        var path = MainProcess.At(report, MainProcess.Tokens);
        List<string> problems =
        [
            .. Seen("main", path.InMain, path.InMainError),
            .. Seen("the sidecar", path.InSidecar, path.InSidecarError),
        ];
        problems.AddRange(Encoding.UTF8.GetString(Environ.Of(main) ?? []).Split('\0')
            .Where(assignment => assignment.StartsWith("KUBERNETES_", StringComparison.Ordinal))
            .Select(assignment => $"in main's environ: {assignment}"));
        return Finding.Of(problems, Info.Title, "neither");
    }

    private static IEnumerable<string> Seen(string where, object? found, string? error) =>
        found is not null ? [$"{MainProcess.Tokens} is there in {where}"]
        : error is not null ? [$"{MainProcess.Tokens} could not be looked for in {where}: {error}"]
        : [];
}
