using System.Globalization;

namespace Harness.Checks.Running;

/// <summary>A set of capabilities as <c>/proc/PID/status</c> writes it: a mask in hexadecimal.</summary>
internal static class CapabilitySet
{
    // In the order of their numbers, which is the kernel's.
    private static readonly string[] Names =
    [
        "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP", "LINUX_IMMUTABLE",
        "NET_BIND_SERVICE", "NET_BROADCAST", "NET_ADMIN", "NET_RAW", "IPC_LOCK", "IPC_OWNER", "SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT", "SYS_PTRACE",
        "SYS_PACCT", "SYS_ADMIN", "SYS_BOOT", "SYS_NICE", "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD", "LEASE", "AUDIT_WRITE",
        "AUDIT_CONTROL", "SETFCAP", "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG", "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ", "PERFMON", "BPF",
        "CHECKPOINT_RESTORE",
    ];

    /// <summary>The capabilities' names without CAP_, sorted; null when the text is no mask.</summary>
    public static IReadOnlyList<string>? Parse(string? mask) =>
        ulong.TryParse(mask, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
            ? [.. Enumerable.Range(0, 64).Where(bit => (bits >> bit & 1) != 0).Select(Name).Order(StringComparer.Ordinal)]
            : null;

    private static string Name(int bit) => bit < Names.Length ? Names[bit] : string.Create(CultureInfo.InvariantCulture, $"number {bit}");
}
