using Harness.Catalog;
using Harness.Dockerfiles;
using Harness.Dockerfiles.Shell;

namespace Harness.Checks.Dockerfiles;

/// <summary>A Dockerfile as the checks look at it.</summary>
/// <param name="File">The Dockerfile.</param>
/// <param name="Build">What it means with the defaults of its ARGs.</param>
/// <param name="Image">The image of the catalog that it makes; null for another Dockerfile.</param>
internal sealed record DockerfileSubject(Dockerfile File, Evaluation Build, ImageDefinition? Image)
{
    private readonly Dictionary<Instruction, IReadOnlyList<ShellScript>> scripts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Instruction, IReadOnlyList<Invocation>> commands = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ResolvedStage, bool?> shells = new(ReferenceEqualityComparer.Instance);

    /// <summary>Why it cannot be judged: what cannot be read, and exceptions from checks that there are not.</summary>
    public IReadOnlyList<DockerfileFault> Faults { get; } =
    [
        .. File.Faults
            .Concat(File.Exemptions
                .SelectMany(exemption => exemption.CheckIds.Select(id => (exemption.Position, Id: id)))
                .Where(pair => !pair.Id.StartsWith("SC", StringComparison.Ordinal) && DockerfileChecks.All.All(check => check.Id != pair.Id))
                .Select(pair => new DockerfileFault(
                    pair.Position,
                    $"an exception from {pair.Id}, which is no check of Dockerfiles"
                        + $"{Suggestion.Among(pair.Id, [.. DockerfileChecks.All.Select(check => check.Id)], "checks")}")))
            .Take(50)
            .OrderBy(fault => fault.Position),
    ];

    /// <summary>What the build context leaves out; null when it is not known.</summary>
    public IgnoreFile? Ignored { get; init; }

    /// <summary>Every instruction of every stage.</summary>
    public IReadOnlyList<ResolvedInstruction> Instructions { get; } = [.. Build.Stages.SelectMany(stage => stage.Instructions)];

    /// <summary>Every instruction of every stage, and for ONBUILD what it triggers.</summary>
    public IEnumerable<ResolvedInstruction> WithTriggers => Instructions.Select(instruction => instruction.Trigger ?? instruction);

    /// <summary>The stages that the final image consists of: the last one and those that it starts from.</summary>
    public IEnumerable<ResolvedStage> FinalLineage => Build.Final?.Lineage ?? [];

    /// <summary>Reads a Dockerfile.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its path, as people know it.</param>
    /// <param name="image">The image of the catalog that it makes; null for another Dockerfile.</param>
    /// <param name="ignore">The text of its context's <c>.dockerignore</c>; null without one.</param>
    public static DockerfileSubject Of(string text, string file, ImageDefinition? image, string? ignore = null)
    {
        var dockerfile = Dockerfile.Parse(text, file);
        return new DockerfileSubject(dockerfile, dockerfile.Evaluate(new Dictionary<string, string>()), image)
        {
            Ignored = ignore is null ? null : IgnoreFile.Parse(ignore),
        };
    }

    /// <summary>The scripts of a RUN: its own, and those that it substitutes or hands to other shells.</summary>
    public IReadOnlyList<ShellScript> Scripts(ResolvedInstruction run)
    {
        if (run.Keyword != "RUN")
        {
            return [];
        }

        if (!this.scripts.TryGetValue(run.Instruction, out var scripts))
        {
            this.scripts.Add(run.Instruction, scripts = RunScripts.Of(run) is { } script ? [.. script.All] : []);
        }

        return scripts;
    }

    /// <summary>What becomes of failures in the script of a RUN; null where there is none that can be read.</summary>
    public ShellFlow? Flow(ResolvedInstruction run) => Scripts(run) is [var script, ..] ? ShellFlow.Of(script) : null;

    /// <summary>The commands of a RUN in the order of its lines.</summary>
    public IReadOnlyList<Invocation> Commands(ResolvedInstruction run)
    {
        if (run.Keyword != "RUN")
        {
            return [];
        }

        if (!this.commands.TryGetValue(run.Instruction, out var commands))
        {
            this.commands.Add(run.Instruction, commands = [.. Scripts(run).SelectMany(script => script.Commands).OrderBy(command => command.Position)]);
        }

        return commands;
    }

    /// <summary>The same, and of HEALTHCHECK what it runs.</summary>
    public IEnumerable<Invocation> CommandsOrProbe(ResolvedInstruction instruction) => instruction.Keyword == "HEALTHCHECK"
        ? RunScripts.OfProbe(instruction)?.All.SelectMany(script => script.Commands) ?? []
        : Commands(instruction);

    /// <summary>Whether a stage has a shell when it ends; null when it is not known.</summary>
    public bool? HasShell(ResolvedStage stage)
    {
        if (shells.TryGetValue(stage, out var known))
        {
            return known;
        }

        // The catalog says it of the image that comes out.
        var has = Image is not null && stage == Build.Final ? Image.Shell : FromReference(stage);
        shells.Add(stage, has);
        return has;
    }

    /// <summary>What the base's reference tells, unless something is copied in that may be a shell.</summary>
    private static bool? FromReference(ResolvedStage stage) =>
        stage.Base.HasShell is not false ? stage.Base.HasShell
        : stage.Lineage.SelectMany(one => one.Instructions).Any(MayBringShell) ? null
        : false;

    private static bool MayBringShell(ResolvedInstruction copy)
    {
        if (copy.Keyword is not ("COPY" or "ADD") || copy.Instruction.Paths is not { Count: > 1 } paths)
        {
            return false;
        }

        var to = Paths.Normalize(copy.WorkingDirectory, copy.Expand(paths[^1]).Text);
        return paths.SkipLast(1).Select(path => copy.Expand(path)).Any(from => !from.Known || Brings(from.Text, to));
    }

    private static bool Brings(string from, string to)
    {
        var name = from.TrimEnd('/')[(from.TrimEnd('/').LastIndexOf('/') + 1)..];
        return ShellOptions.IsShell(name) || ShellOptions.IsShell(to)
            // A directory's content over the root or over a directory of programs.
            || (to is "/" or "/bin" or "/usr" or "/usr/bin" or "/busybox"
                && (from.EndsWith('/') || name is "" or "." or "*" or "bin" or "usr" or "busybox" or "out" or "dist" or "staging" or "target"
                    || name.Contains("root", StringComparison.Ordinal) || name.Contains("fs", StringComparison.Ordinal)
                    || name.Contains(".tar", StringComparison.Ordinal)
                    || name.EndsWith(".tgz", StringComparison.Ordinal)));
    }
}
