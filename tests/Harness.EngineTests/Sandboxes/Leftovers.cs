using Harness.EngineTests.Platform.Docker;
using Harness.Sandboxes;
using Shouldly;

namespace Harness.EngineTests.Sandboxes;

/// <summary>What a session has in the engine.</summary>
internal static class Leftovers
{
    public static async Task<IReadOnlyList<string>> OfAsync(string session)
    {
        var label = $"{Session.IdLabel}={session}";
        var containers = await RealEngine.Client.ContainersAsync(label, CancellationToken.None);
        var volumes = await RealEngine.Client.VolumesAsync(label, CancellationToken.None);
        return [.. containers.Select(item => item.Names![0]), .. volumes.Select(item => item.Name)];
    }

    public static async Task ShouldBeNoneAsync(string session) => (await OfAsync(session)).ShouldBeEmpty();
}
