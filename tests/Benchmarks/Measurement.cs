using System.Diagnostics;

namespace Harness.Benchmarks;

/// <summary>The medians of a benchmark's rounds.</summary>
internal sealed record Measurement(Benchmark Benchmark, TimeSpan Subject, TimeSpan Baseline)
{
    public double Ratio => Subject / Baseline;

    public bool WithinLimit => Ratio <= Benchmark.Limit;

    public static async Task<Measurement> TakeAsync(Benchmark benchmark)
    {
        var subject = new List<TimeSpan>();
        var baseline = new List<TimeSpan>();
        for (var round = 0; round < benchmark.Rounds; round++)
        {
            subject.Add(await TimeAsync(benchmark.Subject));
            try
            {
                baseline.Add(await TimeAsync(benchmark.Baseline));
            }
            finally
            {
                await benchmark.CleanUp();
            }
        }

        return new Measurement(benchmark, Median(subject), Median(baseline));
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed;
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
