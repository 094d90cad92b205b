namespace Harness.Catalog;

/// <summary>How much an image has: the ARG <c>PACKAGE_SET</c> of its Dockerfile.</summary>
public enum PackageSet
{
    /// <summary>Every package that the catalog advertises.</summary>
    Full,

    /// <summary>The runtime and what the contract needs.</summary>
    Core,
}
