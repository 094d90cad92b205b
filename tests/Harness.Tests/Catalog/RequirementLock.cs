using System.Text.RegularExpressions;

namespace Harness.Tests.Catalog;

/// <summary>What is wrong with the checksums of requirement lists.</summary>
internal static partial class RequirementLock
{
    /// <summary>Of pip's: each requirement is in it once, with its version, and nothing is without a checksum.</summary>
    public static IReadOnlyList<string> OfPip(string requirements, string locked)
    {
        var entries = locked.Replace(" \\\n", " ", StringComparison.Ordinal).Split('\n')
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        var pins = entries.Select(entry => entry[0]).ToList();
        return
        [
            .. Pins(requirements).Except(pins, StringComparer.OrdinalIgnoreCase).Select(pin => $"{pin} is not in the lock"),
            .. Repeated(pins.Select(pin => pin.Split("==")[0])),
            .. entries.Where(entry => !Pin().IsMatch(entry[0])).Select(entry => $"{entry[0]} is not NAME==VERSION"),
            .. entries.Where(entry => entry.Length < 2 || !entry.Skip(1).All(Hash().IsMatch)).Select(entry => $"{entry[0]} has no SHA-256"),
            .. locked.Contains("\n# Python: ", StringComparison.Ordinal) ? Array.Empty<string>() : ["it does not say for which Python it is"],
            .. locked.Contains("\n# Architectures: ", StringComparison.Ordinal) ? Array.Empty<string>() : ["it does not say for which architectures it is"],
        ];
    }

    /// <summary>Of the jars: each line has a SHA-256 and a path, each path once; those without are named.</summary>
    public static IReadOnlyList<string> OfJars(string list)
    {
        var lines = list.Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#')).ToList();
        return
        [
            .. lines.Where(line => !Jar().IsMatch(line)).Select(line => $"{line.Split('/')[^1]} has no SHA-256"),
            .. Repeated(lines.Select(line => line.Split(' ')[^1])),
        ];
    }

    /// <summary>The pins of a list, without its comments.</summary>
    public static IReadOnlyList<string> Pins(string requirements) =>
        [.. requirements.Split('\n').Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0)];

    /// <summary>What is there more than once.</summary>
    public static IEnumerable<string> Repeated(IEnumerable<string> names) =>
        names.GroupBy(name => name.ToLowerInvariant()).Where(group => group.Count() > 1).Select(group => $"{group.Key} is there {group.Count()} times");

    [GeneratedRegex(@"^[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+$")]
    public static partial Regex Pin();

    [GeneratedRegex("^--hash=sha256:[0-9a-f]{64}$")]
    private static partial Regex Hash();

    [GeneratedRegex(@"^[0-9a-f]{64}  \S+/\S+\.jar$")]
    private static partial Regex Jar();
}
