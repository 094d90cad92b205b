using System.Text.RegularExpressions;

namespace Harness.Planning;

/// <summary>
/// What planning needs to know of a Dockerfile: its ARGs and the bases of its stages. ARG and FROM instructions are
/// read; the rest is BuildKit's.
/// </summary>
internal sealed partial class Dockerfile
{
    private readonly List<(string Name, string? Default)> _globalArgs = [];
    private readonly List<(string? Name, string From)> _stages = [];
    private readonly HashSet<string> _args = new(StringComparer.Ordinal);

    private Dockerfile()
    {
    }

    /// <summary>Every ARG that it declares, before the first FROM or in a stage.</summary>
    public IReadOnlySet<string> Args => _args;

    /// <summary>The defaults of the ARGs before the first FROM, as written; null for an ARG without one.</summary>
    public IReadOnlyDictionary<string, string?> Defaults => _globalArgs.ToDictionary(arg => arg.Name, arg => arg.Default);

    public static Dockerfile Parse(string text)
    {
        var dockerfile = new Dockerfile();
        foreach (var line in text.Split('\n'))
        {
            if (FromLine().Match(line) is { Success: true } from)
            {
                dockerfile._stages.Add((from.Groups["name"].Success ? from.Groups["name"].Value : null, from.Groups["base"].Value));
            }
            else if (ArgLine().Match(line) is { Success: true } arg)
            {
                foreach (Match pair in ArgPair().Matches(arg.Groups["pairs"].Value))
                {
                    dockerfile.AddArg(pair.Groups["name"].Value, pair.Groups["value"].Success ? pair.Groups["value"].Value.Trim('"') : null);
                }
            }
        }

        return dockerfile;
    }

    /// <summary>The images that its stages start from, in the order of the stages, without other stages and scratch.</summary>
    /// <param name="buildArgs">The build ARGs that it is built with.</param>
    public IReadOnlyList<string> Bases(IReadOnlyDictionary<string, string> buildArgs)
    {
        var values = Values(buildArgs);
        return [.. Enumerable.Range(0, _stages.Count).Select(stage => BaseOf(stage, values, follow: false)).OfType<string>().Distinct()];
    }

    /// <summary>The image that its last stage starts from, other stages followed; null for scratch or no stage at all.</summary>
    public string? FinalBase(IReadOnlyDictionary<string, string> buildArgs) =>
        _stages.Count == 0 ? null : BaseOf(_stages.Count - 1, Values(buildArgs), follow: true);

    private void AddArg(string name, string? value)
    {
        _args.Add(name);
        if (_stages.Count == 0)
        {
            _globalArgs.Add((name, value));
        }
    }

    private string? BaseOf(int stage, IReadOnlyDictionary<string, string> values, bool follow)
    {
        var reference = Expand(_stages[stage].From, values);
        var other = _stages.FindIndex(0, stage, earlier => string.Equals(earlier.Name, reference, StringComparison.OrdinalIgnoreCase));
        return other >= 0 ? (follow ? BaseOf(other, values, follow) : null)
            : reference == "scratch" ? null
            : reference;
    }

    /// <summary>The values of the global ARGs: a default may use the ARGs above it.</summary>
    private Dictionary<string, string> Values(IReadOnlyDictionary<string, string> buildArgs)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in _globalArgs)
        {
            values[name] = buildArgs.TryGetValue(name, out var given) ? given : Expand(value ?? "", values);
        }

        return values;
    }

    private static string Expand(string text, IReadOnlyDictionary<string, string> values) =>
        Variable().Replace(text, match =>
        {
            var value = values.GetValueOrDefault(match.Groups["name"].Value, "");
            var word = match.Groups["word"].Value;
            return match.Groups["form"].Value switch
            {
                ":-" or "-" => value.Length > 0 ? value : Expand(word, values),
                ":+" or "+" => value.Length > 0 ? Expand(word, values) : "",
                _ => value,
            };
        });

    [GeneratedRegex(@"^\s*FROM\s+(--\S+\s+)*(?<base>\S+)(\s+AS\s+(?<name>\S+))?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex FromLine();

    [GeneratedRegex(@"^\s*ARG\s+(?<pairs>.+?)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex ArgLine();

    [GeneratedRegex(@"(?<name>[A-Za-z_][A-Za-z0-9_]*)(=(?<value>""[^""]*""|\S*))?(\s+|$)")]
    private static partial Regex ArgPair();

    [GeneratedRegex(@"\$\{(?<name>\w+)((?<form>:?[-+])(?<word>[^}]*))?\}|\$(?<name>\w+)")]
    private static partial Regex Variable();
}
