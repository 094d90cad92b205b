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

    private const string HostLabel = "kcr.dev/host";
    internal const string ProcessLabel = "kcr.dev/pid";
    private const string StartedLabel = "kcr.dev/process-started";

    /// <summary>A new session's id: short and random.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(8, lowercase: true);

    /// <summary>The labels of what a session of this process creates; keys and values suit Docker and Kubernetes.</summary>
    /// <param name="id">The session's id.</param>
    public static IReadOnlyDictionary<string, string> Labels(string id)
    {
        var self = RunningProcess.Current;
        return new Dictionary<string, string>
        {
            [ManagedByLabel] = ManagedBy,
            [IdLabel] = id,
            [HostLabel] = Host(),
            [ProcessLabel] = self.Id.ToString(CultureInfo.InvariantCulture),
            [StartedLabel] = self.Started.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        };
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
