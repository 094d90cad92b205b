using System.Text.Json.Serialization;

namespace Sidecar.Protocol;

/// <summary>
/// The body of <c>POST /execute</c>. What is not set is not sent: null is a value too, and a sidecar may refuse it for a
/// field that is a text or a number with a default.
/// </summary>
/// <param name="Code">Source text, written to the language's file name in a fresh directory.</param>
/// <param name="Timeout">Seconds until the whole process tree is ended; null means the sidecar's default.</param>
/// <param name="WorkingDir">
/// Where the program runs; null means the sidecar's choice: the fresh directory in ours, the working directory itself in
/// others. Must lie below the sidecar's working directory.
/// </param>
public sealed record ExecuteRequest(
    [property: JsonPropertyName("code"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code,
    [property: JsonPropertyName("timeout"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Timeout = null,
    [property: JsonPropertyName("working_dir"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? WorkingDir = null);

/// <summary>The answer to <c>POST /execute</c>.</summary>
/// <param name="ExitCode">Exit status; 128+N for a signal, 124 after a timeout.</param>
/// <param name="Stdout">Standard output, at most 1 MiB.</param>
/// <param name="Stderr">Standard error, at most 1 MiB.</param>
/// <param name="ExecutionTimeMs">Wall-clock time in milliseconds.</param>
/// <param name="TimedOut">True when the time limit ended the program. Null from a foreign sidecar that does not say.</param>
/// <param name="Truncated">True when a stream was cut at its limit. Null from a foreign sidecar that does not say.</param>
/// <param name="OutOfMemory">
/// True when the program failed and, while it ran, the kernel ended a process for want of memory: programs count against
/// the sidecar's limit. Null from a foreign sidecar that does not say, and from ours where the kernel does not.
/// </param>
public sealed record ExecuteResponse(
    [property: JsonPropertyName("exit_code")] int ExitCode,
    [property: JsonPropertyName("stdout")] string Stdout,
    [property: JsonPropertyName("stderr")] string Stderr,
    [property: JsonPropertyName("execution_time_ms")] long ExecutionTimeMs,
    [property: JsonPropertyName("timed_out")] bool? TimedOut = null,
    [property: JsonPropertyName("truncated")] bool? Truncated = null,
    [property: JsonPropertyName("out_of_memory")] bool? OutOfMemory = null);

/// <summary>The body of every refusal.</summary>
/// <param name="Error">What was wrong and what to do, in words.</param>
public sealed record ErrorResponse([property: JsonPropertyName("error")] string Error);
