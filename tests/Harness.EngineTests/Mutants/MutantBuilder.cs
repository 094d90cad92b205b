using Harness.Planning;

namespace Harness.EngineTests.Mutants;

/// <summary>Builds the negative controls from the good images that are in the engine.</summary>
internal static class MutantBuilder
{
    private const string Prefix = "localhost/kcr-mutants/";
    private static readonly string Directory = Path.Combine(Repository.Root, "tests", "mutants");
    private static readonly SemaphoreSlim Builds = new(Environment.ProcessorCount);
    private static readonly Lazy<Task<string>> BrokenSidecar = new(PublishBrokenSidecarAsync);

    /// <summary>Builds a mutant and names it.</summary>
    public static async Task<ImageReference> BuildAsync(Mutant mutant)
    {
        if (mutant.Args.Count > 0)
        {
            return await BuildWithArgsAsync(mutant);
        }

        var reference = new ImageReference(Prefix + mutant.Name, "latest");
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

    /// <summary>Removes the images; the engine's build cache makes the next run quick.</summary>
    public static Task RemoveAsync(IEnumerable<ImageReference> references) =>
        Commands.RunAsync("docker", ["image", "rm", "--force", .. references.Select(reference => reference.ToString())]);

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
