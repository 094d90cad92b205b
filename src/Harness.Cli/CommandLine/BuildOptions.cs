using System.CommandLine;
using Harness.Building;
using Harness.Catalog;
using Harness.Images;

namespace Harness.Cli.CommandLine;

/// <summary>What <c>build</c> and <c>plan</c> both take to say what is built.</summary>
internal sealed class BuildOptions
{
    /// <summary>Names of images.</summary>
    public Argument<string[]> Images { get; } = new("IMAGE")
    {
        Description = "Names of images in images/catalog.yaml (default: all).",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The tag.</summary>
    public Option<string> Tag { get; } = Values.Tag();

    /// <summary>The registry.</summary>
    public Option<string?> Registry { get; } = Values.Registry();

    /// <summary>Build ARGs.</summary>
    public Option<IReadOnlyDictionary<string, string>?> BuildArgs { get; } =
        Values.Assignments("--build-arg", "An ARG of the Dockerfiles, for example a version (repeatable).", "PYTHON_VERSION=3.13");

    /// <summary>The base provider.</summary>
    public Option<BaseProvider?> Bases { get; } = Values.OneOf<BaseProvider>(
        "--bases",
        "Where the bases come from (default: dhi where credentials are found, mirror where DHI_MIRROR is set, else local stand-ins).");

    /// <summary>The package set.</summary>
    public Option<PackageSet?> Set { get; } = Values.OneOf<PackageSet>(
        "--set", "The packages: full is everything that the catalog advertises, core is the runtime alone (default: full).");

    /// <summary>What was asked for.</summary>
    public BuildRequest Request(ParseResult parsed) => new(
        parsed.GetValue(Images) ?? [],
        parsed.GetValue(Registry),
        parsed.GetValue(Tag)!,
        parsed.GetValue(Bases),
        parsed.GetValue(BuildArgs),
        Set: parsed.GetValue(Set));
}
