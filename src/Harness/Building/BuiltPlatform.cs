namespace Harness.Building;

/// <summary>An image of an index.</summary>
/// <param name="Platform">The platform, for example linux/arm64.</param>
/// <param name="Digest">The digest under which the registry has it.</param>
public sealed record BuiltPlatform(string Platform, string Digest);
