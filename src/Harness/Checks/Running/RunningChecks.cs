namespace Harness.Checks.Running;

/// <summary>The checks of a running sandbox: main, the sidecar, and a program that runs.</summary>
internal static class RunningChecks
{
    /// <summary>All of them, in the order of their ids.</summary>
    public static IReadOnlyList<SandboxCheck> All { get; } =
    [
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
        new ExecutionsAreIsolated(),
        new WorksReadOnly(),
        new WorksOffline(),
        new OutOfMemoryIsReported(),
        new ProgramsGainNoPrivileges(),
        new ProgramsReadNoOtherProcess(),
        new NothingRunsWithoutMain(),
        new UnreadableEnvironIsRefused(),
        new NothingIsLogged(),
        new MainEndsWhenAsked(),
        new ProgramsUseNoPort(),
        new ProgramsDisturbNoOtherProcess(),
        new ForkBombIsEnded(),
        new EveryClientIsAnswered(),
        new NothingIsLeftBehind(),
        new DeepTreesAreHarmless(),
    ];
}
