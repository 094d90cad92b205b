// What `just bench` runs: the harness against plain docker and dotnet, as ratios taken in one run on one machine.
using Harness.Benchmarks;
using Harness.Catalog;

var root = RepositoryRoot.Find();
var tools = new Tools(root);
var catalog = CatalogLoader.Load(root);
var hello = new HelloPrograms(tools, catalog);
var empty = await EmptyProgram.CompileAsync(tools);

await tools.HarnessAsync("build");
var builds = (await tools.HarnessAsync("build", "--dry-run"))
    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
    .Where(line => line.StartsWith("docker buildx build", StringComparison.Ordinal) && !line.Contains("--tag localhost/kcr-bases/", StringComparison.Ordinal))
    .ToList();

IReadOnlyList<Benchmark> benchmarks =
[
    new("`harness --help` : `dotnet exec` of an empty program", 2, 15,
        () => tools.HarnessAsync("--help"),
        () => tools.RunAsync("dotnet", "exec", empty)),
    new("the whole Docker suite : one `docker run --rm` of hello per language", 3, 3,
        () => tools.HarnessAsync("test", "docker"),
        hello.RunAllAsync),
    new($"`harness build`, nothing changed : the same {builds.Count} `docker buildx build` in sequence", 1, 3,
        () => tools.HarnessAsync("build"),
        async () =>
        {
            foreach (var build in builds)
            {
                await tools.RunAsync("sh", "-c", build);
            }
        }),
];

Console.WriteLine("| compared | harness | baseline | ratio | limit |");
Console.WriteLine("|---|---:|---:|---:|---:|");
var slow = 0;
foreach (var benchmark in benchmarks)
{
    var taken = await Measurement.TakeAsync(benchmark);
    slow += taken.WithinLimit ? 0 : 1;
    Console.WriteLine(FormattableString.Invariant(
        $"| {benchmark.Name} | {taken.Subject.TotalSeconds:0.00} s | {taken.Baseline.TotalSeconds:0.00} s | **{taken.Ratio:0.00}** | {benchmark.Limit:0.0} |"));
}

return slow == 0 ? 0 : 1;
