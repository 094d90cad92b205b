using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>What a check finds wrong in a Dockerfile.</summary>
/// <param name="Position">Where.</param>
/// <param name="Message">What is there and what it leads to.</param>
internal sealed record Flaw(SourcePosition Position, string Message);
