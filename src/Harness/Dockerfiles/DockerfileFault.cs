namespace Harness.Dockerfiles;

/// <summary>Why a Dockerfile, or an instruction of it, cannot be read.</summary>
/// <param name="Position">Where.</param>
/// <param name="Message">What was expected, what is there and what to do.</param>
public sealed record DockerfileFault(SourcePosition Position, string Message);
