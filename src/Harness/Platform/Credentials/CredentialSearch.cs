using System.Text.Json;
using Harness.Platform.Processes;

namespace Harness.Platform.Credentials;

/// <summary>
/// Finds the credentials for a registry where the docker command would look, and where Podman would. It never keeps one, and
/// says of none more than where it is.
/// </summary>
/// <param name="environment">Reads an environment variable; null when it is not set.</param>
/// <param name="processes">Asks credential helpers.</param>
/// <param name="clock">Ends the wait for a helper; null for the system's.</param>
internal sealed class CredentialSearch(Func<string, string?> environment, IProcessRunner processes, TimeProvider? clock = null)
{
    /// <summary>How long a credential helper may take; one that waits for a person is none that a build can use.</summary>
    public static readonly TimeSpan HelperLimit = TimeSpan.FromSeconds(10);

    private const string User = "DHI_USERNAME";
    private const string Password = "DHI_PASSWORD";
    private const string ContainersFile = "REGISTRY_AUTH_FILE";

    // What a helper gives as the user's name where the secret is an identity token: docker/docker-credential-helpers.
    private const string TokenUser = "<token>";

    /// <summary>Where docker keeps its configuration.</summary>
    public static string ConfigDirectory(Func<string, string?> environment) =>
        environment("DOCKER_CONFIG") is { Length: > 0 } directory ? directory : Path.Combine(Home(environment), ".docker");

    /// <summary>The login for the registry that bases come from: DHI_USERNAME and DHI_PASSWORD, else what docker has, else what Podman has.</summary>
    /// <param name="registry">The registry's key in docker's configuration.</param>
    /// <param name="cancellation">Ends the search.</param>
    public async Task<CredentialAnswer> FindAsync(string registry, CancellationToken cancellation)
    {
        var (credential, step) = InVariables();
        if (credential is not null)
        {
            return new CredentialAnswer(CredentialPlace.Variables, credential, [step!]);
        }

        var answer = await ReadAsync(registry, cancellation);
        return step is null ? answer : answer with { Steps = [step, .. answer.Steps], IsHalfGiven = true };
    }

    /// <summary>The login for a registry, whatever is taken from there: what docker has, else what Podman has.</summary>
    /// <param name="registry">The registry's key in docker's configuration.</param>
    /// <param name="cancellation">Ends the search.</param>
    public async Task<CredentialAnswer> ReadAsync(string registry, CancellationToken cancellation)
    {
        var steps = new List<string>();
        foreach (var (place, file) in Files())
        {
            var (found, credential, step) = await LookUpAsync(file, registry, cancellation);
            steps.Add(step);
            if (found)
            {
                return new CredentialAnswer(place, credential, steps);
            }
        }

        return new CredentialAnswer(CredentialPlace.None, null, steps);
    }

    /// <summary>The login of <see cref="FindAsync"/> where docker would not find it by itself; null where it would, or there is none.</summary>
    /// <param name="registry">The registry's key in docker's configuration.</param>
    /// <param name="cancellation">Ends the search.</param>
    public async Task<RegistryCredential?> BeyondDockerAsync(string registry, CancellationToken cancellation)
    {
        // A helper is not asked again where nothing could come before or after what it says.
        if (InVariables().Credential is null && Files().All(file => file.Place == CredentialPlace.Docker))
        {
            return null;
        }

        return await FindAsync(registry, cancellation) is { Place: not CredentialPlace.Docker } answer ? answer.Credential : null;
    }

    private static string Home(Func<string, string?> environment) => environment(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME") ?? "";

    /// <summary>The login in the variables, or what is wrong with them; neither where none is set.</summary>
    private (RegistryCredential? Credential, string? Step) InVariables()
    {
        // As `docker login --password-stdin` reads it: the end of a file's last line is no part of a password.
        var (user, password) = (Line(environment(User)), Line(environment(Password)));
        return (user.Length > 0, password.Length > 0) switch
        {
            (true, true) when user.Contains(':', StringComparison.Ordinal) => (
                null,
                $"{User} has a colon, which no registry can tell from the one before the password, so neither it nor {Password} is used"),
            (true, true) => (RegistryCredential.Of(user, password), $"{User} and {Password} are set"),
            (true, false) => (null, $"{User} is set and {Password} is not, so neither is used"),
            (false, true) => (null, $"{Password} is set and {User} is not, so neither is used"),
            _ => (null, null),
        };

        static string Line(string? text) => text?.TrimEnd('\n').TrimEnd('\r') ?? "";
    }

    /// <summary>The files in which logins may be: docker's, and those of containers-auth.json(5) that are there.</summary>
    private IEnumerable<(CredentialPlace Place, string Path)> Files()
    {
        yield return (CredentialPlace.Docker, Path.Combine(ConfigDirectory(environment), "config.json"));
        if (environment(ContainersFile) is { Length: > 0 } named)
        {
            // Whoever names a file wants to know that it is not there.
            yield return (CredentialPlace.Containers, named);
            yield break;
        }

        var configuration = environment("XDG_CONFIG_HOME") is { Length: > 0 } given ? given : Path.Combine(Home(environment), ".config");
        string[] places =
        [
            .. environment("XDG_RUNTIME_DIR") is { Length: > 0 } runtime ? new[] { runtime } : [],
            configuration,
        ];
        foreach (var file in places.Select(place => Path.Combine(place, "containers", "auth.json")).Where(File.Exists))
        {
            yield return (CredentialPlace.Containers, file);
        }
    }

    private async Task<(bool Found, RegistryCredential? Credential, string Step)> LookUpAsync(string file, string registry, CancellationToken cancellation)
    {
        try
        {
            if (!File.Exists(file))
            {
                return (false, null, $"{file} is not there");
            }

            using var config = JsonDocument.Parse(await File.ReadAllTextAsync(file, cancellation));
            return await LookUpAsync(config.RootElement, file, registry, cancellation);
        }
        catch (JsonException fault)
        {
            return (false, null, $"{file} is not JSON: line {fault.LineNumber + 1}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (false, null, $"{file} cannot be read: {fault.Message}");
        }
    }

    private async Task<(bool Found, RegistryCredential? Credential, string Step)> LookUpAsync(
        JsonElement config, string file, string registry, CancellationToken cancellation)
    {
        // As docker does it: a helper for this registry, else the store for all, else the file itself. An empty name turns helpers off.
        var helper = Text(Member(Member(config, "credHelpers"), registry)) ?? Text(Member(config, "credsStore"));
        if (!string.IsNullOrEmpty(helper))
        {
            return await AskAsync(helper, file, registry, cancellation);
        }

        var entry = Entries(config, registry).Select(Entry).FirstOrDefault(entry => entry.Kind != EntryKind.Empty);
        return entry.Kind switch
        {
            EntryKind.Empty => (false, null, $"{file} has no login for {registry}"),
            EntryKind.Garbled => (false, null, $"{file} has a login for {registry} that cannot be read: 'auth' is user:password in base64"),
            _ => (true, entry.Credential, $"{file} has a login for {registry}"),
        };
    }

    /// <summary>The entries for a registry: under its own name first, else under an address of it.</summary>
    private static IEnumerable<JsonElement> Entries(JsonElement config, string registry) =>
        Member(config, "auths") is { ValueKind: JsonValueKind.Object } auths
            ? auths.EnumerateObject().Where(entry => entry.Name == registry)
                .Concat(auths.EnumerateObject().Where(entry => HostOf(entry.Name) == registry))
                .Select(entry => entry.Value)
            : [];

    /// <summary>The host, with its port, that docker reads out of a key: <c>dhi.io</c> of <c>https://dhi.io/v2/</c>.</summary>
    private static string HostOf(string key)
    {
        var scheme = key.IndexOf("://", StringComparison.Ordinal);
        return (scheme < 0 ? key : key[(scheme + 3)..]).Split('/')[0];
    }

    private static (EntryKind Kind, RegistryCredential? Credential) Entry(JsonElement entry)
    {
        if (Text(Member(entry, "identitytoken")) is { Length: > 0 })
        {
            return (EntryKind.Token, null);
        }

        if (Text(Member(entry, "auth")) is { Length: > 0 } auth)
        {
            return RegistryCredential.TryRead(auth) is { } read ? (EntryKind.Login, read) : (EntryKind.Garbled, null);
        }

        return (Text(Member(entry, "username")), Text(Member(entry, "password"))) is ({ Length: > 0 } user, { Length: > 0 } password)
            ? (EntryKind.Login, RegistryCredential.Of(user, password))
            : (EntryKind.Empty, null);
    }

    private async Task<(bool Found, RegistryCredential? Credential, string Step)> AskAsync(
        string helper, string file, string registry, CancellationToken cancellation)
    {
        var program = $"docker-credential-{helper}";
        using var limit = new CancellationTokenSource(HelperLimit, clock ?? TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            var answer = await processes.RunAsync(new ProcessCommand(program, "get") { Input = registry, Grace = TimeSpan.Zero }, cancellation: either.Token);
            if (!answer.Succeeded)
            {
                return (false, null, $"{program} has no login for {registry}");
            }

            var (credential, fault) = CredentialIn(answer.Output);
            return credential is null
                ? (false, null, $"{program} has no login for {registry} that can be used: {fault}")
                : (true, credential, $"{program} has a login for {registry}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (
                false,
                null,
                $"{program} did not answer within {HelperLimit.TotalSeconds:0} s and was ended; where it asks a person, log in with 'docker login "
                + $"{registry}' or set {User} and {Password}");
        }
        catch (InfrastructureException)
        {
            return (false, null, $"{program}, which {file} names, could not be started");
        }
    }

    /// <summary>The user and password that a helper answers with, or why they are none. The answer is not shown: it may be a secret.</summary>
    private static (RegistryCredential? Credential, string Fault) CredentialIn(string answer)
    {
        try
        {
            using var parsed = JsonDocument.Parse(answer);
            return (Text(Member(parsed.RootElement, "Username")), Text(Member(parsed.RootElement, "Secret"))) switch
            {
                (TokenUser, _) => (null, "it answered with an identity token, where a user and a password are needed"),
                ({ Length: > 0 } user, { Length: > 0 } secret) => (RegistryCredential.Of(user, secret), ""),
                _ => (null, "its answer has no user, or no password"),
            };
        }
        catch (JsonException)
        {
            return (null, answer.Length == 0 ? "it answered nothing" : "its answer is not JSON");
        }
    }

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private enum EntryKind
    {
        Empty,
        Garbled,
        Token,
        Login,
    }
}
