using Sidecar.Execution;
using Sidecar.Files;
using Sidecar.Processes;

namespace Sidecar;

/// <summary>The parts that the sidecar is made of, put together at one place and each replaceable.</summary>
/// <param name="Options">What the environment asked for.</param>
/// <param name="Locator">Finds main.</param>
/// <param name="Workspaces">Gives each execution its directory.</param>
/// <param name="Composer">Makes the commands that run a program in main.</param>
/// <param name="Tree">Ends what executions started.</param>
/// <param name="Data">The working directory.</param>
/// <param name="Launcher">Builds the wall around each program. Without it, the composer's commands cannot be started.</param>
internal sealed record SidecarParts(
    SidecarOptions Options,
    IMainLocator Locator,
    IWorkspaces Workspaces,
    ICommandComposer Composer,
    IProcessTree Tree,
    ConfinedDirectory Data,
    Launcher? Launcher)
{
    /// <summary>The sidecar as it is.</summary>
    /// <param name="options">What the environment asked for.</param>
    /// <param name="launcher">Builds the wall around each program.</param>
    internal static SidecarParts Create(SidecarOptions options, Launcher? launcher)
    {
        var proc = new ProcFileSystem();
        var workspaces = new Workspaces(options.WorkingDirectory, new Terminator("remover"), Console.Error.WriteLine);

        _ = workspaces.RemoveOldAsync();
        return new SidecarParts(
            options,
            new MainLocator(proc, new MainRule()),
            workspaces,
            new CommandComposer(options.Language, options.NetworkIsolated),
            new ProcessTree(proc),
            new ConfinedDirectory(options.WorkingDirectory),
            launcher);
    }

    /// <summary>The service that the parts add up to.</summary>
    internal IExecutor CreateExecutor() => new Executor(
        Options, Locator, Workspaces, Composer, Tree, Data, new MemoryEvents(), new ChildEvents(), new Terminator(), Launcher);
}
