using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Checks.Dockerfiles;
using Harness.Dockerfiles;
using Harness.Snapshots;

namespace Harness.Checks.Origins;

/// <summary>Finds the lines of its Dockerfile that made an image what a finding says, where its build history tells.</summary>
internal sealed partial class ImageOrigins
{
    // A place is a hint of where to begin; who has to read more of them than that reads the Dockerfile.
    private const int MostPlaces = 5;
    private const int MostPaths = 200;

    private readonly string file;
    private readonly ImageSnapshot snapshot;
    private readonly BuildHistory history;

    private ImageOrigins(Dockerfile dockerfile, ImageSnapshot snapshot, IReadOnlyDictionary<string, string> buildArgs)
    {
        file = dockerfile.File;
        this.snapshot = snapshot;
        history = BuildHistory.Of(snapshot.Config.History, dockerfile.Evaluate(buildArgs));
    }

    /// <summary>Compares an image with its Dockerfile.</summary>
    /// <param name="text">The Dockerfile's text.</param>
    /// <param name="file">Its path, as people know it.</param>
    /// <param name="snapshot">The image.</param>
    /// <param name="buildArgs">The ARGs that the image was built with, as far as they are known.</param>
    public static ImageOrigins Of(string text, string file, ImageSnapshot snapshot, IReadOnlyDictionary<string, string> buildArgs) =>
        new(Dockerfile.Parse(text, file), snapshot, buildArgs);

    /// <summary>The same of a Dockerfile on this machine; null when it cannot be read, which its own checks report.</summary>
    public static async Task<ImageOrigins?> ReadAsync(
        string path, string file, ImageSnapshot snapshot, IReadOnlyDictionary<string, string> buildArgs, CancellationToken cancellation)
    {
        try
        {
            return Of(await Linter.ReadAsync(path, cancellation), file, snapshot, buildArgs);
        }
        catch (InfrastructureException)
        {
            return null;
        }
    }

    /// <summary>The places that a failed check leads to; empty where the history does not tell.</summary>
    /// <param name="check">The check.</param>
    /// <param name="observed">What it saw: it is about the paths in it that are in the image, and about steps of the history.</param>
    public IReadOnlyList<SourcePlace> Of(StaticCheck check, string observed)
    {
        IEnumerable<int?> steps = check.Instructions.Count > 0
            ? [history.Last(check.Instructions)]
            : PathsIn(observed)
                .Select(path => snapshot.Files.Find(path))
                .OfType<FileEntry>()
                .Select(entry => history.StepOf(entry.Layer))
                .Concat(StepsIn(observed));
        return [.. steps
            .OfType<int>()
            .Distinct()
            .Select(history.Made)
            .OfType<Instruction>()
            .DistinctBy(instruction => instruction.Position)
            .Take(MostPlaces)
            .OrderBy(instruction => instruction.Position)
            .Select(instruction => new SourcePlace(file, instruction.Position.Line))];
    }

    private static IEnumerable<string> PathsIn(string text) =>
        AbsolutePath().Matches(text).Select(match => match.Value.TrimEnd('.', '/')).Where(path => path.Length > 1).Distinct().Take(MostPaths);

    private static IEnumerable<int?> StepsIn(string text) =>
        HistoryStepNumber().Matches(text).Take(MostPaths).Select(match => (int?)(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) - 1));

    [GeneratedRegex(@"\bstep ([0-9]{1,6}) of the history\b")]
    private static partial Regex HistoryStepNumber();

    [GeneratedRegex("""(?<![\w./-])/[^\s,;:"'`()\[\]]+""")]
    private static partial Regex AbsolutePath();
}
