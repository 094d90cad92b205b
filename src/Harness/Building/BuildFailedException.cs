namespace Harness.Building;

/// <summary>Images could not be built. What could be built was; nothing half-built has a tag.</summary>
/// <param name="problems">One for each image that failed.</param>
internal sealed class BuildFailedException(IReadOnlyList<string> problems) : HarnessException(ExitStatus.Infrastructure, problems);
