using System.Text.RegularExpressions;

namespace Harness.Catalog;

/// <summary>Tag templates such as <c>{PYTHON_VERSION}-{DEBIAN_VERSION}</c>.</summary>
internal static partial class TagTemplate
{
    /// <summary>The names of the ARGs in the template.</summary>
    public static IEnumerable<string> ArgsOf(string template) =>
        Placeholder().Matches(template).Select(match => match.Groups[1].Value);

    /// <summary>The tag; null when an ARG of the template has no value.</summary>
    public static string? Expand(string template, IReadOnlyDictionary<string, string> args) =>
        ArgsOf(template).All(args.ContainsKey)
            ? Placeholder().Replace(template, match => args[match.Groups[1].Value])
            : null;

    [GeneratedRegex(@"\{([A-Z0-9_]+)\}")]
    private static partial Regex Placeholder();
}
