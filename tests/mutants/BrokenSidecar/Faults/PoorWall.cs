namespace BrokenSidecar.Faults;

/// <summary>
/// Builds a part of the wall, and leaves out what the launcher would have added: by a script in main's own Python, which is started
/// in the launcher's place and then gives way to the program.
/// </summary>
internal static class PoorWall
{
    private const string Start =
        """
        import ctypes, os, platform, struct, sys
        c = ctypes.CDLL(None, use_errno=True)
        assert c.prctl(38, 1, 0, 0, 0) == 0
        class Filter(ctypes.Structure): _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_char_p)]
        def load(*code):
            steps = b"".join(struct.pack("=HBBI", *step) for step in code)
            assert c.prctl(22, 2, ctypes.byref(Filter(len(code), steps)), 0, 0) == 0
        allow, refuse, absent = (6, 0, 0, 0x7fff0000), (6, 0, 0, 0x50001), (6, 0, 0, 0x50026)

        """;

    private const string Filter =
        """
        unshare, clone = (272, 56) if platform.machine() == "x86_64" else (97, 220)
        load((32, 0, 0, 0), (21, 0, 1, unshare), refuse, (21, 0, 1, 435), absent, (21, 0, 2, clone), (32, 0, 0, 16), (69, 1, 0, 1 << 28), allow, refuse)

        """;

    private const string Domain =
        """
        def domain(scoped, besides):
            rules = struct.pack("=QQQ", 1 << 1, 0, scoped)
            made = c.syscall(444, rules, len(rules), 0)
            assert made >= 0
            for name in os.listdir("/"):
                if name in besides or os.path.islink("/" + name): continue
                place = os.open("/" + name, os.O_PATH)
                assert c.syscall(445, made, 1, struct.pack("=Qi", 1 << 1, place), 0) == 0
            assert c.syscall(446, made, 0) == 0

        """;

    private const string End = "os.execv(sys.argv[1], sys.argv[1:])";

    /// <summary>No privileges to gain and a Landlock domain; no filter of its own.</summary>
    internal const string WithoutFilter = Start + Domain + "domain(3, ['proc'])\n" + End;

    /// <summary>The same with a filter that refuses nothing.</summary>
    internal const string WithEmptyFilter = Start + Domain + "domain(3, ['proc'])\nload(allow)\n" + End;

    /// <summary>No privileges to gain and a filter; no Landlock domain.</summary>
    internal const string WithoutDomain = Start + Filter + End;

    /// <summary>All of it, but the domain lets signals out.</summary>
    internal const string WithoutScopes = Start + Domain + "domain(0, ['proc'])\n" + Filter + End;

    /// <summary>The same, and the program is told that the kernel has no Landlock.</summary>
    internal const string WithoutScopesAndWord =
        Start + Domain + "domain(0, ['proc'])\nload((32, 0, 0, 0), (21, 0, 1, 444), absent, allow)\n" + Filter + End;

    /// <summary>All of it, but the domain may write below /proc.</summary>
    internal const string WithProc = Start + Domain + "domain(3, [])\n" + Filter + End;
}
