using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Catalog.Yaml;

namespace Harness.Catalog;

/// <summary>Turns the catalog's nodes into records and checks what refers to something else.</summary>
internal sealed partial class CatalogReader(string root, Problems problems)
{
    private static readonly Dictionary<string, FinalVariant> Variants = new()
    {
        ["minimal"] = FinalVariant.Minimal,
        ["dev"] = FinalVariant.Dev,
    };

    private static readonly Dictionary<string, ImageKind> Kinds = new()
    {
        ["sandbox"] = ImageKind.Sandbox,
        ["sidecar"] = ImageKind.Sidecar,
    };

    private static readonly Dictionary<string, string> Operators = new[] { "Exists", "Equal" }.ToDictionary(word => word);

    private static readonly Dictionary<string, string> Effects = new[] { "NoSchedule", "PreferNoSchedule", "NoExecute" }.ToDictionary(word => word);

    private static readonly Dictionary<string, ProgramRole> Roles = new()
    {
        ["hello"] = ProgramRole.Hello,
        ["report"] = ProgramRole.Report,
        ["flood"] = ProgramRole.Flood,
        ["tree"] = ProgramRole.Tree,
        ["memory"] = ProgramRole.Memory,
        ["bomb"] = ProgramRole.Bomb,
        ["depths"] = ProgramRole.Depths,
        ["uncaught-error"] = ProgramRole.UncaughtError,
        ["compile-error"] = ProgramRole.CompileError,
        ["modules"] = ProgramRole.Modules,
        ["packages"] = ProgramRole.Packages,
        ["compute"] = ProgramRole.Compute,
        ["plot"] = ProgramRole.Plot,
        ["environment"] = ProgramRole.Environment,
        ["sources"] = ProgramRole.Sources,
        ["files"] = ProgramRole.Files,
    };

    private Dictionary<string, LifeEnd> ends = [];

    // Names and aliases of languages share one space: -l takes either.
    private readonly Dictionary<string, Position> languageNames = new(StringComparer.Ordinal);

    public ImageCatalog Read(YamlNode node)
    {
        var map = MapReader.Open(node, CatalogShapes.Catalog, problems);
        if (map.Node("version") is { } version and not YamlScalar { Type: ScalarKind.Number, Text: "1" })
        {
            problems.Add(version.Position, $"'version' must be 1, found {version.Kind}; this harness reads version 1 only");
        }

        ends = LifeEnds(map);
        var common = Versions(map);
        var bases = map.Members("bases").Select(entry => Base(entry.Key, entry.Value)).ToList();
        var images = map.Members("images").Select(entry => Image(entry.Key, entry.Value, common, bases)).ToList();
        if (map.Node("images") is YamlMap && images.Count(image => image.Kind == ImageKind.Sidecar) != 1)
        {
            problems.Add(map.PositionOf("images"), "expected exactly one image of kind 'sidecar': every sandbox needs it");
        }

        foreach (var arg in ends.Keys.Where(arg => !images.SelectMany(image => image.Versions).Any(version => version.Arg == arg)))
        {
            problems.Add(map.PositionOf("endOfLife"), $"'{arg}' has ends of life and is a version of no image");
        }

        return new ImageCatalog(root, images, bases) { Pods = Pods(map) };
    }

    private Dictionary<string, LifeEnd> LifeEnds(MapReader catalog) =>
        catalog.Members("endOfLife").ToDictionary(entry => entry.Key.Text, entry => LifeEnd(entry.Value));

    private LifeEnd LifeEnd(YamlNode node)
    {
        var map = MapReader.Open(node, CatalogShapes.LifeEnd, problems);
        return new LifeEnd(map.Text("source"), map.Members("lines").ToDictionary(line => line.Key.Text, line => Day(map, line.Key.Text, line.Value)));
    }

    private DateOnly Day(MapReader owner, string line, YamlNode node)
    {
        var text = owner.TextOf(node, $"the last day of '{line}'");
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            problems.Add(node.Position, $"'{text}' is not a day; expected one such as 2029-10-31, in quotation marks");
        }

        return day;
    }

    private PodPlacement Pods(MapReader catalog)
    {
        if (catalog.Node("pods") is not { } node)
        {
            return PodPlacement.None;
        }

        var map = MapReader.Open(node, CatalogShapes.Pods, problems);
        return new PodPlacement
        {
            RuntimeClass = TextOrNull(map, "runtimeClassName"),
            NodeSelector = map.TextMap("nodeSelector"),
            Tolerations = [.. map.List("tolerations").Select(Toleration)],
            PullSecrets = map.Texts("imagePullSecrets"),
        };
    }

    private PodToleration Toleration(YamlNode node)
    {
        var map = MapReader.Open(node, CatalogShapes.Toleration, problems);
        return new PodToleration(
            TextOrNull(map, "key"),
            map.Has("operator") ? map.Word("operator", Operators, "") : null,
            TextOrNull(map, "value"),
            map.Has("effect") ? map.Word("effect", Effects, "") : null);
    }

    private static string? TextOrNull(MapReader map, string key) => map.Has(key) ? map.Text(key) : null;

    private BaseDefinition Base(YamlScalar name, YamlNode node)
    {
        var map = MapReader.Open(node, CatalogShapes.Base, problems);
        return new BaseDefinition(
            Name(name),
            map.Text("context"),
            [.. map.List("variants").Select(item => map.WordOf(item, "a variant", Variants, FinalVariant.Minimal))],
            map.Texts("args"),
            [.. map.Members("tags").Select(tag => new BaseTag(
                tag.Key.Text,
                MapReader.Entries(tag.Value, "a mapping of ARGs to values", problems)
                    .ToDictionary(arg => arg.Key.Text, arg => map.TextOf(arg.Value, $"'{arg.Key.Text}'"))))])
        {
            Runtime = TextOrNull(map, "runtime"),
        };
    }

    private ImageDefinition Image(
        YamlScalar name, YamlNode node, IReadOnlyList<VersionArg> common, IReadOnlyList<BaseDefinition> bases)
    {
        var map = MapReader.Open(node, CatalogShapes.Image, problems);
        var kind = map.Word("kind", Kinds, ImageKind.Sandbox);
        IReadOnlyList<VersionArg> versions = [.. common, .. Versions(map)];
        foreach (var twice in versions.GroupBy(version => version.Arg).Where(group => group.Count() > 1))
        {
            problems.Add(map.PositionOf("versions"), $"'{twice.Key}' is a version of every image already");
        }

        var image = new ImageDefinition(
            Name(name),
            kind,
            map.Text("title"),
            map.Text("context"),
            map.Text("base"),
            map.Word("variant", Variants, FinalVariant.Minimal),
            map.Flag("shell", otherwise: false),
            AbsolutePaths(map, "runtimes"),
            versions,
            BuildArgs(map),
            GoModules(map),
            [.. map.Members("languages").Select(entry => Language(entry.Key, entry.Value, versions))])
        {
            Unavailable = Unavailable(map),
            Replaces = AbsolutePaths(map, "replaces"),
            Preloads = map.Texts("preloads"),
            LoadsByName = map.Texts("loadsByName"),
        };

        BaseExists(map, image, bases);
        UnavailableIsAdvertised(map, image);
        if (node is YamlMap && (kind == ImageKind.Sandbox) != (image.Languages.Count > 0))
        {
            problems.Add(
                map.PositionOf("languages"),
                kind == ImageKind.Sandbox ? $"image '{image.Name}' runs no language; add 'languages'" : "the sidecar runs no language; remove 'languages'");
        }

        return image;
    }

    private void UnavailableIsAdvertised(MapReader map, ImageDefinition image)
    {
        var advertised = image.Languages.SelectMany(language => language.Packages).Select(package => package.Name).Distinct().ToList();
        foreach (var name in image.Unavailable.Values.SelectMany(names => names).Distinct().Where(name => name.Length > 0 && !advertised.Contains(name)))
        {
            problems.Add(map.PositionOf("unavailable"), $"'{name}' is not a package that image '{image.Name}' advertises{Suggestion.For(name, advertised)}");
        }
    }

    private void BaseExists(MapReader map, ImageDefinition image, IReadOnlyList<BaseDefinition> bases)
    {
        if (image.Base is "")
        {
            return; // Reported as missing.
        }

        var definition = bases.FirstOrDefault(candidate => candidate.Name == image.Base);
        if (definition is null)
        {
            problems.Add(map.PositionOf("base"), $"unknown base '{image.Base}'{SuggestionOr(image.Base, bases.Select(candidate => candidate.Name), "bases")}");
            return;
        }

        if (definition.Variants.Count > 0 && !definition.Variants.Contains(image.Variant))
        {
            problems.Add(map.PositionOf("variant"), $"base '{image.Base}' has no variant '{Variants.First(pair => pair.Value == image.Variant).Key}'");
        }

        var known = image.Versions.Select(version => version.Arg).ToHashSet();
        foreach (var missing in definition.Tags.SelectMany(tag => TagTemplate.ArgsOf(tag.Template)).Distinct().Where(arg => !known.Contains(arg)))
        {
            problems.Add(
                map.PositionOf("base"),
                $"the tags of base '{image.Base}' need the version '{missing}', which image '{image.Name}' does not have{Suggestion.For(missing, known)}");
        }
    }

    private LanguageDefinition Language(YamlScalar name, YamlNode node, IReadOnlyList<VersionArg> versions)
    {
        var map = MapReader.Open(node, CatalogShapes.Language, problems);
        var alias = map.Text("alias");
        LanguageNameIsFree(name.Position, Name(name));
        if (alias.Length > 0 && alias != name.Text)
        {
            LanguageNameIsFree(map.PositionOf("alias"), alias);
        }

        var versionArg = map.Text("versionArg");
        var args = versions.Select(version => version.Arg).ToList();
        if (versionArg.Length > 0 && !args.Contains(versionArg))
        {
            problems.Add(map.PositionOf("versionArg"), $"'{versionArg}' is not a version of this image{SuggestionOr(versionArg, args, "versions")}");
        }

        var file = map.Text("file");
        var shell = map.Flag("shell", otherwise: false);
        var run = map.Texts("run");
        RunIsSound(map, run, shell);
        return new LanguageDefinition(
            name.Text, alias, file, run, shell, versionArg, Limits(map), Programs(map, name.Text, Path.GetExtension(file)))
        {
            Packages = Packages(map),
            Environment = Variables(map, "environment"),
            Adds = Variables(map, "adds"),
        };
    }

    private List<AdvertisedPackage> Packages(MapReader language)
    {
        List<AdvertisedPackage> packages = [];
        foreach (var (name, node) in language.Members("packages"))
        {
            var import = language.TextOf(node, $"'{name.Text}'");
            if (import.Contains('\n', StringComparison.Ordinal))
            {
                problems.Add(node.Position, $"the statement that imports '{name.Text}' must be one line");
            }

            packages.Add(new AdvertisedPackage(name.Text, import));
        }

        return packages;
    }

    private IReadOnlyList<string> Variables(MapReader language, string key)
    {
        var names = language.Texts(key);
        foreach (var (name, node) in names.Zip(language.List(key)).Where(pair => pair.First.Length > 0 && !Variable().IsMatch(pair.First)))
        {
            problems.Add(node.Position, $"'{name}' is not the name of an environment variable");
        }

        return names;
    }

    private void LanguageNameIsFree(Position position, string name)
    {
        if (!languageNames.TryAdd(name, position))
        {
            problems.Add(position, $"duplicate language '{name}'; it is in line {languageNames[name].Line} already, and names and aliases share one space");
        }
    }

    private void RunIsSound(MapReader map, IReadOnlyList<string> run, bool shell)
    {
        if (!map.Has("run"))
        {
            return;
        }

        if (!run.Any(word => word.Contains("{file}", StringComparison.Ordinal)))
        {
            problems.Add(map.PositionOf("run"), "'run' must contain {file}, the path of the code");
        }

        if (shell && (run.Count is not (1 or 2) || !run[0].Contains("{out}", StringComparison.Ordinal)))
        {
            problems.Add(
                map.PositionOf("run"),
                "with 'shell: true', 'run' must be a compile command that contains {out}, what it makes, and at most one more that runs it");
        }
    }

    private ResourceLimits Limits(MapReader language)
    {
        var contract = ResourceLimits.Contract;
        if (language.Node("limits") is not { } node)
        {
            return contract;
        }

        var map = MapReader.Open(node, CatalogShapes.Limits, problems);
        var (mainCpu, mainMemory) = Container(map, "main", contract.MainCpu, contract.MainMemory);
        var (sidecarCpu, sidecarMemory) = Container(map, "sidecar", contract.SidecarCpu, contract.SidecarMemory);
        return new ResourceLimits(mainCpu, mainMemory, sidecarCpu, sidecarMemory);
    }

    private (double Cpu, long Memory) Container(MapReader limits, string key, double cpu, long memory)
    {
        if (limits.Node(key) is not { } node)
        {
            return (cpu, memory);
        }

        var map = MapReader.Open(node, CatalogShapes.Container, problems);
        return (map.Number("cpu", cpu), map.Memory("memory", memory));
    }

    private Dictionary<ProgramRole, ProgramDefinition> Programs(MapReader language, string name, string extension)
    {
        if (language.Node("programs") is not { } node)
        {
            return [];
        }

        var map = MapReader.Open(node, CatalogShapes.Programs, problems);
        RoleIsThere("packages", "packages");
        return Roles.Where(role => map.Has(role.Key)).ToDictionary(
            role => role.Value,
            role => Program(map.Node(role.Key)!, $"images/programs/{name}/{role.Key}{extension}"));

        // What is promised and not tried would be believed.
        void RoleIsThere(string promise, string role)
        {
            if (language.Has(promise) && !map.Has(role))
            {
                problems.Add(map.Position, $"'{name}' has '{promise}' and no program '{role}' that proves them");
            }
        }
    }

    private ProgramDefinition Program(YamlNode node, string path)
    {
        var map = MapReader.Open(node, CatalogShapes.Program, problems);
        if (!File.Exists(Path.Combine(root, path)))
        {
            problems.Add(node.Position, $"the program {path} is not there");
        }

        var with = map.Texts("with").Where(file => file.Length > 0).Select(file => $"{Path.GetDirectoryName(path)}/{file}").ToList();
        foreach (var missing in with.Where(file => !File.Exists(Path.Combine(root, file))))
        {
            problems.Add(map.PositionOf("with"), $"the source file {missing} is not there");
        }

        return new ProgramDefinition(path, ExitCode(map), map.Has("stdout") ? map.Text("stdout") : null, map.Texts("stderr")) { With = with };
    }

    private int? ExitCode(MapReader program)
    {
        switch (program.Node("exitCode"))
        {
            case null:
                return 0;
            case YamlScalar { Text: "nonzero" }:
                return null;
            case YamlScalar { Type: ScalarKind.Number } scalar
                when int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code <= 255:
                return code;
            case { } node:
                problems.Add(node.Position, $"'exitCode' must be 0 to 255 or nonzero, found {node.Kind}");
                return null;
        }
    }

    private IReadOnlyList<VersionArg> Versions(MapReader owner) =>
        [.. owner.Members("versions").Select(entry => Version(owner, entry.Key, entry.Value))];

    private VersionArg Version(MapReader owner, YamlScalar arg, YamlNode node)
    {
        if (!ArgName().IsMatch(arg.Text))
        {
            problems.Add(arg.Position, $"'{arg.Text}' is not the name of an ARG; expected capital letters, digits and underscores");
        }

        if (node is not YamlMap)
        {
            return new VersionArg(arg.Text, owner.TextOf(node, $"'{arg.Text}'"), []) { LifeEnd = ends.GetValueOrDefault(arg.Text) };
        }

        var map = MapReader.Open(node, CatalogShapes.Version, problems);
        var version = new VersionArg(arg.Text, map.Text("value"), map.Texts("minimum"))
        {
            FormerPrefix = TextOrNull(map, "formerPrefix"),
            LifeEnd = ends.GetValueOrDefault(arg.Text),
        };
        if (version.Problem(version.Value) is { } problem)
        {
            problems.Add(map.PositionOf("value"), problem);
        }

        return version;
    }

    private Dictionary<string, IReadOnlyDictionary<string, string>> BuildArgs(MapReader image)
    {
        if (image.Node("buildArgs") is not { } node)
        {
            return [];
        }

        var map = MapReader.Open(node, CatalogShapes.BuildArgs, problems);
        return CatalogShapes.BuildArgs.Keys.Where(map.Has).ToDictionary(provider => provider, map.TextMap);
    }

    private Dictionary<string, IReadOnlyList<string>> Unavailable(MapReader image)
    {
        if (image.Node("unavailable") is not { } node)
        {
            return [];
        }

        var map = MapReader.Open(node, CatalogShapes.Unavailable, problems);
        return CatalogShapes.Unavailable.Keys.Where(map.Has).ToDictionary(provider => provider, map.Texts);
    }

    private IReadOnlyList<string> GoModules(MapReader image)
    {
        var nodes = image.List("goModules");
        var modules = image.Texts("goModules");
        foreach (var (module, node) in modules.Zip(nodes).Where(pair => pair.First.Length > 0 && !GoModule().IsMatch(pair.First)))
        {
            problems.Add(node.Position, $"'{module}' is not a module with its version; expected path@vX.Y.Z");
        }

        return modules;
    }

    private IReadOnlyList<string> AbsolutePaths(MapReader map, string key)
    {
        var paths = map.Texts(key);
        foreach (var (path, node) in paths.Zip(map.List(key)).Where(pair => pair.First.Length > 0 && pair.First[0] != '/'))
        {
            problems.Add(node.Position, $"'{path}' in '{key}' must be an absolute path of the image");
        }

        return paths;
    }

    private string Name(YamlScalar key)
    {
        if (!PlainName().IsMatch(key.Text))
        {
            problems.Add(key.Position, $"'{key.Text}' is not a name; expected small letters, digits and hyphens");
        }

        return key.Text;
    }

    private static string SuggestionOr(string name, IEnumerable<string> valid, string what)
    {
        var names = valid.ToList();
        var suggestion = Suggestion.For(name, names);
        return suggestion is "" ? $"; the {what} are {string.Join(", ", names)}" : suggestion;
    }

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex PlainName();

    [GeneratedRegex(@"\A[A-Z][A-Z0-9_]*\z")]
    private static partial Regex ArgName();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\A[^@\s]+@v[0-9]+\.[0-9]+\.[0-9]+\S*\z")]
    private static partial Regex GoModule();
}
