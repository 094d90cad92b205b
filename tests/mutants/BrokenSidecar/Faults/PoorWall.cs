namespace BrokenSidecar.Faults;

/// <summary>
/// Builds a part of the wall, and leaves out what the launcher would have added: by a script in main's own Python, which is started
/// in the launcher's place and then gives way to the program.
/// </summary>
internal static class PoorWall
{
    /// <summary>No privileges to gain and a filter that refuses nothing; no Landlock domain.</summary>
    internal const string WithoutDomain =
        """
        import ctypes, os, sys
        c = ctypes.CDLL(None, use_errno=True)
        class Filter(ctypes.Structure): _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_char_p)]
        allow = bytes([6, 0, 0, 0, 0, 0, 0xff, 0x7f])
        assert c.prctl(38, 1, 0, 0, 0) == 0
        assert c.prctl(22, 2, ctypes.byref(Filter(1, allow)), 0, 0) == 0
        os.execv(sys.argv[1], sys.argv[1:])
        """;

    /// <summary>No privileges to gain and a Landlock domain; no filter of its own.</summary>
    internal const string WithoutFilter =
        """
        import ctypes, os, sys
        c = ctypes.CDLL(None, use_errno=True)
        rules = (ctypes.c_uint64 * 1)(1 << 11)
        assert c.prctl(38, 1, 0, 0, 0) == 0
        domain = c.syscall(444, rules, 8, 0)
        assert domain >= 0 and c.syscall(446, domain, 0) == 0
        os.execv(sys.argv[1], sys.argv[1:])
        """;
}
