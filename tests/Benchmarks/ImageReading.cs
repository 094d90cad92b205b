using System.Globalization;
using CliWrap;

namespace Harness.Benchmarks;

/// <summary>Reads and checks images without starting them, with a cache of the benchmark's own.</summary>
internal sealed class ImageReading(Tools tools) : IDisposable
{
    private const string Image = "kcr-python:latest";
    private const string Large = "localhost/kcr-bench/large:latest";

    // Real files, many of them programs and libraries; a large file of zeros would show nothing.
    private static readonly string[] Parts = ["rust", "d", "python", "r"];

    private readonly DirectoryInfo cache = Directory.CreateTempSubdirectory("kcr-bench-cache-");

    private Dictionary<string, string?> Environment => new() { ["XDG_CACHE_HOME"] = cache.FullName };

    public Task FirstAsync()
    {
        Forget();
        return AgainAsync();
    }

    public Task AgainAsync() => tools.HarnessAsync(Environment, "inspect", Image, "--findings", "--output", "json");

    public Task SaveAsync() => tools.RunAsync("sh", "-c", $"docker save {Image} | wc -c");

    /// <summary>The most memory that the process has while it reads and checks an image of more than 2 GB, in bytes.</summary>
    public async Task<long> PeakMemoryAsync()
    {
        var file = Path.Combine(tools.Root, "artifacts", "bench", "large.Dockerfile");
        await File.WriteAllLinesAsync(file, Parts.Select(part => $"COPY --from=kcr-{part}:latest / /{part}/").Prepend("FROM scratch"));
        await tools.RunAsync("docker", "build", "--quiet", "--tag", Large, "--file", file, Path.Combine(tools.Root, "images", "bases"));
        try
        {
            Forget();
            return await PeakAsync("inspect", Large, "--findings", "--as", "python", "--output", "json");
        }
        finally
        {
            await tools.RunAsync("docker", "image", "rm", Large);
        }
    }

    public void Dispose() => cache.Delete(recursive: true);

    private void Forget()
    {
        foreach (var directory in cache.GetDirectories())
        {
            directory.Delete(recursive: true);
        }
    }

    private async Task<long> PeakAsync(params IReadOnlyList<string> arguments)
    {
        var process = Cli.Wrap(Path.Combine(tools.Root, "scripts", "harness"))
            .WithArguments(arguments)
            .WithEnvironmentVariables(Environment)
            .WithStandardErrorPipe(PipeTarget.ToStream(Console.OpenStandardError()))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync();
        var peak = 0L;
        while (!process.Task.IsCompleted)
        {
            peak = Math.Max(peak, HighWater(process.ProcessId));
            await Task.Delay(5);
        }

        // The image breaks rules of the contract, which it is not there to keep; anything else is a fault.
        var status = (await process).ExitCode;
        return status == 1 ? peak : throw new InvalidOperationException($"harness inspect {Large} ended with {status}.");
    }

    /// <summary>The kernel's own high-water mark of a process (the wrapper script becomes the command); 0 when it has ended.</summary>
    private static long HighWater(int id)
    {
        try
        {
            return File.ReadLines($"/proc/{id}/status")
                .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
                .Select(line => long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10)
                .FirstOrDefault();
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
