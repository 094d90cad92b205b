using System.Collections.Concurrent;
using Harness.Building;

namespace Harness.Tests.Building;

/// <summary>Keeps every event in the order of its arrival.</summary>
internal sealed class RecordedEvents : IProgress<BuildEvent>
{
    private readonly ConcurrentQueue<BuildEvent> events = new();

    public IReadOnlyList<BuildEvent> All => [.. events];

    public void Report(BuildEvent value) => events.Enqueue(value);
}
