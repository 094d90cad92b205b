using Harness.Platform.Docker;

namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>
/// Gives out turns at giving images further names in the engine. One process of this user has a turn at a time: two
/// that hand on the same image would otherwise take the name away from each other.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="directory">Where the file is whose lock is the turn; made when it is missing.</param>
internal sealed class TagTurns(DockerEngine engine, string directory)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for a turn. Disposing of it ends it.</summary>
    public async Task<TagTurn> NextAsync(CancellationToken cancellation)
    {
        var file = Path.Combine(Directory.CreateDirectory(directory).FullName, "image-tags.lock");
        while (true)
        {
            try
            {
                return new TagTurn(engine, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(file))
            {
                await Task.Delay(Interval, cancellation);
            }
        }
    }
}
