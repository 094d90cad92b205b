using Harness.Catalog.Yaml;

namespace Harness.Catalog;

/// <summary>The keys of every mapping in the catalog; <c>images/catalog.schema.json</c> says the same to editors.</summary>
internal static class CatalogShapes
{
    public static readonly Shape Catalog = new("catalog", ["version", "versions", "bases", "images"], ["pods", "endOfLife"]);

    public static readonly Shape Pods = new("pods", [], ["runtimeClassName", "nodeSelector", "tolerations", "imagePullSecrets"]);

    public static readonly Shape Toleration = new("toleration", [], ["key", "operator", "value", "effect"]);

    public static readonly Shape Base = new("base", ["context", "variants", "tags"], ["args", "runtime"]);

    public static readonly Shape Image = new(
        "image",
        ["title", "context", "base", "variant", "shell"],
        ["kind", "runtimes", "versions", "buildArgs", "unavailable", "replaces", "preloads", "loadsByName", "goModules", "languages"]);

    public static readonly Shape Version = new("versionWithRules", ["value"], ["minimum", "formerPrefix"]);

    public static readonly Shape LifeEnd = new("lifeEnd", ["source", "lines"], []);

    public static readonly Shape BuildArgs = new("buildArgs", [], ["dhi", "mirror", "local"]);

    public static readonly Shape Unavailable = new("unavailable", [], ["dhi", "mirror", "local"]);

    public static readonly Shape Language = new(
        "language", ["alias", "file", "run", "versionArg", "environment", "programs"], ["shell", "limits", "packages", "adds"]);

    public static readonly Shape Limits = new("limits", [], ["main", "sidecar"]);

    public static readonly Shape Container = new("container", [], ["cpu", "memory"]);

    // Roles that checks of every language need are required: a check without its program would prove nothing.
    public static readonly Shape Programs = new(
        "programs",
        ["hello", "report", "flood", "tree", "memory", "uncaught-error", "environment", "sources", "files"],
        ["bomb", "depths", "compile-error", "modules", "packages", "compute", "plot"]);

    public static readonly Shape Program = new("program", [], ["exitCode", "stdout", "stderr", "with"]);

    public static IReadOnlyList<Shape> All { get; } =
        [Catalog, Pods, Toleration, Base, Image, Version, LifeEnd, BuildArgs, Unavailable, Language, Limits, Container, Programs, Program];
}
