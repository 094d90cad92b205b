namespace Sidecar.Execution;

/// <summary>Gives each execution a directory of its own.</summary>
internal interface IWorkspaces
{
    /// <summary>Makes a fresh directory in the shared volume; disposing removes it.</summary>
    /// <exception cref="IOException">The volume is full or not there.</exception>
    /// <exception cref="UnauthorizedAccessException">The volume is not writable for the sidecar.</exception>
    Workspace Create();
}
