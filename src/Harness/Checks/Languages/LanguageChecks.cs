namespace Harness.Checks.Languages;

/// <summary>The checks of what a language can do, through the sidecar.</summary>
internal static class LanguageChecks
{
    /// <summary>All of them, in the order of their ids.</summary>
    public static IReadOnlyList<SandboxCheck> All { get; } =
    [
        new HelloRuns(),
        new VersionIsExpected(),
        new PackagesAreUsable(),
        new ErrorsReachTheUser(),
        new TextAndFilesArrive(),
        new VariablesHaveEffect(),
        new ModulesWorkOffline(),
    ];
}
