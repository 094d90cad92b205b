using Harness.Checks.Dockerfiles;
using Harness.Checks.Languages;
using Harness.Checks.Pods;
using Harness.Checks.Running;
using Harness.Checks.Static;
using Harness.Sandboxes;

namespace Harness.Checks;

/// <summary>Every check that there is. The command line and the NUnit cases show this one list.</summary>
public static class CheckCatalog
{
    /// <summary>All checks, by id.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        .. ((Check[])
        [
            .. DockerfileChecks.All,
            .. StaticChecks.All,
            new MainStaysUp(),
            new EnvironIsExact(),
            new MainIsUnprivileged(),
            new CapabilitiesAreDropped(),
            new SeccompIsActive(),
            new SidecarFindsMain(),
            new RunsInMain(),
            new SeesMainEnviron(),
            new RunsUnprivileged(),
            new RunsWhereAsked(),
            new OutputArrivesWhole(),
            new TimeoutEndsTree(),
            new ExecutionsAreApart(),
            new WorksReadOnly(),
            new WorksOffline(),
            new OutOfMemoryIsTold(),
            new Hello(),
            new VersionIsExpected(),
            new PackagesAreUsable(),
            new ErrorsAreTold(),
            new TextAndFilesArrive(),
            new VariablesHaveEffect(),
            new ModulesOffline(),
            new PodIsAdmitted(),
            new PodIsReady(),
            new PodIsAsAsked(),
            new DataVolumeIsWritable(),
            new NoClusterCredentials(),
            new AgreesWithDocker(),
            new SurvivesRestart(),
        ]).OrderBy(check => check.Id, StringComparer.Ordinal),
    ];

    /// <summary>The checks that a run on a backend carries out.</summary>
    /// <param name="backend">The backend.</param>
    public static IReadOnlyList<Check> On(Backend backend) => [.. All.Where(check => check is not SandboxCheck sandbox || sandbox.RunsOn(backend))];
}
