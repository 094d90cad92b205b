using System.Collections.Concurrent;
using Harness.Planning;

namespace Harness.EngineTests.Mutants;

/// <summary>Builds the negative controls from the good images that are in the engine, each when it is first asked for.</summary>
internal static class MutantBuilder
{
    private const string Prefix = "localhost/kcr-mutants/";
    private static readonly string Directory = Path.Combine(Repository.Root, "tests", "mutants");
    private static readonly SemaphoreSlim Builds = new(Environment.ProcessorCount);
    private static readonly Lazy<Task<string>> BrokenSidecar = new(PublishBrokenSidecarAsync);
    private static readonly ConcurrentDictionary<string, Lazy<Task<ImageReference>>> Images = new(StringComparer.Ordinal);

    /// <summary>The image of a mutant.</summary>
    public static Task<ImageReference> ImageAsync(Mutant mutant) =>
        Images.GetOrAdd(mutant.Name, _ => new Lazy<Task<ImageReference>>(() => BuildAsync(mutant))).Value;

    /// <summary>Removes what was built; the engine's build cache makes the next run quick.</summary>
    public static async Task RemoveAsync()
    {
        var built = Images.Values.Where(image => image is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }).Select(image => image.Value.Result.ToString()).ToList();
        if (built.Count > 0)
        {
            await Commands.RunAsync("docker", ["image", "rm", "--force", .. built]);
        }
    }

    private static async Task<ImageReference> BuildAsync(Mutant mutant)
    {
        if (mutant.Args.Count > 0)
        {
            return await BuildWithArgsAsync(mutant);
        }

        var reference = new ImageReference(Prefix + mutant.Name, "latest");
        if (mutant.Architecture is { } architecture)
        {
            await MislabelledImage.LoadAsync(ImageReference.For(mutant.Image), reference, architecture);
            return reference;
        }

        IReadOnlyList<string> source = mutant.Sidecar is { } fault
            ?
            [
                "--build-context", $"app={await BrokenSidecar.Value}",
                "--build-arg", $"IMAGE={ImageReference.For("sidecar")}",
                "--build-arg", $"RUNTIME_IMAGE={ImageReference.For(mutant.Image)}",
                "--build-arg", $"FAULT={fault}",
                Path.Combine(Directory, "BrokenSidecar"),
            ]
            :
            [
                "--file", Path.Combine(Directory, $"{mutant.Image}.Dockerfile"),
                "--target", mutant.Name,
                "--build-arg", $"IMAGE={ImageReference.For(mutant.Image)}",
                "--build-arg", $"TOOLS={ImageReference.For("c-cpp")}",
                Directory,
            ];
        await BoundedAsync(() => Commands.RunAsync("docker", ["buildx", "build", "--tag", reference.ToString(), .. source]));
        return reference;
    }

    /// <summary>The image's own Dockerfile with other ARGs: what `docker build --build-arg` alone makes of it.</summary>
    private static async Task<ImageReference> BuildWithArgsAsync(Mutant mutant)
    {
        var tag = $"mutant-{mutant.Name}";
        await BoundedAsync(() => Commands.RunAsync(
            Path.Combine(Repository.Root, "scripts", "harness"),
            ["build", mutant.Image, "--tag", tag, .. mutant.Args.SelectMany(arg => new[] { "--build-arg", $"{arg.Key}={arg.Value}" })]));
        return ImageReference.For(mutant.Image, tag: tag);
    }

    private static async Task<string> PublishBrokenSidecarAsync()
    {
        var output = Path.Combine(Repository.Root, "artifacts", "broken-sidecar");
        var architecture = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture
            is System.Runtime.InteropServices.Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        await Commands.RunAsync(
            "dotnet",
            "publish", Path.Combine(Directory, "BrokenSidecar"), "--configuration", "Release", "--runtime", architecture,
            "--output", output, "--verbosity", "quiet");
        return output;
    }

    private static async Task BoundedAsync(Func<Task> build)
    {
        await Builds.WaitAsync();
        try
        {
            await build();
        }
        finally
        {
            Builds.Release();
        }
    }
}
