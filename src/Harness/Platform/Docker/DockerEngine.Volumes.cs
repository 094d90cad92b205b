using Docker.DotNet.Models;

namespace Harness.Platform.Docker;

/// <content>Volumes and networks.</content>
public sealed partial class DockerEngine
{
    internal Task CreateVolumeAsync(VolumesCreateParameters volume, CancellationToken cancellation) =>
        CallAsync("POST /volumes/create", Quick, (client, limited) => client.Volumes.CreateAsync(volume, limited), cancellation);

    /// <summary>Removes a volume. False when there is none.</summary>
    internal Task<bool> RemoveVolumeAsync(string name, CancellationToken cancellation) =>
        RemoveAsync($"DELETE /volumes/{Escaped(name)}", (client, limited) => client.Volumes.RemoveAsync(Escaped(name), null, limited), cancellation);

    internal async Task<IReadOnlyList<VolumeResponse>> VolumesAsync(string label, CancellationToken cancellation)
    {
        var parameters = new VolumesListParameters { Filters = Labelled(label) };
        var list = await CallAsync("GET /volumes", Quick, (client, limited) => client.Volumes.ListAsync(parameters, limited), cancellation);
        return list.Volumes?.AsReadOnly() ?? [];
    }

    internal async Task<IReadOnlyList<NetworkResponse>> NetworksAsync(string label, CancellationToken cancellation)
    {
        var parameters = new NetworksListParameters { Filters = Labelled(label) };
        var networks = await CallAsync("GET /networks", Quick, (client, limited) => client.Networks.ListNetworksAsync(parameters, limited), cancellation);
        return networks.AsReadOnly();
    }

    /// <summary>Removes a network. False when there is none.</summary>
    internal Task<bool> RemoveNetworkAsync(string id, CancellationToken cancellation) =>
        RemoveAsync($"DELETE /networks/{Escaped(id)}", (client, limited) => client.Networks.DeleteNetworkAsync(Escaped(id), limited), cancellation);
}
