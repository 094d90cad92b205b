using System.Text;
using System.Text.Json;
using Harness.Platform.Processes;

namespace Harness.Platform.Credentials;

/// <summary>Finds the credentials for a registry where the docker command would look. It never keeps one.</summary>
internal sealed class CredentialSearch(Func<string, string?> environment, IProcessRunner processes)
{
    /// <summary>Where docker keeps its configuration.</summary>
    public static string ConfigDirectory(Func<string, string?> environment) =>
        environment("DOCKER_CONFIG") is { Length: > 0 } directory
            ? directory
            : Path.Combine(environment(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME") ?? "", ".docker");

    /// <summary>Whether there are credentials, and where, or why there are none.</summary>
    public async Task<(bool Found, string Explanation)> FindAsync(string registry, CancellationToken cancellation)
    {
        if (environment("DHI_USERNAME") is { Length: > 0 } && environment("DHI_PASSWORD") is { Length: > 0 })
        {
            return (true, "DHI_USERNAME and DHI_PASSWORD are set");
        }

        var (found, _, explanation) = await LookUpAsync(registry, cancellation);
        return (found, explanation);
    }

    /// <summary>The credential for a registry, to be handed on; null, with the reason, where docker has none that can be.</summary>
    /// <param name="registry">The registry's key in docker's configuration.</param>
    /// <param name="cancellation">Ends the search.</param>
    public async Task<(RegistryCredential? Credential, string Explanation)> ReadAsync(string registry, CancellationToken cancellation)
    {
        var (found, credential, explanation) = await LookUpAsync(registry, cancellation);
        return (credential, found && credential is null ? $"{explanation}, but an identity token, which a kubelet does not take" : explanation);
    }

    private async Task<(bool Found, RegistryCredential? Credential, string Explanation)> LookUpAsync(string registry, CancellationToken cancellation)
    {
        var file = Path.Combine(ConfigDirectory(environment), "config.json");
        if (!File.Exists(file))
        {
            return (false, null, $"{file} is not there");
        }

        try
        {
            using var config = JsonDocument.Parse(await File.ReadAllTextAsync(file, cancellation));
            return await LookUpAsync(config.RootElement, file, registry, cancellation);
        }
        catch (JsonException fault)
        {
            return (false, null, $"{file} is not JSON: {fault.Message}");
        }
    }

    private async Task<(bool Found, RegistryCredential? Credential, string Explanation)> LookUpAsync(
        JsonElement config, string file, string registry, CancellationToken cancellation)
    {
        // As docker does it: a helper for this registry, else the store for all, else the file itself.
        var helper = Text(Member(Member(config, "credHelpers"), registry)) ?? Text(Member(config, "credsStore"));
        if (!string.IsNullOrEmpty(helper))
        {
            return await AskAsync(helper, registry, cancellation);
        }

        var entries = new[] { registry, $"https://{registry}", $"https://{registry}/v1/" }
            .Select(name => Member(Member(config, "auths"), name))
            .Select(entry => (Auth: Text(Member(entry, "auth")), Token: Text(Member(entry, "identitytoken"))))
            .Where(entry => entry.Auth is { Length: > 0 } || entry.Token is { Length: > 0 })
            .ToList();
        return entries switch
        {
            [] => (false, null, $"{file} has no login for {registry}"),
            [{ Auth: { Length: > 0 } auth, Token: null or "" }, ..] => (true, new RegistryCredential(auth), $"{file} has a login for {registry}"),
            _ => (true, null, $"{file} has a login for {registry}"),
        };
    }

    private async Task<(bool Found, RegistryCredential? Credential, string Explanation)> AskAsync(string helper, string registry, CancellationToken cancellation)
    {
        var program = $"docker-credential-{helper}";
        try
        {
            var answer = await processes.RunAsync(new ProcessCommand(program, "get") { Input = registry }, cancellation: cancellation);
            return answer.Succeeded
                ? (true, CredentialIn(answer.Output), $"{program} has a login for {registry}")
                : (false, null, $"{program} has no login for {registry}");
        }
        catch (InfrastructureException)
        {
            return (false, null, $"{program}, which docker's configuration names, could not be started");
        }
    }

    /// <summary>The user and password that a helper answers with; null for a token, which is all that it has then.</summary>
    private static RegistryCredential? CredentialIn(string answer)
    {
        try
        {
            using var parsed = JsonDocument.Parse(answer);
            return (Text(Member(parsed.RootElement, "Username")), Text(Member(parsed.RootElement, "Secret"))) is ({ Length: > 0 } user and not "<token>", { Length: > 0 } secret)
                ? new RegistryCredential(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret}")))
                : null;
        }
        catch (JsonException)
        {
            // Whatever it is, docker would not understand it either. It is not shown: it may be a secret.
            return null;
        }
    }

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
