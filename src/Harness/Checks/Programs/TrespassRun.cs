using System.Diagnostics.CodeAnalysis;

namespace Harness.Checks.Programs;

/// <summary>What became of the attempts of a program that tried what none must be able to do.</summary>
/// <param name="Results">How each attempt ended, by its name; see <c>images/sidecar/trespass.c</c> for the format.</param>
/// <param name="Problem">Why there is no report of them; null when there is.</param>
internal sealed record TrespassRun(IReadOnlyDictionary<string, string> Results, string? Problem)
{
    /// <summary>Main.</summary>
    public const string Main = "main";

    /// <summary>The sidecar.</summary>
    public const string Sidecar = "sidecar";

    /// <summary>A process of another execution.</summary>
    public const string Other = "other";

    /// <summary>What stands between the sidecar and the other execution, where a sidecar has such a process.</summary>
    public const string Catatonit = "catatonit";

    private const string Success = "ok";

    /// <summary>Whether there is a report.</summary>
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsKnown => Problem is null;

    /// <summary>A run that proves nothing.</summary>
    public static TrespassRun Without(string problem) => new(new Dictionary<string, string>(), problem);

    /// <summary>Reads the report.</summary>
    public static TrespassRun Parse(string report) => new(
        report.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal),
        Problem: null);

    /// <summary>A process as a reader knows it.</summary>
    public static string Named(string target) => target switch
    {
        Main => "main",
        Sidecar => "the sidecar",
        Catatonit => "the catatonit above another execution",
        _ => "another execution's process",
    };

    /// <summary>Those that an attempt must have been made on: all, but catatonit only where a sidecar has it.</summary>
    /// <param name="kind">The attempt.</param>
    public IEnumerable<string> Targets(string kind) =>
        ((string[])[Main, Sidecar, Other, Catatonit]).Where(target => target != Catatonit || Results.ContainsKey($"{kind}:{target}"));

    /// <summary>Whether a process was not there, or no longer, when something was tried on it.</summary>
    public bool HasMissed(string target)
    {
        var results = Results.Where(one => one.Key.EndsWith($":{target}", StringComparison.Ordinal)).Select(one => one.Value).ToList();
        return results.Count == 0 || results.Any(result => result.StartsWith('?'));
    }

    /// <summary>Judges an attempt that must be refused.</summary>
    /// <param name="attempt">Its name.</param>
    /// <param name="what">The same in words.</param>
    /// <param name="success">What it means that it succeeded, if it did: added to <paramref name="successes"/>.</param>
    /// <param name="successes">Where that is said.</param>
    /// <param name="refusals">Where it is said that it was refused, and how.</param>
    /// <param name="unproven">Where it is said that neither is known.</param>
    public void Judge(string attempt, string what, string success, List<string> successes, List<string> refusals, List<string> unproven)
    {
        if (Succeeded(attempt))
        {
            successes.Add(success);
        }
        else if (Refusal(attempt) is { } refusal)
        {
            refusals.Add($"{what}: {refusal}");
        }
        else
        {
            unproven.Add($"{what}: {Unproven(attempt)}, so nothing is proven of it");
        }
    }

    /// <summary>Whether an attempt succeeded.</summary>
    public bool Succeeded(string attempt) => Results.GetValueOrDefault(attempt) is Success;

    /// <summary>Why an attempt was refused; null when it was not.</summary>
    public string? Refusal(string attempt) =>
        Results.GetValueOrDefault(attempt) is { } result && result.StartsWith("! ", StringComparison.Ordinal) ? result[2..] : null;

    /// <summary>Why nothing is proven by an attempt that neither succeeded nor was refused.</summary>
    public string Unproven(string attempt) => Results.GetValueOrDefault(attempt)?.TrimStart('?', ' ') ?? "it was not tried";
}
