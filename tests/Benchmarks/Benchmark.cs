namespace Harness.Benchmarks;

/// <summary>One thing that the harness does, beside the plain tools that do the same.</summary>
/// <param name="Name">What is compared, in a line.</param>
/// <param name="Limit">The ratio that must not be exceeded.</param>
/// <param name="Rounds">How often both are measured, by turns; the medians make the ratio.</param>
/// <param name="Subject">What the harness does.</param>
/// <param name="Baseline">What the plain tools do.</param>
internal sealed record Benchmark(string Name, double Limit, int Rounds, Func<Task> Subject, Func<Task> Baseline)
{
    /// <summary>Removes what the baseline leaves; not measured.</summary>
    public Func<Task> CleanUp { get; init; } = () => Task.CompletedTask;
}
