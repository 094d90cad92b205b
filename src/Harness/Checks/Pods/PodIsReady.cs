using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Sandboxes;

namespace Harness.Checks.Pods;

/// <summary>POD002: both containers are ready and were never restarted.</summary>
internal sealed class PodIsReady() : PodCheck(new CheckInfo
{
    Id = "POD002",
    Title = "Main and sidecar become ready without a restart",
    Guide = [GuideSection.ProductionSecurity],
    AppliesTo = EveryPod,
    Why = "A container that the kubelet cannot start, or has to restart again and again, is not a sandbox; Docker may start the same image without "
        + "complaint.",
    Remedy = "The events say what the kubelet ran into: a USER that is root or not a number, a missing program, too little memory.",
    BreaksWith = "an image that cannot start; USER root",
    Example = new()
    {
        Fault =
            """
            # a kubelet cannot hold a name against runAsNonRoot
            USER nonroot
            """,
        Mend =
            """
            USER 65532:65532
            """,
    },
    NeverAlone = "A pod that is not ready has no main to look at, and RUN001 says so too.",
})
{
    /// <inheritdoc />
    protected override async Task<Finding> ExamineAsync(SandboxSubject subject, IPodSandbox pod, CancellationToken cancellation)
    {
        var stored = await pod.StoredAsync(cancellation);
        var statuses = stored["status"]?["containerStatuses"]?.AsArray() ?? [];
        List<string> problems = [.. statuses.SelectMany(status => Problems(status!))];
        if (statuses.Count == 0)
        {
            problems.Add("the kubelet has not said anything of the containers");
        }

        if (problems.Count > 0)
        {
            problems.Add($"events: {await pod.EventsAsync(cancellation)}");
            problems.Add($"what the containers wrote:{Environment.NewLine}{await pod.LogsAsync(cancellation)}");
        }

        return Finding.Of(problems, Info.Title, $"{string.Join(" and ", statuses.Select(status => (string?)status!["name"]))} ready, no restart");
    }

    private static IEnumerable<string> Problems(JsonNode status)
    {
        var name = (string?)status["name"];
        if ((bool?)status["ready"] != true)
        {
            yield return $"{name} is not ready: {status["state"]?.ToJsonString()}";
        }

        if ((int?)status["restartCount"] is > 0 and var restarts)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{name} was restarted {restarts} times, before that: {status["lastState"]?.ToJsonString()}");
        }
    }
}
