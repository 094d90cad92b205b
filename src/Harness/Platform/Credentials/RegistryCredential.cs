using System.Text;

namespace Harness.Platform.Credentials;

/// <summary>A user and password for a registry. It is no record, which would print them.</summary>
internal sealed class RegistryCredential
{
    private RegistryCredential(string auth) => Auth = auth;

    /// <summary>User, colon and password in base64, as docker's configuration and Kubernetes have it.</summary>
    public string Auth { get; }

    /// <summary>A user and password.</summary>
    public static RegistryCredential Of(string user, string password) => new(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    /// <summary>What docker's configuration has as <c>auth</c>; null where it is not a user and a password in base64.</summary>
    public static RegistryCredential? TryRead(string auth)
    {
        var bytes = new byte[auth.Length];
        return Convert.TryFromBase64String(auth, bytes, out var length) && bytes.AsSpan(0, length).Contains((byte)':') && bytes[0] != ':'
            ? new RegistryCredential(auth)
            : null;
    }
}
