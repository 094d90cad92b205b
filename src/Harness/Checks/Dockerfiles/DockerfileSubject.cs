using Harness.Catalog;
using Harness.Dockerfiles;
using Harness.Dockerfiles.Shell;

namespace Harness.Checks.Dockerfiles;

/// <summary>A Dockerfile as the checks look at it.</summary>
/// <param name="File">The Dockerfile.</param>
/// <param name="Build">What it means with the defaults of its ARGs.</param>
/// <param name="HasShell">Whether the final image is expected to have a shell.</param>
internal sealed record DockerfileSubject(Dockerfile File, Evaluation Build, bool HasShell)
{
    private readonly Dictionary<Instruction, IReadOnlyList<ShellScript>> _scripts = new(ReferenceEqualityComparer.Instance);

    /// <summary>Why it cannot be judged: what cannot be read, and exceptions from checks that there are not.</summary>
    public IReadOnlyList<DockerfileFault> Faults { get; } =
    [
        .. File.Faults
            .Concat(File.Exemptions
                .SelectMany(exemption => exemption.CheckIds.Select(id => (exemption.Position, Id: id)))
                .Where(pair => DockerfileChecks.All.All(check => check.Id != pair.Id))
                .Select(pair => new DockerfileFault(pair.Position, $"an exception from {pair.Id}, which is no check of Dockerfiles{Suggestion.Among(pair.Id, [.. DockerfileChecks.All.Select(check => check.Id)], "checks")}")))
            .Take(50)
            .OrderBy(fault => fault.Position),
    ];

    /// <summary>Every instruction of every stage.</summary>
    public IEnumerable<ResolvedInstruction> Instructions => Build.Stages.SelectMany(stage => stage.Instructions);

    /// <summary>The stages that the final image consists of: the last one and those that it starts from.</summary>
    public IEnumerable<ResolvedStage> FinalLineage => Build.Final?.Lineage ?? [];

    /// <summary>Reads a Dockerfile.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its path, as people know it.</param>
    /// <param name="image">The image of the catalog that it makes; null for another Dockerfile.</param>
    public static DockerfileSubject Of(string text, string file, ImageDefinition? image)
    {
        var dockerfile = Dockerfile.Parse(text, file);
        var build = dockerfile.Evaluate(new Dictionary<string, string>());
        return new DockerfileSubject(dockerfile, build, image?.Shell ?? LooksLikeShell(build.Final?.Lineage.Last().Image));
    }

    /// <summary>The scripts of a RUN.</summary>
    public IReadOnlyList<ShellScript> Scripts(ResolvedInstruction run)
    {
        if (!_scripts.TryGetValue(run.Instruction, out var scripts))
        {
            _scripts.Add(run.Instruction, scripts = RunScripts.Of(run));
        }

        return scripts;
    }

    /// <summary>The commands of a RUN in the order of its lines.</summary>
    public IEnumerable<Invocation> Commands(ResolvedInstruction run) =>
        Scripts(run).SelectMany(script => script.Commands).OrderBy(command => command.Position);

    /// <summary>Without a catalog the base's reference tells: a tag of dhi.io without -dev, a distroless image or none has no shell.</summary>
    private static bool LooksLikeShell(string? image) =>
        image is not null
        && !image.Contains("distroless", StringComparison.Ordinal)
        && !(image.Contains("-debian1", StringComparison.Ordinal) && !image.EndsWith("-dev", StringComparison.Ordinal));
}
