using System.Diagnostics;
using System.Runtime.InteropServices;
using Harness.Catalog;
using Harness.Images;
using Harness.Platform.Docker;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using Sidecar.Protocol;

namespace Harness.Benchmarks;

/// <summary>
/// What the wall around a program costs: the same broken sidecar runs an empty program with the wall and, in another sandbox, without
/// it, by turns. Its fault with the wall is one that such a program does not meet.
/// </summary>
/// <param name="tools">Builds the broken sidecar.</param>
/// <param name="catalog">Knows the image that it is tried with.</param>
internal sealed class Executions(Tools tools, ImageCatalog catalog)
{
    public const string Name = "`execute`: an empty Python program within the wall : without it, milliseconds more";
    public const double Limit = 3;

    private const string Image = "localhost/kcr-bench/broken-sidecar:latest";
    private const string Language = "python";
    private const int InARow = 50;

    /// <summary>The medians of an execution with the wall and without it.</summary>
    /// <param name="rounds">How often fifty executions are taken of each.</param>
    public async Task<(TimeSpan Within, TimeSpan Without)> TakeAsync(int rounds)
    {
        await BuildAsync();
        try
        {
            using var engine = new DockerEngine(DockerContext.Current());
            var backend = new DockerBackend(engine, new ImageName(ImageReference.For("sidecar").ToString()));
            await using var within = await StartAsync(backend, "lost-exit-code");
            await using var without = await StartAsync(backend, "without-wall");
            var (first, second) = (new List<TimeSpan>(), new List<TimeSpan>());
            for (var round = 0; round < rounds; round++)
            {
                await RunAsync(within, first);
                await RunAsync(without, second);
            }

            return (Median(first), Median(second));
        }
        finally
        {
            await tools.RunAsync("docker", "image", "rm", Image);
        }
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task RunAsync(ISandbox sandbox, List<TimeSpan> times)
    {
        // What comes first pays for what the others find loaded.
        for (var run = -5; run < InARow; run++)
        {
            var watch = Stopwatch.StartNew();
            var response = await sandbox.ExecuteAsync(new ExecuteRequest("pass", 30), CancellationToken.None);
            if (response.ExitCode != 0)
            {
                throw new InvalidOperationException($"The empty program ended with {response.ExitCode}: {response.Stderr}");
            }

            if (run >= 0)
            {
                times.Add(watch.Elapsed);
            }
        }
    }

    private async Task BuildAsync()
    {
        var output = Path.Combine(tools.Root, "artifacts", "broken-sidecar");
        var directory = Path.Combine(tools.Root, "tests", "mutants", "BrokenSidecar");
        var runtime = RuntimeInformation.OSArchitecture is Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        await tools.RunAsync("dotnet", "publish", directory, "--configuration", "Release", "--runtime", runtime, "--output", output, "--verbosity", "quiet");
        await tools.RunAsync(
            "docker", "build", "--quiet", "--tag", Image, "--build-context", $"app={output}", "--build-arg", $"IMAGE={ImageReference.For("sidecar")}",
            "--build-arg", $"RUNTIME_IMAGE={ImageReference.For(Language)}", directory);
    }

    private async Task<ISandbox> StartAsync(DockerBackend backend, string fault)
    {
        var language = catalog.Languages.Select(pair => pair.Language).Single(language => language.Name == Language);
        var spec = SandboxSpec.For(ImageReference.For(Language).ToString(), Image, $"bench-{fault}", language, Session.Labels(Session.NewId()));
        return await backend.StartAsync(
            spec with { Sidecar = spec.Sidecar with { Environment = [.. spec.Sidecar.Environment, new("FAULT", fault)] } }, CancellationToken.None);
    }
}
