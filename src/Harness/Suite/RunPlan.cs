using Harness.Building;

namespace Harness.Suite;

/// <summary>What would be built, and what of it would be tested.</summary>
/// <param name="Build">The build.</param>
/// <param name="Test">The test; null when no image that is built runs a language.</param>
public sealed record RunPlan(BuildPlan Build, TestPlan? Test);
