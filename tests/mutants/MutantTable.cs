using System.Collections.Concurrent;
using System.Text.Json;

namespace Harness.Mutants;

/// <summary>
/// What became of the negative controls of a test run, for people (a Markdown table) and for programs (a line of JSON
/// each), in <c>artifacts/mutants</c>. <c>just mutants</c> puts the parts together.
/// </summary>
internal static class MutantTable
{
    private static readonly ConcurrentBag<Row> Rows = [];

    /// <summary>Notes how a negative control ended, whether or not as it should.</summary>
    /// <param name="name">The mutant.</param>
    /// <param name="subject">What is broken: an image, the sidecar, a pod, a Dockerfile.</param>
    /// <param name="place">Where the checks ran: docker, k8s, lint.</param>
    /// <param name="expected">The checks that must fail.</param>
    /// <param name="failed">Those that did.</param>
    public static void Add(string name, string subject, string place, IEnumerable<string> expected, IEnumerable<string> failed) =>
        Rows.Add(new Row(name, subject, place, Sorted(expected), Sorted(failed)));

    /// <summary>Writes both files of a part; nothing when no negative control ran.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="part">The part's name: that of the test project.</param>
    public static void Write(string root, string part)
    {
        if (Rows.IsEmpty)
        {
            return;
        }

        var rows = Rows.OrderBy(row => row.Place, StringComparer.Ordinal).ThenBy(row => row.Name, StringComparer.Ordinal).ToList();
        var directory = Directory.CreateDirectory(Path.Combine(root, "artifacts", "mutants")).FullName;
        File.WriteAllLines(Path.Combine(directory, $"{part}.md"), rows.Select(row => row.Markdown));
        File.WriteAllLines(Path.Combine(directory, $"{part}.jsonl"), rows.Select(row => JsonSerializer.Serialize(row, JsonSerializerOptions.Web)));
    }

    private static string[] Sorted(IEnumerable<string> ids) => [.. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private sealed record Row(string Name, string Subject, string Place, string[] Expected, string[] Failed)
    {
        public bool Killed => Expected.SequenceEqual(Failed);

        public string Markdown =>
            $"| {Name} | {Subject} | {Place} | {Words(Expected)} | {Words(Failed)} | {(Killed ? "as expected" : "**not as expected**")} |";

        private static string Words(string[] ids) => ids.Length == 0 ? "none" : string.Join(' ', ids);
    }
}
