using System.Text;
using Harness.Sandboxes;
using Sidecar.Protocol;

namespace Harness.Checks;

/// <summary>The bytes of a <c>/proc/PID/environ</c>: assignments, each ended by a NUL.</summary>
internal static class Environ
{
    /// <summary>The bytes that the assignments give.</summary>
    public static byte[] Encode(IEnumerable<string> assignments) =>
        Encoding.UTF8.GetBytes(string.Concat(assignments.Select(assignment => assignment + '\0')));

    /// <summary>The environ of a process; null when the probe could not read it.</summary>
    public static byte[]? Of(ProbedProcess process) =>
        process.EnvironBase64 is null ? null : Convert.FromBase64String(process.EnvironBase64);

    /// <summary>
    /// An environ as far as it can be known where a start script has added to it: without the variables that the script adds,
    /// the others in the order in which they should be.
    /// </summary>
    /// <param name="observed">The bytes that were seen.</param>
    /// <param name="added">The names of the variables that the script adds.</param>
    /// <param name="expected">The bytes that should be there, whose order counts.</param>
    public static byte[] WithoutAdded(byte[] observed, IReadOnlyCollection<string> added, byte[] expected)
    {
        var wanted = Decode(expected);
        return Encode(Decode(observed)
            .Where(assignment => !added.Contains(Name(assignment)))
            .OrderBy(assignment => wanted.IndexOf(assignment) is var place and >= 0 ? place : wanted.Count));
    }

    /// <summary>What is different, for people: nothing when the bytes are the same.</summary>
    /// <param name="expected">The bytes that should be there.</param>
    /// <param name="observed">The bytes that are.</param>
    /// <param name="explain">Where a variable that should not be there may come from, by its name; null when unknown.</param>
    public static IReadOnlyList<string> Differences(byte[] expected, byte[] observed, Func<string, string?> explain)
    {
        if (expected.AsSpan().SequenceEqual(observed))
        {
            return [];
        }

        var (wanted, seen) = (Decode(expected), Decode(observed));
        List<string> problems =
        [
            .. Without(wanted, seen).Select(assignment => $"missing: {assignment}"),
            .. Without(seen, wanted).Select(assignment => $"unexpected: {Shown(assignment)}{Origin(assignment, explain)}"),
        ];
        if (problems.Count == 0)
        {
            problems.Add(seen.SequenceEqual(wanted, StringComparer.Ordinal)
                ? "the same assignments, but not each ended by exactly one NUL"
                : $"the same assignments in another order: {string.Join(", ", seen.Select(Name))}");
        }

        return problems;
    }

    private static string Origin(string assignment, Func<string, string?> explain) =>
        explain(Name(assignment)) is { } origin ? $" ({origin})" : "";

    private static string Shown(string assignment) => Name(assignment) is SidecarToken.Variable ? $"{SidecarToken.Variable}=(not shown)" : assignment;

    private static string Name(string assignment) => assignment.Split('=', 2)[0];

    /// <summary>The assignments, in their order.</summary>
    public static List<string> Decode(byte[] environ) =>
        [.. Encoding.UTF8.GetString(environ).Split('\0', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The elements of one list that the other has fewer of.</summary>
    private static List<string> Without(List<string> from, List<string> others)
    {
        var rest = new List<string>(from);
        foreach (var other in others)
        {
            rest.Remove(other);
        }

        return rest;
    }
}
