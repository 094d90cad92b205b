using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Snapshots;

/// <summary>
/// Recognises files that hold a secret: a private key by its text, a credential by the name of the file, which tools read
/// theirs from, and by its text. A file that only speaks of such things holds none.
/// </summary>
internal static partial class SecretFinder
{
    private const int LongestLabel = 40;
    private const int ShortestKey = 32;

    private static readonly SearchValues<byte> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    /// <summary>What a file holds.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="content">Its bytes.</param>
    public static SecretKind Find(string path, ReadOnlySpan<byte> content) =>
        content.IsEmpty ? SecretKind.None
        : HoldsPrivateKey(content) ? SecretKind.PrivateKey
        : CredentialFile().IsMatch(path) && Credential().IsMatch(Encoding.UTF8.GetString(content)) ? SecretKind.Credential
        : SecretKind.None;

    private static bool HoldsPrivateKey(ReadOnlySpan<byte> content)
    {
        for (var rest = content; rest.IndexOf("PRIVATE KEY-----"u8) is >= 0 and var end; rest = rest[(end + 16)..])
        {
            var label = rest[Math.Max(0, end - LongestLabel)..end];
            if (label.LastIndexOf("-----BEGIN "u8) >= 0 && label.LastIndexOf("-----END"u8) < label.LastIndexOf("-----BEGIN "u8) && IsKey(rest[(end + 16)..]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a key follows the line that announces one: a line of base 64, or the headers of an encrypted key. In JSON the
    /// line ends are escaped.
    /// </summary>
    private static bool IsKey(ReadOnlySpan<byte> text)
    {
        var key = text.StartsWith("\\n"u8) ? text[2..] : text.TrimStart(" \t\r\n"u8);
        var length = key.IndexOfAnyExcept(Base64);
        return key.Length < text.Length && (key.StartsWith("Proc-Type:"u8) || length >= ShortestKey || (length < 0 && key.Length >= ShortestKey));
    }

    [GeneratedRegex(@"/(\.?npmrc|\.yarnrc(\.yml)?|\.pypirc|pip\.conf|uv\.toml|[._]netrc|\.git-credentials|\.gitconfig|gitconfig|\.htpasswd|\.pgpass|\.my\.cnf|\.dockercfg|\.dockerconfigjson|\.docker/config\.json|\.aws/(credentials|config)|\.kube/config|kubeconfig|\.cargo/(credentials|config)(\.toml)?|(\.composer|composer)/auth\.json|\.m2/settings\.xml|gradle\.properties|application_default_credentials\.json|apt/auth\.conf(\.d/[^/]+)?|apt/sources\.list(\.d/[^/]+)?|\.env(\.(local|prod|production))?)$")]
    private static partial Regex CredentialFile();

    [GeneratedRegex(@"(?<!always-)(auth|auth_?token|identity_?token|token|passwd|password|secret|secret_access_key|refresh_token|client-key-data)""?\s{0,9}[:=]\s{0,9}[""']?[^\s""'${<]|\bpassword\s{1,9}\S|://[^/\s:@$]{1,100}:[^/\s:@$]{1,100}@|<password>[^<$]|^[^#:\n]+(:[^:\n]*){3}:\S|^[^#:\s]+:\$(apr1|2[aby]|5|6)\$", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Credential();
}
