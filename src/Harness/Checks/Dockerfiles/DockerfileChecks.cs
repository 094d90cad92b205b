namespace Harness.Checks.Dockerfiles;

/// <summary>The checks of Dockerfiles.</summary>
public static class DockerfileChecks
{
    /// <summary>All of them, in the order of their ids.</summary>
    public static IReadOnlyList<DockerfileCheck> All { get; } =
    [
        new VersionsAreArgs(),
        new RegistryIsArg(),
        new UserIsNumber(),
        new CommandsAreInExecForm(),
        new NothingComesFromCacheMounts(),
        new ModuleCacheIsOwned(),
        new FailuresCount(),
        new AptIsLean(),
        new PackagesBringNoX11NorServices(),
        new BothArchitecturesAreCopied(),
        new PackagesHaveDebianNames(),
        new DockerfileHoldsNoSecret(),
        new CommonPracticeIsFollowed(),
        new VariablesAreDeclared(),
        new CopiedStagesAreEarlier(),
        new StageNamesAreUnique(),
        new PlatformIsOpen(),
        new HealthcheckIsSingle(),
        new CopiedFilesAreInTheContext(),
        new AptIsUnattended(),
        new SeveralSourcesHaveADirectory(),
        new CurlFailuresCount(),
        new RemoteFilesAreChecked(),
        new PythonsPlaceIsLookedUp(),
        new PipPackagesBringNoCairo(),
        new RunHasShell(),
    ];
}
