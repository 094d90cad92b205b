namespace Sidecar.Execution;

/// <summary>Gives each execution a directory of its own.</summary>
internal interface IWorkspaces
{
    /// <summary>Makes a fresh directory in the shared volume; disposing removes it.</summary>
    /// <exception cref="IOException">The volume is full, not there, or not writable for the sidecar.</exception>
    Workspace Create();
}
