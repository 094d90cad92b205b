using Sidecar.Execution;

namespace Sidecar.Http;

/// <summary>What requests share: turns to run, and memory for what they send and get.</summary>
internal sealed class Limits(SidecarOptions options) : IDisposable
{
    /// <summary>How much longer a character of output can be in JSON, in bytes: <c>\u0000</c>.</summary>
    internal const long Escaped = 6;

    /// <summary>The memory that a byte of a body takes: itself, and as UTF-16.</summary>
    internal const int BodyFactor = 3;

    private const long LargestBody = 16L << 20;

    private readonly SemaphoreSlim rendering = new(1);

    /// <summary>Turns to run.</summary>
    internal ExecutionGate Gate { get; } = new(options.MaxExecutions, options.MaxQueue);

    /// <summary>Memory for bodies. It is another than that for answers: those that wait to run must not keep away what those need that run.</summary>
    internal MemoryBudget Bodies { get; } = new(options.MemoryBudget / 2);

    /// <summary>Memory for answers until they are fetched.</summary>
    internal MemoryBudget Answers { get; } = new(options.MemoryBudget / 2);

    /// <summary>The largest body of an execution, in bytes.</summary>
    internal long LargestProgram => Math.Min(LargestBody, Bodies.Total / BodyFactor);

    /// <summary>Turns to list files: each listing is in memory.</summary>
    internal SemaphoreSlim Listings { get; } = new(2);

    /// <summary>Ends it with the server.</summary>
    public void Dispose()
    {
        Gate.Dispose();
        Listings.Dispose();
        rendering.Dispose();
    }

    /// <summary>Makes an answer, one after the other: the text and its escapes are in memory several times meanwhile.</summary>
    internal async Task<byte[]> RenderAsync(Func<byte[]> render)
    {
        await rendering.WaitAsync();
        try
        {
            return render();
        }
        finally
        {
            rendering.Release();
        }
    }
}
