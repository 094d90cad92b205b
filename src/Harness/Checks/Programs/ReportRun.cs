using Sidecar.Protocol;

namespace Harness.Checks.Programs;

/// <summary>One run of the report program.</summary>
/// <param name="Response">What the sidecar answered.</param>
/// <param name="Report">What the program said; null when its output is not a report.</param>
/// <param name="Problem">What is wrong with the output; null when <paramref name="Report"/> is there.</param>
/// <param name="File">The file that it had to write.</param>
public sealed record ReportRun(ExecuteResponse Response, SelfReport? Report, string? Problem, string File);
