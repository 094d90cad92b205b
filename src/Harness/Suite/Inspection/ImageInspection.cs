using Harness.Snapshots;

namespace Harness.Suite.Inspection;

/// <summary>What an image consists of, in numbers.</summary>
/// <param name="Size">The bytes of all layers, unpacked: what it takes in an engine.</param>
/// <param name="Files">The paths of the merged root file system.</param>
/// <param name="Layers">The layers, lowest first.</param>
/// <param name="LargestDirectories">The directories with the most bytes below them, largest first.</param>
public sealed record ImageInspection(
    long Size, int Files, IReadOnlyList<InspectedLayer> Layers, IReadOnlyList<DirectorySize> LargestDirectories)
{
    /// <summary>A directory is passed over when one that is in it holds more than this part of it: that one says it better.</summary>
    private const double Dominated = 0.8;

    /// <summary>Looks at a snapshot.</summary>
    /// <param name="snapshot">The image.</param>
    /// <param name="directories">How many directories to name at most.</param>
    public static ImageInspection Of(ImageSnapshot snapshot, int directories = 10)
    {
        // A history that does not fit the layers, or that nobody wrote, says nothing of any of them.
        var commands = snapshot.Config.History.Where(step => !step.IsEmpty).Select(step => step.CreatedBy).ToList();
        var isKnown = commands.Count == snapshot.Layers.Count;
        return new ImageInspection(
            snapshot.Layers.Sum(layer => layer.Size),
            snapshot.Files.All.Count,
            [.. snapshot.Layers.Select((layer, index) => new InspectedLayer(layer.Size, layer.Files, isKnown ? commands[index] : null))],
            Largest(snapshot.Files, directories));
    }

    private static IReadOnlyList<DirectorySize> Largest(RootFileSystem files, int count)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var file in files.All.Where(entry => entry.Type == FileType.File))
        {
            for (var directory = Parent(file.Path); directory is not null; directory = Parent(directory))
            {
                sizes[directory] = sizes.GetValueOrDefault(directory) + file.Size;
            }
        }

        var largestChild = sizes
            .Where(entry => entry.Key != "/")
            .GroupBy(entry => Parent(entry.Key)!, entry => entry.Value)
            .ToDictionary(group => group.Key, group => group.Max(), StringComparer.Ordinal);
        return
        [
            .. sizes
                .Where(entry => entry.Key != "/" && largestChild.GetValueOrDefault(entry.Key) <= entry.Value * Dominated)
                .OrderByDescending(entry => entry.Value)
                .ThenBy(entry => entry.Key, StringComparer.Ordinal)
                .Take(count)
                .Select(entry => new DirectorySize(entry.Key, entry.Value)),
        ];
    }

    private static string? Parent(string path) => path.LastIndexOf('/') switch
    {
        0 => path.Length > 1 ? "/" : null,
        var slash => path[..slash],
    };
}

/// <summary>A layer and what made it.</summary>
/// <param name="Size">The bytes of the regular files that it adds, unpacked.</param>
/// <param name="Files">How many paths it adds.</param>
/// <param name="CreatedBy">The command of the build history; null when the history does not tell.</param>
public sealed record InspectedLayer(long Size, int Files, string? CreatedBy);

/// <summary>A directory and the bytes of the regular files below it.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Size">Bytes; a file with several names counts at each.</param>
public sealed record DirectorySize(string Path, long Size);
