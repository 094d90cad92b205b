namespace Harness.Checks.Pods;

/// <summary>The checks of what only a pod has.</summary>
internal static class PodChecks
{
    /// <summary>All of them, in the order of their ids.</summary>
    public static IReadOnlyList<SandboxCheck> All { get; } =
    [
        new PodIsAdmitted(),
        new PodIsReady(),
        new PodIsAsAsked(),
        new DataVolumeIsWritable(),
        new PodHoldsNoClusterCredentials(),
        new AgreesWithDocker(),
        new SurvivesRestart(),
    ];
}
