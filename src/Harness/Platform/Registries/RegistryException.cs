namespace Harness.Platform.Registries;

/// <summary>A registry cannot be asked, or does not give what it is asked for.</summary>
/// <param name="problem">What was expected, what was seen and what to do.</param>
/// <param name="inner">The cause.</param>
internal sealed class RegistryException(string problem, Exception? inner = null) : InfrastructureException(problem, inner);
