using System.CommandLine;
using Harness.Building;
using Harness.Cli.CommandLine;
using Harness.Cli.Workflows;

namespace Harness.Cli.Verbs;

/// <summary><c>harness build [IMAGE…]</c>.</summary>
internal static class BuildVerb
{
    /// <summary>Gives the verb its options and its action.</summary>
    public static void Define(Command command, IWorkflows workflows, VerbHost host)
    {
        var options = new BuildOptions();
        var push = new Option<bool>("--push", "-p") { Description = "Push the images to the registry." };
        var noCache = new Option<bool>("--no-cache") { Description = "Ignore the build cache." };
        var sequential = new Option<bool>("--sequential") { Description = "Build one image after the other; the same as --parallel 1." };
        var parallel = Values.Count("--parallel", "How many builds at once (default: the number of processors).");
        var platform = new Option<string?>("--platform")
        {
            Description = "The platform to build for, or with --push several for one index (default: the engine's own).",
            HelpName = "OS/ARCH[,OS/ARCH]",
        };
        var builder = new Option<string?>("--builder") { Description = "The buildx builder (default: the current one).", HelpName = "NAME" };
        var cacheFrom = Values.Repeatable(
            "--cache-from", null, "CACHE",
            "Where BuildKit may find layers, for example type=registry,ref=ghcr.io/user/cache or type=local,src=DIRECTORY (repeatable).");
        var cacheTo = Values.Repeatable(
            "--cache-to", null, "CACHE",
            "Where BuildKit puts layers for other builds; most types need a builder of their own (repeatable).");
        var provenance = Values.OneOf<Provenance>(
            "--provenance", "How much pushed images' provenance attestation says of their build (default: max, where the builder makes attestations).");
        var sbom = Values.Scanner(
            "--sbom", "The scanner image that lists what pushed images consist of, or none (default: BuildKit's own, where the builder makes attestations).");
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be built; build nothing." };
        command.Add(options.Images);
        command.Add(options.Tag);
        command.Add(options.Registry);
        command.Add(push);
        command.Add(noCache);
        command.Add(sequential);
        command.Add(parallel);
        command.Add(platform);
        command.Add(builder);
        command.Add(cacheFrom);
        command.Add(cacheTo);
        command.Add(provenance);
        command.Add(sbom);
        command.Add(options.BuildArgs);
        command.Add(options.Bases);
        command.Add(options.Set);
        command.Add(dryRun);
        Values.Exclusive(command, sequential, parallel);
        Help.AddTo(command, [
            "harness build",
            "harness build python --build-arg PYTHON_VERSION=3.14",
            "harness build --set core",
            "harness build -r ghcr.io/user/kubecoderun -t 2026-11 --push",
            "harness build -r ghcr.io/user/kubecoderun --push --platform linux/amd64,linux/arm64",
        ]);
        command.SetAction(host((parsed, output, cancellation) => workflows.BuildAsync(
            options.Request(parsed) with
            {
                Push = parsed.GetValue(push),
                NoCache = parsed.GetValue(noCache),
                Parallel = parsed.GetValue(sequential) ? 1 : parsed.GetValue(parallel),
                Platforms = parsed.GetValue(platform)?.Split(',') ?? [],
                Attestations = new AttestationSettings(parsed.GetValue(provenance), parsed.GetValue(sbom)),
                Builder = parsed.GetValue(builder),
                CacheFrom = parsed.GetValue(cacheFrom) is { Length: > 0 } from ? from : [],
                CacheTo = parsed.GetValue(cacheTo) is { Length: > 0 } to ? to : [],
            },
            parsed.GetValue(dryRun),
            output,
            cancellation)));
    }
}
