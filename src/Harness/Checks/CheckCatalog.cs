using Harness.Checks.Dockerfiles;
using Harness.Checks.Languages;
using Harness.Checks.Pods;
using Harness.Checks.Running;
using Harness.Checks.Static;
using Harness.Sandboxes;

namespace Harness.Checks;

/// <summary>
/// Every check that there is. The command line and the NUnit cases show this one list, which each family's own list is part of.
/// </summary>
public static class CheckCatalog
{
    /// <summary>All checks, by id.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        .. ((Check[])
        [
            .. DockerfileChecks.All,
            .. StaticChecks.All,
            .. RunningChecks.All,
            .. LanguageChecks.All,
            .. PodChecks.All,
        ]).OrderBy(check => check.Id, StringComparer.Ordinal),
    ];

    /// <summary>The checks that a run on a backend carries out.</summary>
    /// <param name="backend">The backend.</param>
    public static IReadOnlyList<Check> On(Backend backend) => [.. All.Where(check => check is not SandboxCheck sandbox || sandbox.RunsOn(backend))];
}
