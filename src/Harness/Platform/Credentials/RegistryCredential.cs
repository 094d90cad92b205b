namespace Harness.Platform.Credentials;

/// <summary>A user and password for a registry. It is no record, which would print them.</summary>
/// <param name="auth">User, colon and password in base64, as docker's configuration and Kubernetes have it.</param>
internal sealed class RegistryCredential(string auth)
{
    /// <summary>User, colon and password in base64.</summary>
    public string Auth { get; } = auth;
}
