using System.Collections.Concurrent;
using Harness.Platform.Credentials;
using Harness.Platform.Processes;

namespace Harness.Platform.Registries;

/// <summary>A client for each registry that is asked, with the login that is meant for it. Thread-safe.</summary>
/// <param name="environment">Reads an environment variable; null when it is not set.</param>
/// <param name="processes">Asks credential helpers.</param>
/// <param name="message">Gets what the user should know meanwhile, such as a registry that asks to wait.</param>
internal sealed class RegistryClients(Func<string, string?> environment, IProcessRunner processes, Action<string> message) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<RegistryClient>> clients = new();

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var client in clients.Values.Where(client => client.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }

    /// <summary>The client of a registry.</summary>
    /// <param name="host">Its host, and port if any.</param>
    /// <param name="basesHost">The registry of the bases, whose login the variables have: no other gets to see them. Null for none.</param>
    public RegistryClient Of(string host, string? basesHost) => clients
        .GetOrAdd(host, one => new Lazy<RegistryClient>(() => new RegistryClient(one, token => LoginAsync(one, basesHost, token), message))).Value;

    private Task<CredentialAnswer> LoginAsync(string host, string? basesHost, CancellationToken cancellation)
    {
        var search = new CredentialSearch(environment, processes);
        return host == basesHost
            ? search.FindAsync(RegistryHost.Key(host), cancellation)
            : search.ReadAsync(RegistryHost.Key(host), cancellation);
    }
}
