using System.Diagnostics;

namespace Harness.Benchmarks;

/// <summary>Builds that use nothing of earlier ones, the stand-in bases' neither. It takes many minutes, so it runs only when it is named.</summary>
/// <param name="tools">Runs the commands.</param>
/// <param name="builds">The <c>docker buildx build</c> of each base and image, in an order in which they can be built.</param>
internal sealed class ColdBuilds(Tools tools, IReadOnlyList<string> builds)
{
    public const string Name = "cold, `harness build --no-cache` : the longer of the slowest image alone and the sum of all alone by the processors";
    public const double Limit = 1.2;

    private const string Build = "docker buildx build ";

    /// <summary>All at once by the harness, and what it is held against.</summary>
    public async Task<(TimeSpan Harness, TimeSpan Bound)> TakeAsync()
    {
        var harness = await TimeAsync(() => tools.HarnessAsync("build", "--no-cache"));
        var alone = new List<TimeSpan>();
        foreach (var build in builds)
        {
            alone.Add(await TimeAsync(() => tools.RunAsync("sh", "-c", build.Replace(Build, $"{Build}--no-cache ", StringComparison.Ordinal))));
        }

        var share = alone.Aggregate(TimeSpan.Zero, (sum, one) => sum + one) / Environment.ProcessorCount;
        return (harness, alone.Append(share).Max());
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed;
    }
}
