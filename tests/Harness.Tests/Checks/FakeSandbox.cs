using System.Text;
using Harness.Sandboxes;
using Sidecar.Protocol;

namespace Harness.Tests.Checks;

/// <summary>A sandbox that keeps the contract in every respect, until a test changes one thing.</summary>
internal sealed class FakeSandbox : ISandbox
{
    public const string MainNamespace = "mnt:[100]";
    public const string SidecarNamespace = "mnt:[200]";

    private const string UnprivilegedIds = "65532\t65532\t65532\t65532";
    private readonly List<(ProcessSummary Process, TaskCompletionSource Seen)> decoys = [];
    private readonly Dictionary<string, string> trespasses = new(StringComparer.Ordinal);

    public FakeSandbox(SandboxSpec spec)
    {
        Spec = spec;
        Programs = new(StringComparer.Ordinal)
        {
            ["hello"] = request => Answer(0, request.Code + "\n"),
            ["report"] = request => Answer(3, ReportOf(request), "Überlauf ✓\n"),
            ["flood"] = _ => Answer(0, Flood(1 << 20), Flood(1 << 20)) with { Truncated = true },
            ["tree"] = _ => Answer(124, "started\n") with { TimedOut = true },
            ["memory"] = _ => Answer(137, "") with { OutOfMemory = true },
            ["bomb"] = _ => Answer(124, "started\n") with { TimedOut = true },
            ["depths"] = _ => Answer(0, "/mnt/data/.execution-1\ndone\n"),
            ["uncaught"] = _ => Answer(1, "", "oops\n"),
            ["compile"] = _ => Answer(1, "", "wrong type\n"),
            ["modules"] = _ => Answer(0, "modules\n"),
            ["packages"] = _ => Answer(0, "imported\n"),
            ["compute"] = _ => Answer(0, "14.0\n"),
            ["plot"] = request => Write(request, Png, ""),
            ["environment"] = _ => Answer(0, "PATH ok\nHOME ok\n"),
            ["sources"] = _ => Answer(0, Files.ContainsKey("greeting") ? "greeting\n" : ""),
            ["files"] = request => Write(request, Encoding.UTF8.GetBytes("written: Grüße, 世界 ✓\n"), "3 Grüße, 世界 ✓\n"),
        };
    }

    /// <summary>A picture of one pixel.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public SandboxSpec Spec { get; }

    /// <summary>What each program answers, by the first word of its source.</summary>
    public Dictionary<string, Func<ExecuteRequest, ExecuteResponse>> Programs { get; }

    /// <summary>What is answered to a source that is none of them: a greeting, said by the program or by the compiler that refuses it.</summary>
    public Func<ExecuteRequest, ExecuteResponse> Otherwise { get; set; } = request =>
        request.Code!.EndsWith('\n') ? Answer(1, "", $"what is {request.Code}?") : Answer(0, request.Code + "\n");

    /// <summary>Values that take the place of the report's own, by key.</summary>
    public Dictionary<string, string> Reported { get; } = new(StringComparer.Ordinal);

    public byte[] Environ { get; set; } = Encoding.UTF8.GetBytes("PATH=/usr/bin\0HOME=/tmp\0");

    public Dictionary<string, string> Status { get; } = new(StringComparer.Ordinal)
    {
        ["Uid"] = UnprivilegedIds,
        ["Gid"] = UnprivilegedIds,
        ["Groups"] = "",
        ["CapInh"] = "0000000000000000",
        ["CapPrm"] = "0000000000000000",
        ["CapEff"] = "0000000000000000",
        ["CapAmb"] = "0000000000000000",
        ["CapBnd"] = "0000000000000000",
        ["NoNewPrivs"] = "1",
        ["Seccomp"] = "2",
        ["SigBlk"] = "0000000000000000",
        ["SigIgn"] = "0000000000000000",
        ["SigCgt"] = "0000000000000000",
    };

    /// <summary>Whether a program can read what is another process's.</summary>
    public bool ReadsOthers { get; set; }

    /// <summary>What the sidecar's own process may.</summary>
    public Dictionary<string, string> SidecarStatus { get; } = new(StringComparer.Ordinal) { ["CapBnd"] = "00000000002c0000", ["Seccomp"] = "2" };

    /// <summary>Changes the sandboxes that are started beside this one.</summary>
    public Action<FakeSandbox> Sibling { get; set; } = _ => { };

    public MainState State { get; set; } = new(true, null, 0, "running");

    public string? Refusal { get; set; }

    /// <summary>Whether directories of executions are still there when they are over.</summary>
    public bool WorkspacesStay { get; set; }

    public bool SidecarHasSleep { get; set; } = true;

    /// <summary>Whether the tree program comes to start its processes.</summary>
    public Func<ExecuteRequest, bool> TreeStarts { get; set; } = _ => true;

    /// <summary>Changes what the probe says, given how often it was asked before.</summary>
    public Func<ProbeReport, int, ProbeReport> Probe { get; set; } = (report, _) => report;

    /// <summary>Processes besides main.</summary>
    public List<ProcessSummary> Others { get; } = [];

    public Dictionary<string, string> Planted { get; } = new(StringComparer.Ordinal);

    /// <summary>Waited for before every execution.</summary>
    public Func<CancellationToken, Task> Gate { get; set; } = _ => Task.CompletedTask;

    public int Disposals { get; private set; }

    public int Probes { get; private set; }

    public List<string> Executed { get; } = [];

    public static ExecuteResponse Answer(int exitCode, string stdout, string stderr = "") => new(exitCode, stdout, stderr, 10, false, false);

    public static string Flood(int bytes) =>
        string.Concat(Enumerable.Repeat("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n", (bytes / 64) + 1))[..bytes];

    public async Task<ExecuteResponse> ExecuteAsync(ExecuteRequest request, CancellationToken cancellation)
    {
        var words = request.Code!.Split(' ');
        lock (Executed)
        {
            Executed.Add(words[0]);
        }

        await Gate(cancellation);
        if (!ReadsEnviron && !TakesDefaults)
        {
            throw new SidecarException(503, "main's environ cannot be read");
        }

        if (words[0] == "tree" && words[1] != "/usr/bin/sleep")
        {
            return Trespass(words[1], words[2]);
        }

        if (words[0] == "tree" && TreeStarts(request))
        {
            await StayUntilSeenAsync(words[2], cancellation);
        }

        return Programs.GetValueOrDefault(words[0], Otherwise)(request);
    }

    /// <summary>How the attempts end of what no program must be able to do, where they are not refused.</summary>
    public Dictionary<string, string> Attempts { get; } = new(StringComparer.Ordinal);

    /// <summary>Why the program that tries them could not be put into main; null when it could.</summary>
    public string? NotLent { get; set; }

    public Task<string?> LendAsync(string path, CancellationToken cancellation) => Task.FromResult(NotLent);

    /// <summary>The files of the data directory.</summary>
    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public Task UploadAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        Files[name] = content.ToArray();
        return Task.CompletedTask;
    }

    public Task<byte[]?> DownloadAsync(string name, CancellationToken cancellation) => Task.FromResult(Files.GetValueOrDefault(name));

    /// <summary>What a program gives that writes the file whose path its source ends with.</summary>
    public ExecuteResponse Write(ExecuteRequest request, byte[] content, string stdout)
    {
        Files[request.Code!.Split("/mnt/data/")[^1]] = content;
        return Answer(0, stdout);
    }

    /// <summary>Why the files cannot be listed.</summary>
    public string? ListingFault { get; set; }

    public Task<string?> ListingFaultAsync(CancellationToken cancellation) => Task.FromResult(ListingFault);

    public Task<string?> ReadinessAsync(CancellationToken cancellation) => Task.FromResult(Refusal);

    public Task<ProbeReport> ProbeAsync(
        IReadOnlyList<string> paths, IReadOnlyList<KeyValuePair<string, string>> plant, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var (path, content) in plant)
        {
            Planted[path] = content;
        }

        lock (decoys)
        {
            var report = new ProbeReport(
                Process(50, ["probe"], SidecarNamespace),
                [Process(7, ["sleep", "infinity"], MainNamespace)],
                [
                    new ProcessSummary(1, 0, "S", 65532, ["/usr/bin/catatonit", "-P"]),
                    new ProcessSummary(6, 0, "S", 65532, ["/app/sidecar"], new Dictionary<string, string>(SidecarStatus)),
                    new ProcessSummary(7, 0, "S", 65532, ["sleep", "infinity"]),
                    .. Others, .. decoys.Select(decoy => decoy.Process),
                ],
                [.. paths.Select(path => path.Contains(".execution", StringComparison.Ordinal) && !WorkspacesStay
                    ? new ProbedPath(path, null, null)
                    : new ProbedPath(path, File() with { Content = trespasses.GetValueOrDefault(path) }, File()))],
                [.. plant.Select(file => new PlantedFile(file.Key, null))],
                Spec.HasNetwork ? ["eth0", "lo"] : ["lo"],
                LandlockAbi);
            decoys.ForEach(decoy => decoy.Seen.SetResult());
            decoys.Clear();
            return Task.FromResult(Probe(report, Probes++));
        }
    }

    public int LandlockAbi { get; set; } = 7;

    public Exception? RemovalFault { get; init; }

    public Task<bool> StartInSidecarAsync(IReadOnlyList<string> argv, CancellationToken cancellation) => Task.FromResult(SidecarHasSleep);

    public Task<bool> StartInMainAsync(IReadOnlyList<string> environment, IReadOnlyList<string> argv, CancellationToken cancellation)
    {
        StartedInMain.Add([.. environment, .. argv]);
        return Task.FromResult(true);
    }

    /// <summary>What was started in main, environment and command.</summary>
    public List<IReadOnlyList<string>> StartedInMain { get; } = [];

    /// <summary>Whether the sidecar runs programs also where it has no main to run them in.</summary>
    public bool RunsWithoutMain { get; set; }

    /// <summary>Whether the sidecar runs programs also where main's environ cannot be read.</summary>
    public bool TakesDefaults { get; set; }

    public Task KillMainAsync(CancellationToken cancellation)
    {
        if (!RunsWithoutMain)
        {
            Gate = _ => throw new SidecarException(503, "main was not found");
        }

        return Task.CompletedTask;
    }

    /// <summary>What the containers have written.</summary>
    public Func<string> Logs { get; set; } = () => "main: (none)";

    public Task<MainState> MainStateAsync(CancellationToken cancellation) => Task.FromResult(State);

    public Task<string> LogsAsync(CancellationToken cancellation) => Task.FromResult(Logs());

    public Task<string> AllLogsAsync(CancellationToken cancellation) =>
        LogsFault is { } fault ? throw new InfrastructureException(fault) : Task.FromResult(Logs());

    /// <summary>Why what the containers have written cannot be read.</summary>
    public string? LogsFault { get; set; }

    public ValueTask DisposeAsync()
    {
        Disposals++;
        return RemovalFault is null ? ValueTask.CompletedTask : ValueTask.FromException(RemovalFault);
    }

    public static PathStat File(int uid = 65532, int gid = 65532, long inode = 11) => new("file", 0b110_100_100, uid, gid, 22, inode, 5, null);

    // Another user's process can be seen, its environ cannot be read.
    private bool ReadsEnviron => Spec.Main.User is null or 65532;

    public ProbedProcess Process(int pid, IReadOnlyList<string> argv, string mountNamespace, long startTime = 1000) => new(
        pid, startTime, argv, ReadsEnviron ? Convert.ToBase64String(Environ) : null, null, new Dictionary<string, string>(Status),
        new Dictionary<string, string> { ["mnt"] = mountNamespace }, null,
        $"100 90 0:50 / / {(Spec.Main.ReadOnlyRoot ? "ro" : "rw")},relatime - overlay overlay rw\n");

    /// <summary>The tree program's sleep, there until a probe has seen it.</summary>
    private async Task StayUntilSeenAsync(string marker, CancellationToken cancellation)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var decoy = new ProcessSummary(99, 1, "S", 65532, ["/usr/bin/sleep", marker]);
        lock (decoys)
        {
            decoys.Add((decoy, seen));
        }

        await seen.Task.WaitAsync(cancellation);
    }

    /// <summary>What the program leaves that tries what none must be able to do.</summary>
    private ExecuteResponse Trespass(string path, string argument)
    {
        List<(string Attempt, string Result)> results =
            [("unshare", "! EPERM"), ("clone", "! EPERM"), ("memory:self", "ok"), ("port", "401")];
        foreach (var target in argument.Split(',').Skip(1).Select(target => target.Split(':')[0]))
        {
            results.AddRange([($"memory:{target}", "! EACCES"), ($"signal:{target}", "! EPERM"), ($"oom_score_adj:{target}", "! EACCES")]);
        }

        lock (decoys)
        {
            trespasses[$"{path}.result"] =
                string.Concat(results.Select(one => $"{one.Attempt} {Attempts.GetValueOrDefault(one.Attempt, one.Result)}\n"));
        }

        return Answer(0, "started\n");
    }

    private string ReportOf(ExecuteRequest request)
    {
        var nonce = request.Code!.Split(' ')[1];
        (string Key, string Value)[] lines =
        [
            ("environ", Convert.ToHexStringLower(Environ)),
            ("status", Hex(string.Concat(Status.Select(line => $"{line.Key}:\t{line.Value}\n")))),
            ("cwd", Hex(request.WorkingDir!)),
            ("mntns", MainNamespace),
            ("nonce", Planted.TryGetValue(nonce, out var planted) ? Hex(planted) : ReadsOthers ? Hex("HOME=/") : "! Permission denied"),
            ("stdin", "0"),
            ("version", "3.13.5"),
            ("utf8", "Grüße, 世界 ✓"),
        ];
        return string.Concat(lines.Select(line => $"{line.Key} {Reported.GetValueOrDefault(line.Key, line.Value)}\n"));
    }

    public static string Hex(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));
}
