using System.Buffers.Binary;

namespace Harness.Checks.Static;

/// <summary>The capabilities that a file gives to those who execute it (<c>security.capability</c>).</summary>
/// <param name="Permitted">A bit for each capability that the process gets.</param>
/// <param name="Inheritable">A bit for each that it gets where its starter may hand it on.</param>
/// <param name="IsEffective">Whether it has them at once.</param>
internal sealed record FileCapabilities(ulong Permitted, ulong Inheritable, bool IsEffective)
{
    private const uint VersionMask = 0xFF00_0000;
    private const uint EffectiveFlag = 1;

    private static readonly string[] Names =
    [
        "chown", "dac_override", "dac_read_search", "fowner", "fsetid", "kill", "setgid", "setuid", "setpcap", "linux_immutable",
        "net_bind_service", "net_broadcast", "net_admin", "net_raw", "ipc_lock", "ipc_owner", "sys_module", "sys_rawio", "sys_chroot",
        "sys_ptrace", "sys_pacct", "sys_admin", "sys_boot", "sys_nice", "sys_resource", "sys_time", "sys_tty_config", "mknod", "lease",
        "audit_write", "audit_control", "setfcap", "mac_override", "mac_admin", "syslog", "wake_alarm", "block_suspend", "audit_read",
        "perfmon", "bpf", "checkpoint_restore",
    ];

    /// <summary>What the sidecar's nsenter has, and must have to enter main's mount namespace as 65532.</summary>
    public static FileCapabilities OfNsenter { get; } = AllOf("sys_chroot", "sys_ptrace", "sys_admin");

    /// <summary>The attribute's bytes as the kernel reads them; null when they are malformed.</summary>
    public static FileCapabilities? Read(ReadOnlySpan<byte> attribute)
    {
        if (attribute.Length < 12)
        {
            return null;
        }

        var head = BinaryPrimitives.ReadUInt32LittleEndian(attribute);
        // Version 1 has 32 bits of each set, version 2 has 64, version 3 adds the user namespace's root.
        var words = (head & VersionMask, attribute.Length) switch
        {
            (0x0100_0000, 12) => 1,
            (0x0200_0000, 20) or (0x0300_0000, 24) => 2,
            _ => 0,
        };
        if (words == 0)
        {
            return null;
        }

        var (permitted, inheritable) = (0UL, 0UL);
        for (var word = 0; word < words; word++)
        {
            permitted |= (ulong)BinaryPrimitives.ReadUInt32LittleEndian(attribute[(4 + (8 * word))..]) << (32 * word);
            inheritable |= (ulong)BinaryPrimitives.ReadUInt32LittleEndian(attribute[(8 + (8 * word))..]) << (32 * word);
        }

        return new FileCapabilities(permitted, inheritable, (head & EffectiveFlag) != 0);
    }

    /// <summary>As setcap writes them: <c>cap_sys_chroot,cap_sys_admin=eip</c>.</summary>
    public override string ToString()
    {
        var both = Permitted & Inheritable;
        var sets = new[] { (Bits: both, Flags: "ip"), (Bits: Permitted & ~both, Flags: "p"), (Bits: Inheritable & ~both, Flags: "i") };
        var words = sets.Where(set => set.Bits != 0).Select(set => $"{Listed(set.Bits)}={(IsEffective ? "e" : string.Empty)}{set.Flags}");
        return string.Join(' ', words) is { Length: > 0 } text ? text : "no capability";
    }

    private static FileCapabilities AllOf(params IEnumerable<string> names)
    {
        var bits = names.Aggregate(0UL, (bits, name) => bits | (1UL << Array.IndexOf(Names, name)));
        return new FileCapabilities(bits, bits, IsEffective: true);
    }

    private static string Listed(ulong bits) => string.Join(',', Enumerable.Range(0, 64)
        .Where(bit => ((bits >> bit) & 1) != 0)
        .Select(bit => bit < Names.Length ? $"cap_{Names[bit]}" : $"{bit}"));
}
