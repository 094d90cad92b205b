using Harness.Platform.Processes;

namespace Harness.Building;

/// <summary>The state of an image's sources: the last commit that touched them.</summary>
/// <param name="Revision">The commit, with <c>-dirty</c> when files differ from it.</param>
/// <param name="Created">The commit's time: unlike the time of the build it leaves an unchanged image its id.</param>
internal sealed record SourceRevision(string Revision, string Created)
{
    private static readonly SourceRevision Unknown = new("unknown", "1970-01-01T00:00:00Z");

    /// <summary>Asks git; without git, or outside a repository, the revision is <c>unknown</c>.</summary>
    public static async Task<SourceRevision> OfAsync(
        IProcessRunner processes, string root, IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        try
        {
            var log = await GitAsync(["log", "-1", "--format=%H %cI", "--", .. paths]);
            var status = await GitAsync(["status", "--porcelain", "--", .. paths]);
            return log.Output.Trim().Split(' ') is [var commit, var time] && log.Succeeded && status.Succeeded
                ? new SourceRevision(status.Output.Length > 0 ? $"{commit}-dirty" : commit, time)
                : Unknown;
        }
        catch (InfrastructureException)
        {
            return Unknown;
        }

        Task<ProcessResult> GitAsync(IReadOnlyList<string> arguments) => processes.RunAsync(
            new ProcessCommand("git", arguments)
            {
                WorkingDirectory = root,
                // Looking must not take the lock that the user's own git may want.
                Environment = new Dictionary<string, string?> { ["GIT_OPTIONAL_LOCKS"] = "0" },
            },
            cancellation: cancellation);
    }
}
