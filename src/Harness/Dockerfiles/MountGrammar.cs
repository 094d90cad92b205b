using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Dockerfiles;

/// <summary>What <c>RUN --mount</c> takes.</summary>
internal static partial class MountGrammar
{
    private static readonly string[] Types = ["bind", "cache", "secret", "ssh", "tmpfs"];
    private static readonly string[] Modes = ["locked", "private", "shared"];
    private static readonly string[] Booleans = ["0", "1", "f", "F", "false", "False", "FALSE", "t", "T", "true", "True", "TRUE"];
    private static readonly string[] Keys =
    [
        "destination", "dst", "env", "from", "gid", "id", "mode", "readonly", "readwrite", "required", "ro", "rw", "sharing", "size", "source", "src",
        "target", "type", "uid",
    ];

    /// <summary>What is wrong with a mount; null when nothing is. What a variable decides is not judged.</summary>
    /// <param name="text">What follows <c>--mount=</c>.</param>
    /// <param name="directoryIsRoot">Whether the working directory is <c>/</c> as far as the Dockerfile tells.</param>
    public static string? Problem(string text, bool directoryIsRoot)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        var type = "bind";
        foreach (var field in text.Split(','))
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            var key = (equals < 0 ? field : field[..equals]).ToLowerInvariant();
            var value = equals < 0 ? null : field[(equals + 1)..];
            if (value?.Contains('$', StringComparison.Ordinal) == true)
            {
                if (key == "from")
                {
                    return "--mount: from takes no variable; name a stage that starts from it";
                }

                if (key == "type")
                {
                    return null;
                }

                given[Canonical(key)] = "$";
                continue;
            }

            if (FieldProblem(key, value, field, ref type) is { } problem)
            {
                return $"--mount: {problem}";
            }

            if (!string.IsNullOrEmpty(value))
            {
                given[Canonical(key)] = value;
            }
        }

        return Together(type, given, directoryIsRoot) is { } wrong ? $"--mount: {wrong}" : null;
    }

    private static string? FieldProblem(string key, string? value, string field, ref string type)
    {
        if (value is null)
        {
            return key switch
            {
                "readonly" or "ro" or "readwrite" or "rw" => null,
                "required" => type is "secret" or "ssh" ? null : $"required does not go with type={type} (the type has to come first)",
                _ => $"'{Shown.Word(field)}' is no option; expected key=value",
            };
        }

        switch (key)
        {
            case "type":
                type = value.ToLowerInvariant();
                return Types.Contains(type) ? null : $"there is no type '{Shown.Word(value)}'{Suggestion.Among(Shown.Word(value), Types, "types")}";
            case "readonly" or "ro" or "readwrite" or "rw":
                return Booleans.Contains(value) ? null : $"{key}={Shown.Word(value)}: expected true or false";
            case "required":
                return type is not ("secret" or "ssh") ? $"required does not go with type={type} (the type has to come first)"
                    : Booleans.Contains(value) ? null : $"required={Shown.Word(value)}: expected true or false";
            case "size":
                return type != "tmpfs" ? $"size does not go with type={type} (the type has to come first)"
                    : Size().IsMatch(value) ? null : $"size={Shown.Word(value)}: expected a number of bytes, for example 64m";
            case "sharing":
                return Modes.Contains(value.ToLowerInvariant()) ? null : $"sharing={Shown.Word(value)}: expected shared, private or locked";
            case "mode":
                return Octal().IsMatch(value) ? null : $"mode={Shown.Word(value)}: expected an octal number";
            case "uid" or "gid":
                return uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : $"{key}={Shown.Word(value)}: expected a number";
            default:
                return Keys.Contains(key) ? null : $"there is no option '{Shown.Word(key)}'{Suggestion.Among(Shown.Word(key), Keys, "options")}";
        }
    }

    private static string? Together(string type, Dictionary<string, string> given, bool directoryIsRoot)
    {
        if (type is not ("secret" or "ssh" or "cache") && given.Keys.FirstOrDefault(key => key is "mode" or "uid" or "gid") is { } owner)
        {
            return $"{owner} does not go with type={type}";
        }

        if (given.ContainsKey("sharing") && type != "cache")
        {
            return $"sharing does not go with type={type}";
        }

        if (type == "secret")
        {
            return given.ContainsKey("from") ? "from does not go with type=secret"
                : !given.ContainsKey("source") && !given.ContainsKey("target") && !given.ContainsKey("id") ? "a secret needs an id, a source or a target"
                : given.ContainsKey("source") && given.ContainsKey("id") ? "source and id do not go together"
                : null;
        }

        var target = given.GetValueOrDefault("target");
        return type == "ssh" ? null
            : target is null ? directoryIsRoot ? $"type={type} names no target, and no WORKDIR stands before it: nothing can be mounted over /" : null
            : IsRoot(target, directoryIsRoot) ? "nothing can be mounted over /"
            : null;
    }

    /// <summary>A path that is not relative is taken as it is written, and another way to write the root is another path.</summary>
    private static bool IsRoot(string target, bool directoryIsRoot)
    {
        if (target.StartsWith('/') || target.Contains('$', StringComparison.Ordinal))
        {
            return target == "/";
        }

        var depth = 0;
        foreach (var part in target.Split('/').Where(part => part is not ("" or ".")))
        {
            depth = part == ".." ? Math.Max(depth - 1, 0) : depth + 1;
        }

        return directoryIsRoot && depth == 0;
    }

    private static string Canonical(string key) => key switch
    {
        "dst" or "destination" => "target",
        "src" => "source",
        _ => key,
    };

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+)*\s?([kmgtp]i?)?b?$", RegexOptions.IgnoreCase)]
    private static partial Regex Size();

    [GeneratedRegex("^[0-7]{1,11}$")]
    private static partial Regex Octal();
}
