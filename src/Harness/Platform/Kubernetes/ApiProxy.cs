using System.Net.Sockets;
using Harness.Platform.Processes;

namespace Harness.Platform.Kubernetes;

/// <summary>
/// The way to the API server: <c>kubectl proxy</c> on a socket in a directory that only this user can enter. So every
/// way of authentication that kubectl knows works, and no credential comes to this process.
/// </summary>
/// <param name="kubectl">kubectl, bound to a context.</param>
internal sealed class ApiProxy(KubectlCommand kubectl) : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(15);

    // Its own default refuses exec, and any path of a pod's port that begins so, such as /execute. The socket is this user's alone.
    private const string Rejected = "^/api/.*/pods/[^/]*/attach$";

    private readonly Lock sync = new();
    private readonly CancellationTokenSource end = new();
    private readonly TemporaryDirectory directory = new("kcr-");
    private Task<ProcessResult>? running;
    private Task serving = Task.CompletedTask;

    private string Socket => Path.Combine(directory.Path, "api");

    /// <summary>
    /// Connects. kubectl is started by the first connection, and again if it has ended meanwhile: what the run created
    /// must be removed after that.
    /// </summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        await Serving().WaitAsync(cancellation);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        if (running is not null)
        {
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        directory.Dispose();
        end.Dispose();
    }

    private Task Serving()
    {
        lock (sync)
        {
            if (running is not { IsCompleted: false })
            {
                var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                running = kubectl.RunAsync(
                    ["proxy", $"--unix-socket={Socket}", $"--reject-paths={Rejected}"],
                    line => _ = line.StartsWith("Starting to serve", StringComparison.Ordinal) && started.TrySetResult(),
                    end.Token);
                serving = StartedAsync(started.Task, running);
            }

            return serving;
        }
    }

    private async Task StartedAsync(Task started, Task<ProcessResult> run)
    {
        var first = await Task.WhenAny(started, run, Task.Delay(StartDeadline, end.Token));
        if (first == started)
        {
            return;
        }

        var words = first == run ? (await run).Error.Trim() : $"it did not say that it serves within {StartDeadline.TotalSeconds:0} s";
        throw new InfrastructureException(
            $"'kubectl --context {kubectl.Context} proxy' could not be started, so there is no way to the API server: {words}");
    }
}
