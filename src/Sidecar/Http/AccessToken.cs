using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Sidecar.Http;

/// <summary>
/// What a client must have to use the port: programs share the network with the sidecar, so nothing else tells them from a
/// client. This is no record, which would print it.
/// </summary>
/// <param name="token">The token.</param>
internal sealed class AccessToken(string token)
{
    /// <summary>The variable that holds it.</summary>
    internal const string Variable = "SIDECAR_TOKEN";

    /// <summary>The variable that names a file which holds it.</summary>
    internal const string FileVariable = "SIDECAR_TOKEN_FILE";

    /// <summary>The header that also takes it, for clients behind a proxy that keeps Authorization for itself, as the API server's does.</summary>
    internal const string ProxiedHeader = "X-Sidecar-Token";

    private const string Scheme = "Bearer ";

    // Compared as it is and not by a digest: those are OpenSSL's, which the image has not.
    private readonly byte[] bytes = Encoding.UTF8.GetBytes(token);

    /// <summary>Whether a text can be a token: what a header carries unchanged.</summary>
    internal static bool IsSound(string text) => text.Length > 0 && text.All(character => character is > ' ' and <= '~');

    /// <summary>Whether a request has it. How long that takes says nothing about the token but its length.</summary>
    internal bool Admits(IHeaderDictionary headers)
    {
        var authorization = headers[HeaderNames.Authorization].ToString();
        var given = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? authorization[Scheme.Length..].Trim()
            : headers[ProxiedHeader].ToString();
        return CryptographicOperations.FixedTimeEquals(bytes, Encoding.UTF8.GetBytes(given));
    }
}
