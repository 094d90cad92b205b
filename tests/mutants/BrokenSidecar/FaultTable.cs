using BrokenSidecar.Faults;
using Sidecar.Processes;

namespace BrokenSidecar;

/// <summary>The faults by name, each with the check that must see it.</summary>
internal static class FaultTable
{
    /// <summary>The faults.</summary>
    internal static IReadOnlyDictionary<string, Fault> All { get; } = new Dictionary<string, Fault>
    {
        // RUN006: any process with "sleep" in its command line could be main.
        ["substring"] = new() { Break = parts => parts with { Locator = new ForgetfulLocator(new ProcFileSystem(), new SubstringRule()) } },

        // RUN006: a "sleep infinity" of the sidecar's own could be main, too.
        ["own-namespace"] = new() { Break = parts => parts with { Locator = new ForgetfulLocator(new ProcFileSystem(), new EverywhereRule()) } },

        // RUN007: runs in its own file system, which is built to have the runtime too.
        ["fallback"] = new() { Break = parts => parts with { Composer = new StayingComposer(parts.Composer) } },

        // RUN008: the program sees the sidecar's variables as well.
        ["leak-environment"] = new() { Break = parts => parts with { Composer = new LeakingComposer(parts.Composer) } },

        // RUN008: main's variables, in another order.
        ["sorted-environment"] = new() { Break = parts => parts with { Composer = new SortingComposer(parts.Composer) } },

        // RUN010: the working directory is lost with the change of the mount namespace.
        ["wrong-directory"] = new() { Break = parts => parts with { Composer = new HomelessComposer(parts.Composer) } },

        // RUN011: what the program wrote to its two streams is one text.
        ["merge-streams"] = new() { Answer = response => response with { Stdout = response.Stdout + response.Stderr, Stderr = "" } },

        // RUN011: output is cut off silently.
        ["silent-truncation"] = new() { Answer = response => response with { Truncated = false } },

        // RUN011: what a program writes to stderr has no limit.
        ["endless-errors"] = new()
        {
            Answer = response => response.Truncated == true ? response with { Stderr = response.Stderr + response.Stderr } : response
        },

        // RUN011: output is cut by a sidecar that has no word for it.
        ["wordless-truncation"] = new() { Answer = response => response with { Truncated = null } },

        // RUN011: whatever the program's status, it is said to have succeeded.
        ["lost-exit-code"] = new() { Answer = response => response.TimedOut == true ? response : response with { ExitCode = 0 } },

        // RUN012: a timeout ends one process, and what it had started goes on.
        ["kill-shell-only"] = new() { Break = parts => parts with { Tree = new ShellKillingTree() } },

        // RUN012: the output before a timeout is thrown away.
        ["lost-output"] = new() { Answer = response => response.TimedOut == true ? response with { Stdout = "", Stderr = "" } : response },

        // RUN012: the answer to a timeout comes too late.
        ["late-timeout"] = new() { TimeoutDelay = TimeSpan.FromSeconds(3) },

        // RUN013: every program is written to the same file.
        ["shared-names"] = new() { Break = parts => parts with { Workspaces = new SharedWorkspaces(parts.Options.WorkingDirectory) } },

        // RUN016: a program that ran out of memory is said to have failed by itself.
        ["hidden-out-of-memory"] = new() { Answer = response => response.OutOfMemory == true ? response with { OutOfMemory = false } : response },

        // RUN017, RUN018 and RUN024: the program is started as nsenter leaves it.
        ["without-wall"] = new() { Break = parts => parts with { Composer = new BareComposer(parts.Composer) } },

        // RUN017: the program may make namespaces and mount, as the sidecar's own profile allows it.
        ["without-filter"] = new() { Break = parts => parts with { Composer = new ScriptedComposer(parts.Composer, PoorWall.WithoutFilter) } },

        // RUN017: a filter that the status shows and that refuses nothing.
        ["empty-filter"] = new() { Break = parts => parts with { Composer = new ScriptedComposer(parts.Composer, PoorWall.WithEmptyFilter) } },

        // RUN018, and RUN024 by the way: the program may trace whatever has its user, and send it signals.
        ["without-domain"] = new() { Break = parts => parts with { Composer = new ScriptedComposer(parts.Composer, PoorWall.WithoutDomain) } },

        // RUN023: whoever reaches the port is served, with the token or without.
        ["open-port"] = new() { Break = parts => parts with { Options = parts.Options with { Token = null } } },

        // RUN024: the program cannot trace main and can send it signals.
        ["without-scopes"] = new() { Break = parts => parts with { Composer = new ScriptedComposer(parts.Composer, PoorWall.WithoutScopes) } },

        // RUN024: the same, by a sidecar whose filter keeps Landlock's version from the program.
        ["hidden-landlock"] = new() { Break = parts => parts with { Composer = new ScriptedComposer(parts.Composer, PoorWall.WithoutScopesAndWord) } },

        // RUN024: the program can have the kernel end main when memory runs out.
        ["writes-below-proc"] = new() { Break = parts => parts with { Composer = new ScriptedComposer(parts.Composer, PoorWall.WithProc) } },

        // RUN016: a program that ran out of memory is said to have succeeded.
        ["successful-out-of-memory"] = new()
        {
            Answer = response => response.OutOfMemory == true ? response with { ExitCode = 0, OutOfMemory = false } : response
        },

        // RUN025: the more processes a program has, the later it is ended.
        ["one-by-one"] = new() { Break = parts => parts with { Tree = new OneByOneTree(parts.Tree) } },

        // RUN026: more than twelve programs at once, and the rest fail.
        ["crowded"] = new() { MostAtOnce = 12 },

        // RUN027: what is ended is never reaped.
        ["zombies"] = new() { Break = parts => parts with { Tree = new ForgettingTree(parts.Tree) } },

        // RUN028: what programs leave is removed by its path, which can be too long.
        ["removal-by-path"] = new() { Break = parts => parts with { Workspaces = new PathWorkspaces(parts.Options.WorkingDirectory) } },

        // RUN006: what a user's program left has main's command line, and is newer.
        ["newest-sleep"] = new() { Break = parts => parts with { Locator = new ForgetfulLocator(new ProcFileSystem(), new NewestSleepRule()) } },

        // RUN006 in Docker, POD007 in pods, where main is older than whatever else sleeps until it is started again.
        ["first-sleep"] = new() { Break = parts => parts with { Locator = new ForgetfulLocator(new ProcFileSystem(), new FirstSleepRule()) } },

        // POD007: whatever becomes of main, what it was at first is what is entered.
        ["remember-main"] = new() { Break = parts => parts with { Locator = new RememberingLocator(parts.Locator) } },
    };
}
