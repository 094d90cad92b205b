namespace Harness.Building;

/// <summary>Where a build ARG's value came from.</summary>
public enum ArgOrigin
{
    /// <summary>Nobody said anything else.</summary>
    Default,

    /// <summary>The catalog.</summary>
    Catalog,

    /// <summary>The base provider.</summary>
    Provider,

    /// <summary>The command line.</summary>
    CommandLine,
}

/// <summary>A build ARG with its value and where that came from.</summary>
public sealed record PlannedArg(string Name, string Value, ArgOrigin Origin);
