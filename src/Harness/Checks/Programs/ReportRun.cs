using Sidecar.Protocol;

namespace Harness.Checks.Programs;

/// <summary>One run of the report program.</summary>
/// <param name="Response">What the sidecar answered.</param>
/// <param name="Report">What the program said; null when its output is not a report.</param>
/// <param name="Problem">What is wrong with the output; null when <paramref name="Report"/> is there.</param>
/// <param name="Nonce">The nonce that it had to read.</param>
/// <param name="File">The file that it had to write.</param>
/// <param name="WorkingDirectory">The working directory that was asked for.</param>
public sealed record ReportRun(
    ExecuteResponse Response, SelfReport? Report, string? Problem, PlantedNonce Nonce, string File, string WorkingDirectory);
