using System.Text.RegularExpressions;

namespace Harness.Checks;

/// <summary>Tells secrets by the names that they are given and by their own form.</summary>
internal static partial class Secrets
{
    private static readonly string[] Secret = ["PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "SECRETS", "TOKEN", "CREDENTIAL", "CREDENTIALS", "APIKEY", "AUTHTOKEN"];
    private static readonly string[] SecretKey = ["ACCESS", "API", "AUTH", "DEPLOY", "ENCRYPTION", "LICENSE", "PRIVATE", "SECRET", "SIGNING", "SSH"];

    /// <summary>A name that ends so tells where a secret is or how it is used, not the secret.</summary>
    private static readonly string[] Harmless = ["FILE", "PATH", "DIR", "DIRECTORY", "URL", "URI", "ENDPOINT", "TTL", "LENGTH", "NAME", "ID", "MOUNT", "ENABLED", "TYPE", "VERSION"];

    /// <summary>Whether something of this name holds a secret.</summary>
    public static bool IsName(string name)
    {
        var parts = name.ToUpperInvariant().Split('_', '-', '.');
        if (parts.Length > 64 || Harmless.Contains(parts[^1]))
        {
            return false;
        }

        return parts.Any(part => Secret.Contains(part))
            || parts.Zip(parts.Skip(1)).Any(pair => pair.Second == "KEY" && SecretKey.Contains(pair.First))
            || (parts.Length > 1 && parts[^1] == "AUTH");
    }

    /// <summary>Whether a text contains a credential of a known form.</summary>
    public static bool IsValue(string text) => SecretValue().IsMatch(text);

    [GeneratedRegex(@"\b(ghp|gho|ghs|ghu)_[A-Za-z0-9]{30,}|\bgithub_pat_|\bglpat-[A-Za-z0-9_-]{16,}|\bAKIA[0-9A-Z]{16}\b|\bnpm_[A-Za-z0-9]{30,}|\bxox[abp]-|\bdckr_pat_|-----BEGIN [A-Z ]*PRIVATE KEY|[a-z]://[^/\s:@$]{1,100}:[^/\s:@$]{1,100}@")]
    private static partial Regex SecretValue();
}
