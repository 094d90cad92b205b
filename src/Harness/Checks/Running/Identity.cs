using Harness.Sandboxes;

namespace Harness.Checks.Running;

/// <summary>Reads the identity and the capabilities from the lines of a <c>/proc/PID/status</c>.</summary>
internal static class Identity
{
    /// <summary>What is not 65532 in real, effective, saved and file-system ids, and every other supplementary group.</summary>
    public static IEnumerable<string> Problems(IReadOnlyDictionary<string, string> status)
    {
        foreach (var line in (string[])["Uid", "Gid"])
        {
            var ids = Fields(status, line);
            if (ids.Length != 4 || ids.Any(id => id != Wanted))
            {
                yield return $"{line}: {string.Join(' ', ids)} (real, effective, saved, file system)";
            }
        }

        if (!status.ContainsKey("Groups"))
        {
            yield return "Groups: not reported, so nothing is proven of them";
        }

        var foreign = Fields(status, "Groups").Where(group => group != Wanted).ToList();
        if (foreign.Count > 0)
        {
            yield return $"Groups: {string.Join(' ', foreign)} besides {Wanted}";
        }
    }

    /// <summary>The capability sets that are not empty.</summary>
    public static IEnumerable<string> Capabilities(IReadOnlyDictionary<string, string> status)
    {
        foreach (var line in (string[])["CapInh", "CapPrm", "CapEff", "CapAmb"])
        {
            var set = status.GetValueOrDefault(line);
            if (set is null || set.Trim('0').Length > 0)
            {
                yield return $"{line}: {set ?? "not reported"}";
            }
        }
    }

    private static string Wanted => SandboxSpec.NonRoot.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string[] Fields(IReadOnlyDictionary<string, string> status, string line) =>
        status.GetValueOrDefault(line, "").Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
}
