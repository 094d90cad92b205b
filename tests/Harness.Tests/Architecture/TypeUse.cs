namespace Harness.Tests.Architecture;

/// <summary>A type that another one uses, by their full names; of a nested type, the name of the one that it is nested in.</summary>
/// <param name="User">Who uses it.</param>
/// <param name="Used">What is used.</param>
/// <param name="Library">The assembly that the used type comes from.</param>
internal sealed record TypeUse(string User, string Used, string Library);
