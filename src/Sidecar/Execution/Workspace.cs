namespace Sidecar.Execution;

/// <summary>An execution's directory.</summary>
/// <param name="directory">Its path, the same in both containers.</param>
/// <param name="remove">Removes it.</param>
internal sealed class Workspace(string directory, Action<string> remove) : IDisposable
{
    /// <summary>Its path.</summary>
    internal string Directory { get; } = directory;

    public void Dispose() => remove(Directory);
}
