using System.Text.Json.Serialization;

namespace Sidecar.Protocol;

/// <summary>What <c>sidecar probe</c> prints: the facts that <c>/proc</c> shows, without a judgement.</summary>
/// <param name="Self">The probe's own process: the sidecar's namespaces, identity and capabilities.</param>
/// <param name="MainCandidates">
/// Every process that qualifies as main (exact argv <c>sleep infinity</c>, another mount namespace than the probe's, not started
/// by a sidecar). The contract says exactly one.
/// </param>
/// <param name="Processes">Every process in the PID namespace.</param>
/// <param name="Paths">The paths asked for with <c>--stat</c>, in order, seen in main's root and in the probe's own.</param>
/// <param name="Planted">The files asked for with <c>--plant</c>, in order, written before anything else was looked at.</param>
/// <param name="RoutedInterfaces">
/// The interfaces that a route of the probe's network namespace leads to, <c>lo</c> among them; null when that could not be
/// read.
/// </param>
/// <param name="LandlockAbi">
/// The version of Landlock that the kernel offers in the probe's place; 0 for none, or where the container's profile refuses it.
/// </param>
public sealed record ProbeReport(
    [property: JsonPropertyName("self")] ProbedProcess Self,
    [property: JsonPropertyName("main_candidates")] IReadOnlyList<ProbedProcess> MainCandidates,
    [property: JsonPropertyName("processes")] IReadOnlyList<ProcessSummary> Processes,
    [property: JsonPropertyName("paths")] IReadOnlyList<ProbedPath> Paths,
    [property: JsonPropertyName("planted")] IReadOnlyList<PlantedFile>? Planted = null,
    [property: JsonPropertyName("routed_interfaces")] IReadOnlyList<string>? RoutedInterfaces = null,
    [property: JsonPropertyName("landlock_abi")] int LandlockAbi = 0);

/// <summary>One process in detail.</summary>
/// <param name="Pid">Process id in the shared PID namespace.</param>
/// <param name="StartTime">Start time in clock ticks since boot (field 22 of <c>/proc/PID/stat</c>); with the pid it names a process for good.</param>
/// <param name="Argv">The argument vector.</param>
/// <param name="EnvironBase64">The bytes of <c>/proc/PID/environ</c> in base64; null when they could not be read.</param>
/// <param name="EnvironError">Why environ could not be read.</param>
/// <param name="Status">The lines of <c>/proc/PID/status</c> by name: Uid, Gid, Groups, CapInh, CapPrm, CapEff, CapBnd, CapAmb, NoNewPrivs, Seccomp, …</param>
/// <param name="Namespaces">Namespace links by name: mnt → <c>mnt:[4026532…]</c>; a link that could not be read (another user's process) is left out.</param>
/// <param name="Cgroup">The text of <c>/proc/PID/cgroup</c>.</param>
/// <param name="MountInfo">The text of <c>/proc/PID/mountinfo</c>; null when it could not be read.</param>
public sealed record ProbedProcess(
    [property: JsonPropertyName("pid")] int Pid,
    [property: JsonPropertyName("start_time")] long StartTime,
    [property: JsonPropertyName("argv")] IReadOnlyList<string> Argv,
    [property: JsonPropertyName("environ")] string? EnvironBase64,
    [property: JsonPropertyName("environ_error")] string? EnvironError,
    [property: JsonPropertyName("status")] IReadOnlyDictionary<string, string> Status,
    [property: JsonPropertyName("namespaces")] IReadOnlyDictionary<string, string> Namespaces,
    [property: JsonPropertyName("cgroup")] string? Cgroup,
    [property: JsonPropertyName("mountinfo")] string? MountInfo);

/// <summary>One process in a line.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="ParentPid">Its parent's process id.</param>
/// <param name="State">The state letter of <c>/proc/PID/stat</c>: R, S, D, Z, T, …</param>
/// <param name="Uid">The real user id.</param>
/// <param name="Argv">The argument vector; empty for a zombie.</param>
/// <param name="Security">
/// Of the lines of <c>/proc/PID/status</c> those about capabilities, new privileges and seccomp; empty for a process that has
/// just ended.
/// </param>
/// <param name="MountNamespace">Its link <c>ns/mnt</c>; null when the probe may not read it, as of another user's process or one that is not dumpable.</param>
public sealed record ProcessSummary(
    [property: JsonPropertyName("pid")] int Pid,
    [property: JsonPropertyName("ppid")] int ParentPid,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("uid")] int Uid,
    [property: JsonPropertyName("argv")] IReadOnlyList<string> Argv,
    [property: JsonPropertyName("security")] IReadOnlyDictionary<string, string>? Security = null,
    [property: JsonPropertyName("mount_namespace")] string? MountNamespace = null);

/// <summary>A path seen from both sides.</summary>
/// <param name="Path">The absolute path asked for.</param>
/// <param name="InMain">What it is below main's root; null when it is not there or could not be looked at.</param>
/// <param name="InSidecar">What it is below the probe's own root; null when it is not there or could not be looked at.</param>
/// <param name="InMainError">Why <paramref name="InMain"/> is null, when the reason is another than that the path is not there.</param>
/// <param name="InSidecarError">Why <paramref name="InSidecar"/> is null, when the reason is another than that the path is not there.</param>
public sealed record ProbedPath(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("in_main")] PathStat? InMain,
    [property: JsonPropertyName("in_sidecar")] PathStat? InSidecar,
    [property: JsonPropertyName("in_main_error")] string? InMainError = null,
    [property: JsonPropertyName("in_sidecar_error")] string? InSidecarError = null);

/// <summary>A file that <c>--plant</c> asked for.</summary>
/// <param name="Path">The absolute path in main's root.</param>
/// <param name="Error">Why it could not be written; null when it was.</param>
public sealed record PlantedFile(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("error")] string? Error);

/// <summary>What <c>lstat</c> says of a path.</summary>
/// <param name="Type">file, directory, link, fifo, socket or device.</param>
/// <param name="Mode">Permission bits, set-id and sticky bits included.</param>
/// <param name="Uid">Owner.</param>
/// <param name="Gid">Group.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="Inode">Inode number.</param>
/// <param name="Device">Device number.</param>
/// <param name="Content">The first 4096 bytes as UTF-8, for a regular file that could be read.</param>
public sealed record PathStat(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("mode")] int Mode,
    [property: JsonPropertyName("uid")] int Uid,
    [property: JsonPropertyName("gid")] int Gid,
    [property: JsonPropertyName("size")] long Size,
    [property: JsonPropertyName("inode")] long Inode,
    [property: JsonPropertyName("device")] long Device,
    [property: JsonPropertyName("content")] string? Content);
