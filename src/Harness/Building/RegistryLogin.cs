using System.Text.Json.Nodes;
using Harness.Images;
using Harness.Platform;
using Harness.Platform.Credentials;

namespace Harness.Building;

/// <summary>
/// A docker configuration of its own that has the login for the registry of the bases besides everything that the user's has,
/// where docker would not find it by itself: it is in DHI_USERNAME and DHI_PASSWORD, or in Podman's <c>auth.json</c>. So the
/// password is in no argument, and the user's configuration stays as it is.
/// </summary>
internal sealed class RegistryLogin : IDisposable
{
    private readonly TemporaryDirectory? directory;

    private RegistryLogin(TemporaryDirectory? directory) => this.directory = directory;

    /// <summary>Variables for the docker command.</summary>
    public IReadOnlyDictionary<string, string?> Environment =>
        directory is null ? new Dictionary<string, string?>() : new Dictionary<string, string?> { ["DOCKER_CONFIG"] = directory.Path };

    /// <summary>Makes the configuration where it is needed; otherwise it changes nothing.</summary>
    /// <param name="source">Where the bases come from.</param>
    /// <param name="search">Finds the login for that registry.</param>
    /// <param name="configuration">The user's own docker configuration, a directory.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static async Task<RegistryLogin> ForAsync(BaseSource source, CredentialSearch search, string configuration, CancellationToken cancellation)
    {
        var key = RegistryHost.Key(RegistryHost.Of(source.Registry));
        if (source.Provider == BaseProvider.Local || await search.BeyondDockerAsync(key, cancellation) is not { } credential)
        {
            return new RegistryLogin(null);
        }

        var login = new RegistryLogin(new TemporaryDirectory("kcr-harness-"));
        try
        {
            login.Write(configuration, key, credential);
            return login;
        }
        catch
        {
            login.Dispose();
            throw;
        }
    }

    public void Dispose() => directory?.Dispose();

    private void Write(string original, string registry, RegistryCredential credential)
    {
        var file = Path.Combine(original, "config.json");
        var config = (File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file)) as JsonObject : null) ?? [];
        Member(config, "auths")[registry] = new JsonObject { ["auth"] = credential.Auth };

        // An empty helper turns the user's credential store off, for this registry alone.
        Member(config, "credHelpers")[registry] = "";
        File.WriteAllText(Path.Combine(directory!.Path, "config.json"), config.ToJsonString());

        // Contexts, builders and plugins are the user's own.
        foreach (var entry in Directory.Exists(original) ? Directory.EnumerateFileSystemEntries(original) : [])
        {
            var link = Path.Combine(directory.Path, Path.GetFileName(entry));
            if (!File.Exists(link))
            {
                Directory.CreateSymbolicLink(link, Path.GetFullPath(entry));
            }
        }
    }

    private static JsonObject Member(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject member)
        {
            parent[name] = member = [];
        }

        return member;
    }
}
