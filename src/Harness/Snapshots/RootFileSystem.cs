namespace Harness.Snapshots;

/// <summary>A merged root file system.</summary>
public sealed class RootFileSystem;
