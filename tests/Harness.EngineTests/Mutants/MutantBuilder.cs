using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Images;

namespace Harness.EngineTests.Mutants;

/// <summary>
/// Builds the negative controls from the good images that are in the engine: all at once, in one call, when the first of
/// them is asked for. What is asked for by build ARGs of an image's own Dockerfile is built by itself.
/// </summary>
internal static class MutantBuilder
{
    private const string Prefix = "localhost/kcr-mutants/";
    private static readonly string Directory = Path.Combine(Repository.Root, "tests", "mutants");
    private static readonly string BakeFile = Path.Combine(Repository.Root, "artifacts", "mutants", "bake.json");
    private static readonly IReadOnlyList<Mutant> Baked = [.. MutantList.All.Where(mutant => mutant is { Args.Count: 0, Sandbox: null, Architecture: null })];
    private static readonly SemaphoreSlim Builds = new(Environment.ProcessorCount);
    private static readonly Lazy<Task<bool>> All = new(BakeAsync);
    private static readonly ConcurrentDictionary<string, Lazy<Task<ImageReference>>> Images = new(StringComparer.Ordinal);

    /// <summary>The image of a mutant.</summary>
    public static Task<ImageReference> ImageAsync(Mutant mutant) =>
        Images.GetOrAdd(mutant.Name, _ => new Lazy<Task<ImageReference>>(() => BuildAsync(mutant))).Value;

    /// <summary>Removes what was built; the engine's build cache makes the next run quick.</summary>
    public static async Task RemoveAsync()
    {
        var built = Images.Values
            .Where(image => image is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            .Select(image => image.Value.Result)
            .Where(image => image.ToString().StartsWith(Prefix, StringComparison.Ordinal) || image.Tag.StartsWith("mutant-", StringComparison.Ordinal))
            .Concat(All.IsValueCreated ? Baked.Select(mutant => Reference(mutant.Name)) : [])
            .Select(image => image.ToString())
            .ToHashSet();
        if (built.Count > 0)
        {
            await Commands.RunAsync("docker", ["image", "rm", "--force", .. built]);
        }
    }

    private static ImageReference Reference(string name) => new(Prefix + name, "latest");

    private static async Task<ImageReference> BuildAsync(Mutant mutant)
    {
        if (mutant.Sandbox is not null)
        {
            return ImageReference.For(mutant.Image);
        }

        if (mutant.Args.Count > 0)
        {
            return await BuildWithArgsAsync(mutant);
        }

        if (mutant.Architecture is { } architecture)
        {
            var reference = Reference(mutant.Name);
            await MislabelledImage.LoadAsync(ImageReference.For(mutant.Image), reference, architecture);
            return reference;
        }

        if (!await All.Value)
        {
            // One of them cannot be built: each by itself, so that only that one's test says so.
            await BoundedAsync(() => Commands.RunAsync("docker", "buildx", "bake", "--file", BakeFile, "--load", mutant.Name));
        }

        return Reference(mutant.Name);
    }

    private static async Task<bool> BakeAsync()
    {
        var app = await PublishBrokenSidecarAsync();
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(BakeFile)!);
        var targets = Baked.ToDictionary(mutant => mutant.Name, mutant => (JsonNode?)(mutant switch
        {
            { Sidecar: { } fault } => BrokenSidecar(mutant, fault, app),
            { Foreign: { } manners } => ForeignSidecar(mutant, manners),
            _ => Stage(mutant),
        }));
        var file = new JsonObject
        {
            ["group"] = new JsonObject
            {
                ["default"] = new JsonObject { ["targets"] = new JsonArray([.. Baked.Select(mutant => JsonValue.Create(mutant.Name))]) }
            },
            ["target"] = new JsonObject(targets),
        };
        await File.WriteAllTextAsync(BakeFile, file.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        try
        {
            await Commands.RunAsync("docker", "buildx", "bake", "--file", BakeFile, "--load");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonObject Stage(Mutant mutant) => new()
    {
        ["context"] = Directory,
        ["dockerfile"] = $"{mutant.Image}.Dockerfile",
        ["target"] = mutant.Name,
        ["tags"] = new JsonArray(Reference(mutant.Name).ToString()),
        ["args"] = new JsonObject { ["IMAGE"] = ImageReference.For(mutant.Image).ToString(), ["TOOLS"] = ImageReference.For("c-cpp").ToString() },
    };

    private static JsonObject BrokenSidecar(Mutant mutant, string fault, string app) => new()
    {
        ["context"] = Path.Combine(Directory, "BrokenSidecar"),
        ["contexts"] = new JsonObject { ["app"] = app },
        ["tags"] = new JsonArray(Reference(mutant.Name).ToString()),
        ["args"] = new JsonObject
        {
            ["IMAGE"] = ImageReference.For("sidecar").ToString(),
            ["RUNTIME_IMAGE"] = ImageReference.For(mutant.Image).ToString(),
            ["FAULT"] = fault,
        },
    };

    private static JsonObject ForeignSidecar(Mutant mutant, string manners) => new()
    {
        ["context"] = Path.Combine(Directory, "ForeignSidecar"),
        ["tags"] = new JsonArray(Reference(mutant.Name).ToString()),
        ["args"] = new JsonObject { ["MANNERS"] = manners },
    };

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
