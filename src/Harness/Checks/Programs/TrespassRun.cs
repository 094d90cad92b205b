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

    /// <summary>The version of Landlock that the kernel offers programs: 0 for none.</summary>
    public int LandlockAbi => int.TryParse(Results.GetValueOrDefault("landlock"), out var abi) ? abi : 0;

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
    public bool HasMissed(string target) =>
        Results.Keys.Where(attempt => attempt.EndsWith($":{target}", StringComparison.Ordinal)).Any(attempt => Results[attempt].StartsWith('?'))
        || !Results.Keys.Any(attempt => attempt.EndsWith($":{target}", StringComparison.Ordinal));

    /// <summary>Whether an attempt succeeded.</summary>
    public bool Succeeded(string attempt) => Results.GetValueOrDefault(attempt) is Success;

    /// <summary>Why an attempt was refused; null when it was not.</summary>
    public string? Refusal(string attempt) =>
        Results.GetValueOrDefault(attempt) is { } result && result.StartsWith("! ", StringComparison.Ordinal) ? result[2..] : null;

    /// <summary>Why nothing is proven by an attempt that neither succeeded nor was refused.</summary>
    public string Unproven(string attempt) => Results.GetValueOrDefault(attempt)?.TrimStart('?', ' ') ?? "it was not tried";
}
