namespace Harness.Snapshots;

/// <summary>What a process wants to do with a path; the values are the permission bits.</summary>
[Flags]
public enum Access
{
    /// <summary>Nothing beyond reaching it.</summary>
    None = 0,

    /// <summary>Execute a file, or search a directory.</summary>
    Execute = 1,

    /// <summary>Write a file, or create and remove entries of a directory.</summary>
    Write = 2,

    /// <summary>Read a file, or list a directory.</summary>
    Read = 4,
}

/// <summary>A numeric user and group without supplementary groups and without capabilities, for questions of permission.</summary>
/// <param name="Uid">The user.</param>
/// <param name="Gid">The group.</param>
public sealed record Account(int Uid, int Gid)
{
    /// <summary>The unprivileged account that the contract runs everything as.</summary>
    public static Account NonRoot { get; } = new(65532, 65532);

    /// <summary>
    /// Whether the permission bits allow all of <paramref name="access"/>. The first class that fits decides, as in the
    /// kernel: an owner whom the owner's bits refuse is not helped by the group's.
    /// </summary>
    public bool May(Access access, FileEntry entry)
    {
        var shift = entry.Uid == Uid ? 6 : entry.Gid == Gid ? 3 : 0;
        return ((entry.Mode >> shift) & (int)access) == (int)access;
    }
}
