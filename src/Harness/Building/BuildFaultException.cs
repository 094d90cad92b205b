namespace Harness.Building;

/// <summary>One build failed; collected with the others' into a <see cref="BuildFailedException"/>.</summary>
internal sealed class BuildFaultException(string problem) : Exception(problem);
