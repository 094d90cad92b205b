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
        new ExecForm(),
        new NothingFromCacheMounts(),
        new ModuleCacheIsOwned(),
        new FailuresCount(),
        new AptIsLean(),
        new NoX11NorServices(),
        new BothArchitectures(),
        new DebianNames(),
        new NoSecrets(),
        new CommonPractice(),
        new NamesAreDeclared(),
        new CopiesFromStages(),
        new StageNamesDiffer(),
        new PlatformIsOpen(),
        new OneHealthcheck(),
        new CopiesWhatIsThere(),
        new AptAsksNobody(),
        new ManyIntoADirectory(),
        new CurlFails(),
        new RemoteFilesAreChecked(),
        new PythonsPlaceIsAsked(),
        new PipWithoutCairo(),
        new RunHasAShell(),
    ];
}
