namespace Harness.Checks.Static;

/// <summary>The checks of configuration and files that need no container.</summary>
internal static class StaticChecks
{
    /// <summary>All of them, in the order of their ids.</summary>
    public static IReadOnlyList<StaticCheck> All { get; } =
    [
        new EntrypointSetsWholeEnvironment(),
        new CommandIsSleepInfinity(),
        new ConfiguredUserIsNumber(),
        new WorkingDirectoryIsData(),
        new AssignmentsAreSound(),
        new LabelsAreTrue(),
        new ConfigurationHoldsNoSecret(),
        new PlatformMatchesPrograms(),
        new WhatEnvNamesIsThere(),
        new NoHealthcheckRuns(),
        new NoVolumeIsDeclared(),
        new NothingIsTriggered(),
        new StopSignalEndsMain(),
        new EnvAndSleepArePresent(),
        new DataDirectoryIsWritable(),
        new ShellIsAsExpected(),
        new PackageManagerIsAbsent(),
        new ProgramsFindTheirLibraries(),
        new ScriptsFindTheirInterpreters(),
        new LinksResolve(),
        new FilesGrantNoPrivileges(),
        new NothingIsWorldWritable(),
        new GoModulesAreUsable(),
        new NothingIsLeftOver(),
        new RuntimeIsInItsPlace(),
        new AvoidedPackagesAreAbsent(),
        new BaseIsIntact(),
        new AccountsAreSound(),
        new WhatIsLoadedByNameExists(),
    ];
}
