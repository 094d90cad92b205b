using System.Text.Json;
using Harness.Platform.Processes;

namespace Harness.Planning;

/// <summary>Finds out whether credentials for a registry are there, where the docker command would look. It never keeps one.</summary>
internal sealed class CredentialSearch(Func<string, string?> environment, IProcessRunner processes)
{
    /// <summary>Where docker keeps its configuration.</summary>
    public static string ConfigDirectory(Func<string, string?> environment) =>
        environment("DOCKER_CONFIG") is { Length: > 0 } directory
            ? directory
            : Path.Combine(environment(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME") ?? "", ".docker");

    public async Task<(bool Found, string Explanation)> FindAsync(string registry, CancellationToken cancellation)
    {
        if (environment("DHI_USERNAME") is { Length: > 0 } && environment("DHI_PASSWORD") is { Length: > 0 })
        {
            return (true, "DHI_USERNAME and DHI_PASSWORD are set");
        }

        var file = Path.Combine(ConfigDirectory(environment), "config.json");
        if (!File.Exists(file))
        {
            return (false, $"DHI_USERNAME is not set and {file} is not there");
        }

        try
        {
            using var config = JsonDocument.Parse(await File.ReadAllTextAsync(file, cancellation));
            return await FindAsync(config.RootElement, file, registry, cancellation);
        }
        catch (JsonException fault)
        {
            return (false, $"{file} is not JSON: {fault.Message}");
        }
    }

    private async Task<(bool Found, string Explanation)> FindAsync(
        JsonElement config, string file, string registry, CancellationToken cancellation)
    {
        // As docker does it: a helper for this registry, else the store for all, else the file itself.
        var helper = Text(Member(Member(config, "credHelpers"), registry)) ?? Text(Member(config, "credsStore"));
        if (!string.IsNullOrEmpty(helper))
        {
            return await AskAsync(helper, registry, cancellation);
        }

        return new[] { registry, $"https://{registry}", $"https://{registry}/v1/" }
            .Select(name => Member(Member(config, "auths"), name))
            .Any(entry => Text(Member(entry, "auth")) is { Length: > 0 } || Text(Member(entry, "identitytoken")) is { Length: > 0 })
                ? (true, $"{file} has a login")
                : (false, $"{file} has none");
    }

    private async Task<(bool Found, string Explanation)> AskAsync(string helper, string registry, CancellationToken cancellation)
    {
        var program = $"docker-credential-{helper}";
        try
        {
            var answer = await processes.RunAsync(new ProcessCommand(program, "get") { Input = registry }, cancellation: cancellation);
            return answer.Succeeded ? (true, $"{program} has a login") : (false, $"{program} has none");
        }
        catch (InfrastructureException)
        {
            return (false, $"{program}, which docker's configuration names, could not be started");
        }
    }

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
