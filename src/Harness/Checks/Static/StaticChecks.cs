namespace Harness.Checks.Static;

/// <summary>The checks of configuration and files that need no container.</summary>
public static class StaticChecks
{
    /// <summary>All of them, in the order of their ids.</summary>
    public static IReadOnlyList<StaticCheck> All { get; } =
    [
        new EntrypointCheck(),
        new CommandCheck(),
        new UserCheck(),
        new WorkingDirectoryCheck(),
        new AssignmentsCheck(),
        new LabelsCheck(),
        new ConfigurationSecretsCheck(),
        new PlatformCheck(),
        new ContractToolsCheck(),
        new DataDirectoryCheck(),
        new ShellCheck(),
        new PackageManagerCheck(),
        new LoadingCheck(),
        new ScriptsCheck(),
        new LinksCheck(),
        new PrivilegesCheck(),
        new WorldWritableCheck(),
        new GoModulesCheck(),
        new LeftoversCheck(),
        new RuntimePlaceCheck(),
        new AvoidedPackagesCheck(),
        new BaseIntactCheck(),
        new AccountsCheck(),
    ];
}
