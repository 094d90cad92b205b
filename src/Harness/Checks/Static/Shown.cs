using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>How the static checks show what they saw.</summary>
internal static class Shown
{
    /// <summary>An ENTRYPOINT or CMD as a Dockerfile has it.</summary>
    public static string ExecForm(IReadOnlyList<string> argv) => argv.Count == 0 ? "nothing" : Snapshots.ExecForm.Of(argv);

    /// <summary>Owner and permissions: <c>0:0, mode 0755</c>.</summary>
    public static string Permissions(FileEntry entry) => $"{entry.Uid}:{entry.Gid}, mode {Convert.ToString(entry.Mode, 8).PadLeft(4, '0')}";

    /// <summary>Long lists by their first few items and the number of the rest.</summary>
    public static string Some(IReadOnlyCollection<string> items, int most = 5) =>
        string.Join(", ", items.Take(most)) + (items.Count > most ? $" and {items.Count - most} more" : string.Empty);
}
