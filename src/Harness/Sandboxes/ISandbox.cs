using Harness.Images;
using Sidecar.Protocol;

namespace Harness.Sandboxes;

/// <summary>
/// A running sandbox, as a check sees it; disposing removes everything that it consists of, and doing so again waits for the
/// same removal.
/// </summary>
public interface ISandbox : IAsyncDisposable
{
    /// <summary>The contract that it was started with.</summary>
    SandboxSpec Spec { get; }

    /// <summary>Sends one program to the sidecar's <c>POST /execute</c>.</summary>
    /// <exception cref="SidecarException">
    /// The sidecar answered with another status than 200, the message carries its words; or it gave no answer long
    /// after the program's time limit, which counts as 504; or one that is too long to be read, which counts as 502.
    /// </exception>
    /// <exception cref="InfrastructureException">The sidecar could not be reached.</exception>
    Task<ExecuteResponse> ExecuteAsync(ExecuteRequest request, CancellationToken cancellation);

    /// <summary>Stores a file in the data directory through the sidecar's <c>POST /files</c>.</summary>
    /// <param name="name">Its name there.</param>
    /// <param name="content">Its content.</param>
    /// <param name="cancellation">Ends the exchange.</param>
    /// <exception cref="SidecarException">The sidecar refused.</exception>
    /// <exception cref="InfrastructureException">The sidecar could not be reached.</exception>
    Task UploadAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>Fetches a file of the data directory through the sidecar's <c>GET /files/{path}</c>; null when there is none.</summary>
    /// <param name="name">Its name there.</param>
    /// <param name="cancellation">Ends the exchange.</param>
    /// <exception cref="SidecarException">The sidecar refused.</exception>
    /// <exception cref="InfrastructureException">The sidecar could not be reached.</exception>
    Task<byte[]?> DownloadAsync(string name, CancellationToken cancellation);

    /// <summary>Asks the sidecar's <c>GET /files</c>: null when it lists them, otherwise what was seen instead.</summary>
    Task<string?> ListingFaultAsync(CancellationToken cancellation);

    /// <summary>Asks the sidecar's <c>GET /ready</c>: null when ready, otherwise the words of the refusal.</summary>
    Task<string?> ReadinessAsync(CancellationToken cancellation);

    /// <summary>Runs the probe in the sidecar's place and returns what it saw.</summary>
    /// <param name="paths">Absolute paths to look at from both sides.</param>
    /// <param name="plant">Files to write below main's root first: path and content.</param>
    /// <param name="cancellation">Ends the probe.</param>
    Task<ProbeReport> ProbeAsync(
        IReadOnlyList<string> paths, IReadOnlyList<KeyValuePair<string, string>> plant, CancellationToken cancellation);

    /// <summary>
    /// Puts the program that tries what programs must not be able to do where the programs of main can start it. Null when it is
    /// there, otherwise why not.
    /// </summary>
    /// <param name="path">The absolute path below main's root.</param>
    /// <param name="cancellation">Ends the probe.</param>
    Task<string?> LendAsync(string path, CancellationToken cancellation);

    /// <summary>
    /// Starts a process in the sidecar container that stays until the sandbox is removed: a decoy. False when the
    /// sidecar image has no such program.
    /// </summary>
    Task<bool> StartInSidecarAsync(IReadOnlyList<string> argv, CancellationToken cancellation);

    /// <summary>
    /// Starts a process in main's container that stays until the sandbox is removed, as one that a user's program left
    /// behind. False when the image has no such program.
    /// </summary>
    /// <param name="environment">Its environment, as assignments.</param>
    /// <param name="argv">The program and its arguments.</param>
    /// <param name="cancellation">Ends the start.</param>
    Task<bool> StartInMainAsync(IReadOnlyList<string> environment, IReadOnlyList<string> argv, CancellationToken cancellation);

    /// <summary>Kills main and waits until the backend says that it has ended.</summary>
    /// <exception cref="InfrastructureException">It could not be killed.</exception>
    Task KillMainAsync(CancellationToken cancellation);

    /// <summary>What the backend says of main.</summary>
    Task<MainState> MainStateAsync(CancellationToken cancellation);

    /// <summary>The last lines that a container wrote, for a failure's evidence; where they cannot be read, why.</summary>
    Task<string> LogsAsync(CancellationToken cancellation);

    /// <summary>What main and the sidecar wrote, for what is to be found in it, or not to be.</summary>
    /// <exception cref="InfrastructureException">It cannot be read.</exception>
    Task<string> AllLogsAsync(CancellationToken cancellation);
}

/// <summary>What the backend says of main's container.</summary>
/// <param name="Running">Whether it runs now.</param>
/// <param name="ExitCode">Its exit status when it does not.</param>
/// <param name="Restarts">How often it was restarted.</param>
/// <param name="Detail">What the engine says: status, error.</param>
public sealed record MainState(bool Running, int? ExitCode, int Restarts, string Detail);

/// <summary>Starts sandboxes: one implementation for each backend.</summary>
public interface ISandboxBackend
{
    /// <summary>Which one it is.</summary>
    Backend Backend { get; }

    /// <summary>How much it takes at once.</summary>
    SandboxCapacity Capacity => SandboxCapacity.OfMachine;

    /// <summary>The command that removes what a run has left there.</summary>
    string CleaningCommand => "harness clean";

    /// <summary>What the backend calls an image: the engine's image id, unless it knows images by another name.</summary>
    /// <param name="image">The image.</param>
    string NameOf(ImageUnderTest image)
    {
        return image.Digest.Text;
    }

    /// <summary>
    /// Starts a sandbox and waits until the sidecar answers HTTP. That main runs and is found is for checks to prove:
    /// a main that ends at once, or that cannot be started, still gives a sandbox.
    /// </summary>
    /// <exception cref="InfrastructureException">The engine refused or the sidecar did not come up.</exception>
    Task<ISandbox> StartAsync(SandboxSpec spec, CancellationToken cancellation);
}

/// <summary>The sidecar refused a request.</summary>
/// <param name="statusCode">The HTTP status.</param>
/// <param name="message">The sidecar's words.</param>
internal sealed class SidecarException(int statusCode, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; } = statusCode;
}
