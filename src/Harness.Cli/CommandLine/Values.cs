using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Images;
using Harness.Sandboxes.Kubernetes.Delivery;

namespace Harness.Cli.CommandLine;

/// <summary>Options whose values have a form: each refuses another form and says which ones are valid.</summary>
internal static partial class Values
{
    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", RegexOptions.CultureInvariant)]
    private static partial Regex TagForm { get; }

    [GeneratedRegex("^[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)*/?$", RegexOptions.CultureInvariant)]
    private static partial Regex RegistryForm { get; }

    [GeneratedRegex("^[a-z0-9]+/[a-z0-9_]+(/[a-z0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex PlatformForm { get; }

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex NamespaceForm { get; }

    [GeneratedRegex("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex ObjectNameForm { get; }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_.-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex ClusterForm { get; }

    /// <summary><c>-t/--tag</c>.</summary>
    public static Option<string> Tag() => new("--tag", "-t")
    {
        Description = "The images' tag.",
        HelpName = "TAG",
        DefaultValueFactory = _ => "latest",
        CustomParser = result => Parse(
            result,
            text => TagForm.IsMatch(text) ? text : null,
            "a tag: up to 128 letters, digits, '_', '.' and '-', for example 2026-11"),
    };

    /// <summary><c>-r/--registry</c>.</summary>
    public static Option<string?> Registry() => new("--registry", "-r")
    {
        Description = "The registry and path that take the place of the prefix 'kcr', for example ghcr.io/user/kubecoderun.",
        HelpName = "REGISTRY",
        CustomParser = result => Parse(
            result,
            text => RegistryForm.IsMatch(text) ? text : null,
            "a registry and path in lower case without a scheme, for example ghcr.io/user/kubecoderun"),
    };

    /// <summary><c>--platform</c> of an image that is there already.</summary>
    public static Option<string?> Platform(string description) => new("--platform")
    {
        Description = description,
        HelpName = "OS/ARCH",
        CustomParser = result => Parse(
            result,
            text => PlatformForm.IsMatch(text) ? text : null,
            "a platform, for example linux/arm64 or linux/arm/v7"),
    };

    /// <summary><c>-c/--context</c>.</summary>
    public static Option<string?> Context(string description) => new("--context", "-c") { Description = description, HelpName = "CONTEXT" };

    /// <summary><c>-n/--namespace</c>.</summary>
    public static Option<string?> Namespace(string description) => new("--namespace", "-n")
    {
        Description = description,
        HelpName = "NAMESPACE",
        CustomParser = result => Parse(
            result,
            text => NamespaceForm.IsMatch(text) ? text : null,
            "a namespace: up to 63 small letters, digits and '-', for example sandboxes"),
    };

    /// <summary>The name of an object in a cluster.</summary>
    public static Option<string?> ObjectName(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "NAME",
        CustomParser = result => Parse(
            result,
            text => text.Length <= 253 && ObjectNameForm.IsMatch(text) ? text : null,
            "a name: up to 253 small letters, digits, '-' and '.', for example dhi-credentials"),
    };

    /// <summary><c>--sidecar-image</c>.</summary>
    public static Option<string?> SidecarImage() => new("--sidecar-image")
    {
        Description = "Another sidecar image than the catalog's.",
        HelpName = "IMAGE",
        CustomParser = result => Parse(
            result,
            text => ImageReference.IsValid(text) ? text : null,
            "an image reference, for example ghcr.io/user/sidecar:1.2"),
    };

    /// <summary>A scanner that lists what an image consists of.</summary>
    public static Option<string?> Scanner(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "IMAGE|none",
        CustomParser = result => Parse(
            result,
            text => ImageReference.IsValid(text) ? text : null,
            "the reference of a scanner image, or none"),
    };

    /// <summary><c>--images</c>: how images get to the nodes of a cluster.</summary>
    public static Option<ImageWay?> Images() => new("--images")
    {
        Description = "How the images get to the nodes (default: found out from the cluster): engine, the nodes see the engine's images; kind[=CLUSTER], "
            + "minikube[=PROFILE], k3d[=CLUSTER] load them; registry=HOST[/PATH] pushes them to be pulled from there, registry has them under the names "
            + "of -r; present does nothing.",
        HelpName = "WAY",
        CustomParser = result => Parse(
            result,
            WayOf,
            "engine, kind[=CLUSTER], minikube[=PROFILE], k3d[=CLUSTER], registry[=HOST/PATH] or present"),
    };

    /// <summary>An option that may be given several times.</summary>
    public static Option<string[]> Repeatable(string name, string? alias, string value, string description) =>
        new(name, alias is null ? [] : [alias]) { Description = description, HelpName = value, Arity = ArgumentArity.OneOrMore };

    /// <summary>A whole number from 1.</summary>
    public static Option<int?> Count(string name, string description) =>
        Number(name, "N", description, 1, int.MaxValue, "a whole number from 1");

    /// <summary>A port that needs no privilege.</summary>
    public static Option<int?> Port(string name, string description) =>
        Number(name, "PORT", description, 1024, 65535, "a port from 1024 to 65535");

    /// <summary>A name of an enumeration, in lower case.</summary>
    public static Option<T?> OneOf<T>(string name, string description)
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Select(value => value.ToLowerInvariant()).ToList();
        return new Option<T?>(name)
        {
            Description = description,
            HelpName = string.Join('|', names),
            CustomParser = result => Parse<T?>(
                result,
                text => names.IndexOf(text) is var index and >= 0 ? Enum.GetValues<T>()[index] : null,
                $"one of {string.Join(", ", names)}"),
        };
    }

    /// <summary><c>K=V</c>, repeatable; the last value of a key counts, as in docker.</summary>
    public static Option<IReadOnlyDictionary<string, string>?> Assignments(string name, string description, string example) =>
        new(name)
        {
            Description = description,
            HelpName = "K=V",
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result =>
            {
                var values = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var token in result.Tokens)
                {
                    var parts = token.Value.Split('=', 2);
                    if (parts.Length != 2 || parts[0].Length == 0)
                    {
                        result.AddError($"'{token.Value}' for {name} is not K=V, for example {example}.");
                        continue;
                    }

                    values[parts[0]] = parts[1];
                }

                return values;
            },
        };

    /// <summary><c>--shard i/n</c>.</summary>
    public static Option<(int Index, int Count)?> Shard() => new("--shard")
    {
        Description = "Run the i-th of n parts of the suite, for CI jobs that share it.",
        HelpName = "i/n",
        CustomParser = result => Parse<(int, int)?>(
            result,
            text => text.Split('/') is [var first, var second]
                && TryWhole(first, out var index) && TryWhole(second, out var count)
                && index >= 1 && index <= count
                    ? (index, count)
                    : null,
            "i/n with i from 1 to n, for example 1/3"),
    };

    /// <summary>A time span: seconds, or a number with s, m or h.</summary>
    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result => Parse(result, DurationOf, "a time greater than 0 such as 90, 90s, 2m or 1h"),
    };

    /// <summary>Refuses a command line with both options.</summary>
    public static void Exclusive(Command command, Option first, Option second) => command.Validators.Add(result =>
    {
        if (result.GetResult(first) is { Implicit: false } && result.GetResult(second) is { Implicit: false })
        {
            result.AddError($"{first.Name} and {second.Name} contradict each other; give one of them.");
        }
    });

    private static Option<int?> Number(string name, string value, string description, int least, int most, string valid) => new(name)
    {
        Description = description,
        HelpName = value,
        CustomParser = result => Parse<int?>(
            result, text => TryWhole(text, out var number) && number >= least && number <= most ? number : null, valid),
    };

    private static T? Parse<T>(ArgumentResult result, Func<string, T?> parse, string valid)
    {
        var text = result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;
        var value = parse(text);
        if (value is null)
        {
            result.AddError($"'{text}' for {((OptionResult)result.Parent!).Option.Name} is not valid: expected {valid}.");
        }

        return value;
    }

    private static ImageWay? WayOf(string text)
    {
        var (word, name) = text.Split('=', 2) is [var first, var second] ? (first, second) : (text, null);
        return Enum.GetValues<ImageWayKind>().Select(kind => new ImageWay(kind))
            .FirstOrDefault(way => way.ToString() == word && IsName(way.Kind, name)) is { } known
                ? known with { Name = name }
                : null;

        static bool IsName(ImageWayKind kind, string? name) => name is null || kind switch
        {
            ImageWayKind.Registry => RegistryForm.IsMatch(name),
            ImageWayKind.Engine or ImageWayKind.Present => false,
            _ => ClusterForm.IsMatch(name),
        };
    }

    private static TimeSpan? DurationOf(string text)
    {
        var (digits, unit) = text switch
        {
            [.. var number, 's'] => (number, TimeSpan.FromSeconds(1)),
            [.. var number, 'm'] => (number, TimeSpan.FromMinutes(1)),
            [.. var number, 'h'] => (number, TimeSpan.FromHours(1)),
            _ => (text, TimeSpan.FromSeconds(1)),
        };
        return TryWhole(digits, out var count) && count is > 0 and <= 86400 ? count * unit : null;
    }

    private static bool TryWhole(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
