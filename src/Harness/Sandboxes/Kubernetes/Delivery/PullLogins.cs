using Harness.Platform.Credentials;

namespace Harness.Sandboxes.Kubernetes.Delivery;

/// <summary>Finds in Docker's configuration what nodes pull images with.</summary>
/// <param name="credentials">Docker's configuration and its helpers.</param>
/// <param name="session">The session id that names and labels the pull secret.</param>
internal sealed class PullLogins(CredentialSearch credentials, string session)
{
    /// <summary>Images of registries with the logins that there are for these; one without is pulled from without a login.</summary>
    public async Task<NodeImages> AddAsync(ImageWay way, IReadOnlyList<NodeImage> images, CancellationToken cancellation)
    {
        var hosts = images.Select(image => RegistryHost.Of(image.Name)).Distinct().ToList();
        var found = await Task.WhenAll(hosts.Select(async host =>
            (Key: RegistryHost.Key(host), Host: host, Answer: await credentials.ReadAsync(RegistryHost.Key(host), cancellation))));
        var logins = found.Where(one => one.Answer.Credential is not null).ToDictionary(one => one.Key, one => one.Answer.Credential!);
        return new NodeImages(way, images, image => Remedy(found.OrderByDescending(one => one.Host == RegistryHost.Of(image)).First()))
        {
            PullSecret = logins.Count == 0 ? null : new PullSecret(session, logins),
        };

        static string Remedy((string Key, string Host, CredentialAnswer Answer) registry) => registry.Answer switch
        {
            { Credential: not null } =>
                $"The nodes pull it from {registry.Host}, which they must reach, with the login of this machine ("
                + $"{registry.Answer.Explanation}): the login must be good for pulling.",
            { Found: true } =>
                $"The nodes pull it from {registry.Host}, which they must reach, without a login ("
                + $"{registry.Answer.Explanation}, but an identity token, which a kubelet does not take): if one is needed, docker login "
                + $"{registry.Host} with a user and a password.",
            _ =>
                $"The nodes pull it from {registry.Host}, which they must reach, without a login ("
                + $"{registry.Answer.Explanation}): if that is needed, docker login {registry.Host}.",
        };
    }
}
