using System.Globalization;
using System.Security.Cryptography;
using Harness.Platform;

namespace Harness.Sandboxes;

/// <summary>
/// One run of the harness, as the labels on everything that it creates tell it: which run, and which process on which
/// machine, so that a later <c>clean</c> can tell what is left over from what is in use.
/// </summary>
public static class Session
{
    /// <summary>The label that everything carries.</summary>
    public const string ManagedByLabel = "app.kubernetes.io/managed-by";

    /// <summary>The value of <see cref="ManagedByLabel"/>.</summary>
    public const string ManagedBy = "kcr-harness";

    /// <summary>The label with the session's id.</summary>
    public const string IdLabel = "kcr.dev/session";

    /// <summary>The label of what its session was asked to keep.</summary>
    public const string KeptLabel = "kcr.dev/kept";

    private const string HostLabel = "kcr.dev/host";
    internal const string ProcessLabel = "kcr.dev/pid";
    private const string StartedLabel = "kcr.dev/process-started";

    /// <summary>A new session's id: short and random.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(8, lowercase: true);

    /// <summary>The labels of what a session of this process creates; keys and values suit Docker and Kubernetes.</summary>
    /// <param name="id">The session's id.</param>
    /// <param name="kept">Whether the session was asked to keep what it creates.</param>
    public static IReadOnlyDictionary<string, string> Labels(string id, bool kept = false)
    {
        var self = RunningProcess.Current;
        var labels = new Dictionary<string, string>
        {
            [ManagedByLabel] = ManagedBy,
            [IdLabel] = id,
            [HostLabel] = Host(),
            [ProcessLabel] = self.Id.ToString(CultureInfo.InvariantCulture),
            [StartedLabel] = self.Started.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        };
        if (kept)
        {
            labels[KeptLabel] = "true";
        }

        return labels;
    }

    /// <summary>Whether the session that labelled something was asked to keep it.</summary>
    internal static bool IsKept(IReadOnlyDictionary<string, string> labels) => labels.ContainsKey(KeptLabel);

    /// <summary>Whose session labelled something, for people.</summary>
    internal static string Owner(IReadOnlyDictionary<string, string> labels)
    {
        var host = labels.GetValueOrDefault(HostLabel);
        var started = long.TryParse(labels.GetValueOrDefault(StartedLabel), CultureInfo.InvariantCulture, out var moment)
            && moment is >= 0 and < 253_402_300_800_000
            ? string.Create(CultureInfo.InvariantCulture, $", started {DateTimeOffset.FromUnixTimeMilliseconds(moment):yyyy-MM-dd HH:mm} UTC")
            : "";
        return $"of process {labels.GetValueOrDefault(ProcessLabel, "unknown")} on "
            + $"{(host is null ? "a machine that it does not name" : host == Host() ? "this machine" : host)}"
            + $"{started}{(IsKept(labels) ? ", kept on purpose" : "")}";
    }

    /// <summary>
    /// Whether the session that labelled something may still be running: null when its process on this machine has
    /// ended, otherwise why it is taken to be running.
    /// </summary>
    /// <param name="labels">The labels of what was found.</param>
    internal static string? InUse(IReadOnlyDictionary<string, string> labels)
    {
        if (labels.GetValueOrDefault(HostLabel) is { } host && host != Host())
        {
            return $"its session runs on another machine, {host}, which cannot be asked from here";
        }

        return int.TryParse(labels.GetValueOrDefault(ProcessLabel), CultureInfo.InvariantCulture, out var id)
            && long.TryParse(labels.GetValueOrDefault(StartedLabel), CultureInfo.InvariantCulture, out var started)
            && new RunningProcess(id, DateTimeOffset.FromUnixTimeMilliseconds(started)).IsThere
                ? $"its session's process {id} is running"
                : null;
    }

    // A label's value in Kubernetes: at most 63 letters, digits, dots, dashes.
    private static string Host()
    {
        var name = string.Concat(Environment.MachineName.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '-'));
        return (name.Length > 63 ? name[..63] : name).Trim('-', '.');
    }
}
