// What `just bench` runs: the harness against plain docker, kubectl and dotnet, as ratios taken in one run on one machine.
// Arguments choose: a benchmark is run when its name contains one of them. --rounds N measures each so often.
using System.Runtime.InteropServices;
using Harness.Benchmarks;
using Harness.Catalog;

const string help = "`harness --help` : `dotnet exec` of an empty program";
const string docker = "the whole Docker suite : one `docker run --rm` of hello per language";
const string unchanged = "`harness build`, nothing changed : the same `docker buildx build` commands in sequence";
const string firstReading = "the static checks of kcr-python, nothing cached : `docker save kcr-python | wc -c`";
const string fromCache = "the static checks of kcr-python from the cache : with nothing cached";
const string inPods = "the whole suite in pods : `kubectl apply` of the same pods, `kubectl wait` and their programs";
const string memory = "memory of the static checks of an image of 2 GB, at most";
string[] names = [help, docker, unchanged, firstReading, fromCache, inPods, ColdBuilds.Name, memory, Executions.Name, LintMany.Name];

if (args is ["--help" or "-h"])
{
    Console.WriteLine(
        "Usage: just bench [--rounds N] [WORD…]\n\nMeasures all, or those whose name contains a WORD; cold builds, which take long, only by name:");
    Console.WriteLine(string.Join('\n', names.Select(name => $"  {name}")));
    Console.WriteLine("\nExit status: 0 every ratio is within its limit; 1 one is not; 2 wrong usage.");
    return 0;
}

int? rounds = null;
var words = args.ToList();
if (words.IndexOf("--rounds") is var option and >= 0)
{
    if (option + 1 == words.Count || !int.TryParse(words[option + 1], out var number) || number < 1)
    {
        Console.Error.WriteLine("bench: --rounds takes a number from 1 on, for example: just bench --rounds 1 pods");
        return 2;
    }

    rounds = number;
    words.RemoveRange(option, 2);
}

if (words.Where(word => !names.Any(name => name.Contains(word, StringComparison.OrdinalIgnoreCase))).ToList() is { Count: > 0 } unknown)
{
    Console.Error.WriteLine(
        $"bench: no benchmark's name contains '{string.Join("' or '", unknown)}'. They are:\n{string.Join('\n', names.Select(name => $"  {name}"))}");
    return 2;
}

var root = RepositoryRoot.Find();
var tools = new Tools(root);
var quick = true;
if (Wanted(LintMany.Name))
{
    using var lint = new LintMany(tools);
    var rate = await lint.TakeAsync(rounds ?? 5);
    quick = rate >= LintMany.Least;
    Console.WriteLine(FormattableString.Invariant($"{LintMany.Name}: {rate:0} (at least {LintMany.Least:0})"));
    if (!names.Any(name => name != LintMany.Name && Wanted(name)))
    {
        // The rest needs an engine, this does not.
        return quick ? 0 : 1;
    }
}

var catalog = CatalogLoader.Load(root);
var hello = new HelloPrograms(tools, catalog);
var empty = await EmptyProgram.CompileAsync(tools);

await tools.HarnessAsync("build");
var all = (await tools.HarnessAsync("build", "--dry-run"))
    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
    .Where(line => line.StartsWith("docker buildx build", StringComparison.Ordinal))
    .ToList();
var builds = all.Where(line => !line.Contains("--tag localhost/kcr-bases/", StringComparison.Ordinal)).ToList();

List<Benchmark> benchmarks =
[
    new(help, 2, 15,
        () => tools.HarnessAsync("--help"),
        () => tools.RunAsync("dotnet", "exec", empty)),
    new(docker, 3, 3,
        () => tools.HarnessAsync("test", "docker"),
        hello.RunAllAsync),
    new(unchanged, 0.5, 3,
        () => tools.HarnessAsync("build"),
        async () =>
        {
            foreach (var build in builds)
            {
                await tools.RunAsync("sh", "-c", build);
            }
        }),
];

using var reading = new ImageReading(tools);
benchmarks.AddRange(
[
    new(firstReading, 1.3, 5, reading.FirstAsync, reading.SaveAsync),
    new(fromCache, 0.05, 5, reading.AgainAsync, reading.FirstAsync),
]);

var kubeconfig = await LocalCluster.KubeconfigAsync(tools);
using var pods = kubeconfig is null || !Wanted(inPods) ? null : new SamePods(tools, catalog, kubeconfig);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, RemovePods);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, RemovePods);
if (pods is not null)
{
    await pods.PrepareAsync();
    benchmarks.Add(new(inPods, 1.5, 3, () => tools.HarnessAsync("test", "k8s", "--context", LocalCluster.Context), pods.RunAsync)
    {
        CleanUp = pods.CleanUpAsync
    });
}

Console.WriteLine("| compared | harness | baseline | ratio | limit |");
Console.WriteLine("|---|---:|---:|---:|---:|");
var slow = 0;
try
{
    foreach (var benchmark in benchmarks.Where(benchmark => Wanted(benchmark.Name)))
    {
        var taken = await Measurement.TakeAsync(benchmark with { Rounds = rounds ?? benchmark.Rounds });
        slow += taken.WithinLimit ? 0 : 1;
        var (subject, baseline) = (taken.Subject.TotalSeconds, taken.Baseline.TotalSeconds);
        Console.WriteLine(FormattableString.Invariant(
            $"| {benchmark.Name} | {subject:0.00} s | {baseline:0.00} s | **{taken.Ratio:0.00}** | {benchmark.Limit:0.0#} |"));
    }
}
finally
{
    if (pods is not null)
    {
        await pods.RemoveAsync();
    }
}

if (words.Count > 0 && Wanted(ColdBuilds.Name))
{
    var (harness, bound) = await new ColdBuilds(tools, all).TakeAsync();
    slow += harness / bound <= ColdBuilds.Limit ? 0 : 1;
    Console.WriteLine(FormattableString.Invariant(
        $"| {ColdBuilds.Name} | {harness.TotalSeconds:0} s | {bound.TotalSeconds:0} s | **{harness / bound:0.00}** | {ColdBuilds.Limit} |"));
}

if (Wanted(memory))
{
    const long limit = 300_000_000;
    var peak = await reading.PeakMemoryAsync();
    slow += peak <= limit ? 0 : 1;
    Console.WriteLine(FormattableString.Invariant($"| {memory} | {peak / 1e6:0} MB | – | – | {limit / 1e6:0} MB |"));
}

if (Wanted(Executions.Name))
{
    var (within, without) = await new Executions(tools, catalog).TakeAsync(rounds ?? 5);
    var more = (within - without).TotalMilliseconds;
    slow += more <= Executions.Limit ? 0 : 1;
    Console.WriteLine(FormattableString.Invariant(
        $"| {Executions.Name} | {within.TotalMilliseconds:0.0} ms | {without.TotalMilliseconds:0.0} ms | **{more:0.0}** | {Executions.Limit} |"));
}

if (kubeconfig is null && Wanted(inPods))
{
    Console.WriteLine($"| {inPods} | – | – | skipped: the local cluster is not up (just cluster-up) | 1.5 |");
}

return slow == 0 && quick ? 0 : 1;

// An interrupted benchmark leaves no pods running; the harness that it measures looks after its own.
void RemovePods(PosixSignalContext signal)
{
    signal.Cancel = true;
    pods?.RemoveAsync().GetAwaiter().GetResult();
    Environment.Exit(130);
}

bool Wanted(string name) => words.Count == 0 || words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
