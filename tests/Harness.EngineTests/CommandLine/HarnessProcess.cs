using System.Globalization;
using System.Text;
using Harness.EngineTests.Kubernetes;
using Harness.Platform.Processes;
using Harness.Sandboxes;

namespace Harness.EngineTests.CommandLine;

/// <summary>The <c>harness</c> command as a user starts it, with what it wrote so far.</summary>
internal sealed class HarnessProcess : IDisposable
{
    // Only a fault reaches it: some commands build every image from nothing, on a machine with other things to do.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();
    private readonly RunningProgram process;

    private HarnessProcess(ProcessCommand command) => process = RunningProgram.Start(
        command,
        (_, _) => Task.CompletedTask,
        new OutputText(command, line => Append(output, line)).ReadAsync,
        new OutputText(command, line => Append(error, line)).ReadAsync);

    /// <summary>Its process id: the wrapper script, and what becomes of it.</summary>
    public int Id => process.Id;

    /// <summary>What came on standard output and standard error so far.</summary>
    public string Text => Read(output) + Read(error);

    /// <summary>What came on standard output so far.</summary>
    public string Output => Read(output);

    public static HarnessProcess Start(IReadOnlyDictionary<string, string>? environment, params IReadOnlyList<string> arguments)
    {
        // A shell starts what runs in its background with SIGINT ignored, and that is inherited: a test run may be such.
        return new HarnessProcess(new ProcessCommand("env", ["--default-signal=INT,TERM", Path.Combine(Repository.Root, "scripts", "harness"), .. arguments])
        {
            WorkingDirectory = Repository.Root,
            Environment = (environment ?? new Dictionary<string, string>()).ToDictionary(one => one.Key, one => (string?)one.Value),
        });
    }

    /// <summary>Runs the command to its end.</summary>
    public static Task<(int ExitCode, string Text)> RunAsync(params IReadOnlyList<string> arguments) => RunAsync(null, arguments);

    /// <inheritdoc cref="RunAsync(IReadOnlyList{string})"/>
    public static async Task<(int ExitCode, string Text)> RunAsync(
        IReadOnlyDictionary<string, string>? environment, params IReadOnlyList<string> arguments)
    {
        using var harness = Start(environment, arguments);
        return (await harness.ExitAsync(), harness.Text);
    }

    public async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(Longest);
        try
        {
            await process.EndedAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The command had not ended after {Longest.TotalMinutes:0} minutes. It wrote: {Text}");
        }

        return await process.ExitStatusAsync();
    }

    /// <summary>Waits until the run has started containers and returns the label that they carry.</summary>
    public async Task<string> HasContainersAsync()
    {
        // The wrapper script becomes the command, so the process id is the session's.
        var label = $"{Session.ProcessLabel}={process.Id}";
        await Until.TrueAsync(
            async () => process.HasEnded
                ? throw new InvalidOperationException($"The run ended before it was to be disturbed: {Text}")
                : (await Leftovers.OfAsync(label)).Count > 1,
            "the run has started containers");
        return label;
    }

    /// <summary>Waits until the run has pods in the cluster and returns the selector of the label that they carry.</summary>
    public async Task<string> HasPodsAsync()
    {
        var selector = $"{Session.ProcessLabel}={process.Id}";
        await Until.TrueAsync(
            async () => process.HasEnded
                ? throw new InvalidOperationException($"The run ended before it was to be disturbed: {Text}")
                : (await RealCluster.PodsAsync(selector)).Count > 0,
            "the run has started pods");
        return selector;
    }

    /// <summary>Waits until the command has written something.</summary>
    public Task WritesAsync(string words) => Until.TrueAsync(() => Task.FromResult(
        Text.Contains(words, StringComparison.Ordinal)
            || (process.HasEnded ? throw new InvalidOperationException($"It ended without a word of '{words}': {Text}") : false)), $"it writes '{words}'");

    /// <summary>The processes that the command has started and that run, by id, with their command lines.</summary>
    public IReadOnlyDictionary<int, string> Children() => Directory.EnumerateDirectories("/proc")
        .Select(directory => int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0
            && ReadProc(id, "stat") is { Length: > 0 } stat
            && stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == process.Id.ToString(CultureInfo.InvariantCulture))
        .ToDictionary(id => id, id => ReadProc(id, "cmdline").Replace('\0', ' '));

    /// <summary>A file of /proc; empty when the process has ended.</summary>
    public static string ReadProc(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Sends a signal by name: INT, TERM, KILL.</summary>
    public void Signal(string name) => Signals.Send(name, process.Id);

    public void Dispose()
    {
        if (!process.HasEnded)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private static void Append(StringBuilder text, string line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
