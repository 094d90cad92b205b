using System.Text;
using System.Text.Json.Nodes;
using Harness.Images;
using Harness.Platform;
using Harness.Platform.Credentials;

namespace Harness.Building;

/// <summary>
/// A docker configuration of its own that has the login of DHI_USERNAME and DHI_PASSWORD besides everything that the
/// user's has. So the password is in no argument, and the user's configuration stays as it is.
/// </summary>
internal sealed class RegistryLogin : IDisposable
{
    private readonly TemporaryDirectory? directory;

    private RegistryLogin(TemporaryDirectory? directory) => this.directory = directory;

    /// <summary>Variables for the docker command.</summary>
    public IReadOnlyDictionary<string, string?> Environment =>
        directory is null ? new Dictionary<string, string?>() : new Dictionary<string, string?> { ["DOCKER_CONFIG"] = directory.Path };

    /// <summary>Makes the configuration where the provider and the environment ask for it; otherwise it changes nothing.</summary>
    public static RegistryLogin For(BaseSource source, Func<string, string?> environment)
    {
        if (source.Provider != BaseProvider.Dhi
            || environment("DHI_USERNAME") is not { Length: > 0 } user
            || environment("DHI_PASSWORD") is not { Length: > 0 } password)
        {
            return new RegistryLogin(null);
        }

        var login = new RegistryLogin(new TemporaryDirectory("kcr-harness-"));
        try
        {
            login.Write(CredentialSearch.ConfigDirectory(environment), user, password);
            return login;
        }
        catch
        {
            login.Dispose();
            throw;
        }
    }

    public void Dispose() => directory?.Dispose();

    private void Write(string original, string user, string password)
    {
        var file = Path.Combine(original, "config.json");
        var config = (File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file)) as JsonObject : null) ?? [];
        Member(config, "auths")[BaseSource.DhiRegistry] = new JsonObject
        {
            ["auth"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")),
        };

        // An empty helper turns the user's credential store off, for this registry alone.
        Member(config, "credHelpers")[BaseSource.DhiRegistry] = "";
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
