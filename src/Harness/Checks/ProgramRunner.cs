using System.Globalization;
using Harness.Catalog;
using Harness.Checks.Programs;
using Harness.Sandboxes;
using Sidecar.Protocol;

namespace Harness.Checks;

/// <summary>
/// Runs the catalog's programs in one sandbox, one at a time: they share a CPU at most, so that together they would only
/// disturb each other's times. The tree program, which sleeps, runs beside them. Thread-safe.
/// </summary>
public sealed class ProgramRunner
{
    /// <summary>The longest timeout in seconds that the contract allows.</summary>
    public const int LongestTimeout = 120;

    // Two share a name, if there is one to share.
    private const int CompiledAtOnce = 2;

    private readonly ISandbox sandbox;
    private readonly LanguageDefinition language;
    private readonly MainProcess main;
    private readonly ProgramSources sources;
    private readonly TimeSpan timeout;
    private readonly TimeProvider clock;
    private readonly Shared<ExecuteResponse> hello;
    private readonly Shared<ReportRun> report;
    private readonly TreeProgram treeProgram;
    private readonly Shared<TreeRun> tree;
    private readonly Shared<TrespassRun> trespass;
    private readonly SharedWaits helloWaits = new();
    private readonly SharedWaits reportWaits = new();
    private readonly SharedWaits trespassWaits = new();
    private readonly Turns turns = new();
    private WorkDeadline? deadline;

    /// <summary>Prepares; nothing runs yet.</summary>
    /// <param name="sandbox">Where the programs run.</param>
    /// <param name="language">The language whose programs they are.</param>
    /// <param name="main">Plants what the report program reads.</param>
    /// <param name="sources">Their sources.</param>
    /// <param name="timeout">The limit that programs get which are expected to end by themselves.</param>
    /// <param name="clock">Measures the run that is ended by its limit.</param>
    /// <param name="lifetime">Ends the runs that checks share.</param>
    public ProgramRunner(
        ISandbox sandbox,
        LanguageDefinition language,
        MainProcess main,
        ProgramSources sources,
        TimeSpan timeout,
        TimeProvider clock,
        CancellationToken lifetime)
    {
        this.sandbox = sandbox;
        this.language = language;
        this.main = main;
        this.sources = sources;
        this.timeout = timeout;
        this.clock = clock;
        hello = new(RunHelloAsync, lifetime);
        report = new(RunReportAsync, lifetime);
        treeProgram = new TreeProgram(SendTreeAsync, HelloAsync, main, clock);
        tree = new(treeProgram.StartAsync, lifetime);
        trespass = new(new TrespassProgram(sandbox, main, StartInTreeAsync, AloneAsync).TakeAsync, lifetime);
    }

    private int TimeoutSeconds => (int)Math.Clamp(timeout.TotalSeconds, 1, LongestTimeout);

    /// <summary>The same programs in another sandbox, or again in this one.</summary>
    /// <param name="other">Where they run.</param>
    /// <param name="otherMain">Plants what the report program reads.</param>
    /// <param name="lifetime">Ends the runs that checks share.</param>
    public ProgramRunner In(ISandbox other, MainProcess otherMain, CancellationToken lifetime) =>
        new(other, language, otherMain, sources, timeout, clock, lifetime);

    /// <summary>The same programs for one check: its deadline stands while it waits for those of other checks.</summary>
    /// <param name="check">The check's deadline.</param>
    internal ProgramRunner Within(WorkDeadline check)
    {
        // All else is shared, the runs that are carried out once for all checks above all.
        var within = (ProgramRunner)MemberwiseClone();
        within.deadline = check;
        return within;
    }

    /// <summary>What the catalog says of a program; null when the language has none for the role.</summary>
    public ProgramDefinition? Find(ProgramRole role) => language.Programs.GetValueOrDefault(role);

    /// <summary>What the catalog says of a program that every language must have.</summary>
    /// <exception cref="InfrastructureException">The catalog names none.</exception>
    public ProgramDefinition Require(ProgramRole role) => Find(role)
        ?? throw new InfrastructureException($"The catalog names no program {role} for {language.Name}. Add it to the language's programs.");

    /// <summary>Runs hello, once for all checks.</summary>
    public Task<ExecuteResponse> HelloAsync(CancellationToken cancellation) => FollowAsync(hello, helloWaits, cancellation);

    /// <summary>Runs the report program, once for all checks.</summary>
    public Task<ReportRun> ReportAsync(CancellationToken cancellation) => FollowAsync(report, reportWaits, cancellation);

    /// <summary>Runs the report program so that it reads another file in the nonce's place, each time it is called.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task<ReportRun> ReadAsync(string path, CancellationToken cancellation)
    {
        await main.FirstLookAsync(cancellation);
        return await SendReportAsync(path, Wait, cancellation);
    }

    /// <summary>Starts the tree program, once for all checks: it is seen running, and ends only at its limit.</summary>
    /// <remarks>It takes no turn, but hello comes before it.</remarks>
    public Task<TreeRun> TreeAsync(CancellationToken cancellation) => FollowAsync(tree, helloWaits, cancellation);

    /// <summary>Has a program try what none must be able to do, once for all checks.</summary>
    internal Task<TrespassRun> TrespassAsync(CancellationToken cancellation) => FollowAsync(trespass, trespassWaits, cancellation);

    /// <summary>Runs the tree program once more until its end, and no other program meanwhile.</summary>
    /// <param name="pause">How long to wait before.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<TreeRun> RunTreeAloneAsync(TimeSpan pause, CancellationToken cancellation)
    {
        await Task.Delay(pause, clock, cancellation);
        return await turns.TakeAsync(
            async () =>
            {
                var run = await treeProgram.StartAsync(cancellation);
                await run.End;
                return run;
            },
            Wait,
            cancellation);
    }

    /// <summary>The text of a source file of the catalog.</summary>
    public string Source(string path) => sources.Read(path);

    /// <summary>Runs a program that has no placeholders but <c>{{directory}}</c>, each time it is called.</summary>
    public Task<ExecuteResponse> RunAsync(ProgramRole role, CancellationToken cancellation) =>
        RunAsync(role, source => source, cancellation);

    /// <summary>Runs a program, each time it is called.</summary>
    /// <param name="role">Which.</param>
    /// <param name="fill">Replaces its placeholders; <c>{{directory}}</c> becomes the data directory in every program.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<ExecuteResponse> RunAsync(ProgramRole role, Func<string, string> fill, CancellationToken cancellation) =>
        RunAsync(role, fill, Wait, cancellation);

    /// <summary>Does something while no program of this sandbox runs but the tree program: what takes the machine's time would be taken from theirs.</summary>
    internal Task<T> AloneAsync<T>(Func<Task<T>> work, CancellationToken cancellation) => turns.TakeAsync(work, Wait, cancellation);

    /// <summary>Sends a program beside whatever runs, and says what came of it.</summary>
    /// <param name="role">Which.</param>
    /// <param name="fill">Replaces its placeholders.</param>
    /// <param name="limitSeconds">Its limit.</param>
    /// <param name="cancellation">Ends it.</param>
    internal Task<Attempt> AttemptAsync(ProgramRole role, Func<string, string> fill, int limitSeconds, CancellationToken cancellation) =>
        Attempt.MakeAsync(() => SendAsync(role, fill, limitSeconds, workingDirectory: null, cancellation), clock);

    /// <summary>
    /// Sends hello several times at once, each time with a greeting of its own, and no other program meanwhile. Where there
    /// is a compiler, most of them are sent a text instead that it refuses and quotes: compiling all would take long.
    /// </summary>
    /// <param name="count">How often.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<SimultaneousRun>> RunAtOnceAsync(int count, CancellationToken cancellation)
    {
        // The tree program runs beside the others, and its time would be judged.
        using (Wait())
        {
            await (await TreeAsync(cancellation)).End.WaitAsync(cancellation);
        }

        var hello = Require(ProgramRole.Hello);
        var word = Greeting(hello);
        var compiled = Find(ProgramRole.CompileError) is null ? count : CompiledAtOnce;
        return await turns.TakeAsync(
            async () => await Task.WhenAll(Enumerable.Range(0, count).Select(async index =>
            {
                var greeting = string.Create(CultureInfo.InvariantCulture, $"{word}{index + 1}x{Guid.NewGuid():N}");
                var runs = index < compiled;
                var response = await SendAsync(
                    ProgramRole.Hello,
                    source => runs ? source.Replace(word, greeting, StringComparison.Ordinal) : greeting + "\n",
                    TimeoutSeconds,
                    workingDirectory: null,
                    cancellation);
                return new SimultaneousRun(greeting, runs ? hello.Stdout!.Replace(word, greeting, StringComparison.Ordinal) : null, response);
            })),
            Wait,
            cancellation);
    }

    /// <summary>Runs hello with a greeting that nobody else says, and gives that: it is in its code and in its output.</summary>
    public async Task<string> GreetAsync(CancellationToken cancellation)
    {
        var word = Greeting(Require(ProgramRole.Hello));
        var greeting = $"{word}x{Guid.NewGuid():N}";
        await RunAsync(ProgramRole.Hello, source => source.Replace(word, greeting, StringComparison.Ordinal), cancellation);
        return greeting;
    }

    /// <summary>The word by which runs of hello are told apart.</summary>
    private string Greeting(ProgramDefinition hello)
    {
        var word = (hello.Stdout ?? "").Split(' ', '\n')[0];
        return word.Length > 0 && sources.Read(hello.Path).Split(word).Length == 2
            ? word
            : throw new InfrastructureException(
                $"The program {hello.Path} must contain the first word of its output, "
                    + $"{Evidence.Quote(word)}, exactly once: simultaneous executions are distinguished by it.");
    }

    /// <summary>Lets the check's deadline stand; null when there is none.</summary>
    private IDisposable? Wait() => deadline?.Wait();

    private async Task<T> FollowAsync<T>(Shared<T> run, SharedWaits waits, CancellationToken cancellation)
    {
        using (deadline is null ? null : waits.Follow(deadline))
        {
            return await run.GetAsync(cancellation);
        }
    }

    private Task<ExecuteResponse> RunAsync(ProgramRole role, Func<string, string> fill, Func<IDisposable?> wait, CancellationToken cancellation) =>
        turns.TakeAsync(
            () => SendAsync(
                role,
                source => fill(source).Replace("{{directory}}", MainProcess.Data, StringComparison.Ordinal),
                TimeoutSeconds,
                workingDirectory: null,
                cancellation),
            wait,
            cancellation);

    private async Task<ExecuteResponse> RunHelloAsync(CancellationToken cancellation)
    {
        // Not before main is there: the sidecar may be quicker.
        await main.FirstLookAsync(cancellation);
        return await RunAsync(ProgramRole.Hello, source => source, helloWaits.Begin, cancellation);
    }

    private async Task<ReportRun> RunReportAsync(CancellationToken cancellation)
    {
        await main.FirstLookAsync(cancellation);
        return await SendReportAsync(main.Nonce.Path, reportWaits.Begin, cancellation);
    }

    private async Task<ReportRun> SendReportAsync(string nonce, Func<IDisposable?> wait, CancellationToken cancellation)
    {
        var file = $"{MainProcess.Data}/kcr-report-{Guid.NewGuid():N}";
        var response = await turns.TakeAsync(
            () => SendAsync(
                ProgramRole.Report,
                source => source
                    .Replace("{{nonce}}", nonce, StringComparison.Ordinal)
                    .Replace("{{file}}", file, StringComparison.Ordinal),
                TimeoutSeconds,
                main.WorkingDirectory,
                cancellation),
            wait,
            cancellation);
        var parsed = SelfReport.Parse(response.Stdout, out var problem);
        return new ReportRun(response, parsed, problem, file);
    }

    private Task<ExecuteResponse> SendTreeAsync(string marker, int limitSeconds, CancellationToken cancellation) =>
        SendAsync(
            ProgramRole.Tree,
            source => source.Replace("{{marker}}", marker, StringComparison.Ordinal),
            limitSeconds,
            workingDirectory: null,
            cancellation);

    /// <summary>Sends the tree program so that it starts another program than its own.</summary>
    private Task<ExecuteResponse> StartInTreeAsync(string program, string argument, CancellationToken cancellation)
    {
        var path = Require(ProgramRole.Tree).Path;
        if (!sources.Read(path).Contains(TreeProgram.Sleep, StringComparison.Ordinal))
        {
            throw new InfrastructureException($"The program {path} must start {TreeProgram.Sleep} by that name: checks put another program in its place.");
        }

        return SendAsync(
            ProgramRole.Tree,
            source => source.Replace(TreeProgram.Sleep, program, StringComparison.Ordinal).Replace("{{marker}}", argument, StringComparison.Ordinal),
            TimeoutSeconds,
            workingDirectory: null,
            cancellation);
    }

    private Task<TrespassRun> AloneAsync(Func<Task<TrespassRun>> work, CancellationToken cancellation) =>
        turns.TakeAsync(work, trespassWaits.Begin, cancellation);

    private Task<ExecuteResponse> SendAsync(
        ProgramRole role, Func<string, string> fill, int limitSeconds, string? workingDirectory, CancellationToken cancellation) =>
        sandbox.ExecuteAsync(
            new ExecuteRequest(fill(sources.Read(Require(role).Path)), limitSeconds, workingDirectory), cancellation);
}
