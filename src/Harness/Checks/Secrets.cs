using System.Text.RegularExpressions;

namespace Harness.Checks;

/// <summary>Tells secrets by the names that they are given and by their own form.</summary>
internal static partial class Secrets
{
    private static readonly string[] Secret =
        ["PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "SECRETS", "TOKEN", "CREDENTIAL", "CREDENTIALS", "APIKEY", "AUTHTOKEN"];
    /// <summary>What a word without blanks may end with: GITHUBTOKEN, DBPASSWORD.</summary>
    private static readonly string[] SecretEnd = ["PASSWORD", "PASSWD", "PASSPHRASE", "TOKEN", "SECRET", "APIKEY", "CREDENTIALS"];

    private static readonly string[] SecretKey = ["ACCESS", "API", "AUTH", "DEPLOY", "ENCRYPTION", "LICENSE", "PRIVATE", "SECRET", "SIGNING", "SSH"];

    /// <summary>A name that ends so tells where a secret is or how it is used, not the secret.</summary>
    private static readonly string[] Harmless =
    [
        "FILE", "PATH", "DIR", "DIRECTORY", "URL", "URI", "ENDPOINT", "TTL", "LENGTH", "NAME", "ID", "MOUNT", "ENABLED", "TYPE", "VERSION",
        "AGE", "ALG", "ALGORITHM", "ARN", "ATTEMPTS", "AUDIENCE", "BACKEND", "BYTES", "CLASS", "COUNT", "DISABLED", "DURATION", "EXPIRATION", "EXPIRES",
        "EXPIRY", "FIELD", "FORMAT", "HEADER", "HOST", "ISSUER", "LABEL", "LIFETIME", "LIMIT", "LIMITS", "MANAGER", "MAX", "METHOD", "MIN", "MODE",
        "PATTERN", "POLICY", "PORT", "PREFIX", "PROMPT", "PROVIDER", "REF", "REGEX", "REQUIRED", "ROTATION", "SCOPE", "SERVER", "SERVICE", "SIZE",
        "STORE", "STRING", "SUFFIX", "TIMEOUT", "USER", "USERNAME",
    ];

    /// <summary>A name with such a word says what is allowed or wanted, not the secret.</summary>
    private static readonly string[] Permission = ["ALLOW", "DISABLE", "EMPTY", "ENABLE", "MAX", "MIN", "NUM", "RANDOM", "REQUIRE", "SKIP", "USE"];

    /// <summary>Where a working directory is meant by PWD.</summary>
    private static readonly string[] Directories = ["BASE", "BUILD", "CURRENT", "HOST", "INIT", "OLD", "ORIG", "PROJECT", "ROOT", "WORK"];

    /// <summary>Where a round through something is meant by PASS.</summary>
    private static readonly string[] Rounds = ["ALL", "BY", "FIRST", "LAST", "MULTI", "MUST", "ONE", "RENDER", "SECOND", "SINGLE", "TEST", "TESTS", "TWO"];

    /// <summary>Whether something of this name holds a secret.</summary>
    public static bool IsName(string name)
    {
        var parts = Words(name);
        if (parts.Length > 64 || Harmless.Contains(parts[^1]) || parts.Any(part => Permission.Contains(part)))
        {
            return false;
        }

        return parts.Any(part => Secret.Contains(part) || SecretEnd.Any(end => part.EndsWith(end, StringComparison.Ordinal)))
            || (parts.Length > 1 && parts[^1] == "PWD" && !Directories.Contains(parts[^2]))
            || parts.Zip(parts.Skip(1)).Any(pair => pair.Second == "KEY" && SecretKey.Contains(pair.First))
            || (parts.Length > 1 && parts[^1] == "PASS" && !Rounds.Contains(parts[^2]))
            || (parts.Length > 1 && parts[^1] == "AUTH");
    }

    /// <summary>Whether a value can be a secret at all: not empty, no switch, no place of a mounted one.</summary>
    public static bool IsGiven(string value) =>
        value.Length > 0 && !value.StartsWith("/run/secrets/", StringComparison.Ordinal)
        && value.ToLowerInvariant() is not ("0" or "1" or "yes" or "no" or "true" or "false" or "on" or "off" or "none" or "null" or "never" or "always");

    /// <summary>What the forms of tokens have in them, so that most texts need no second look.</summary>
    private static readonly System.Buffers.SearchValues<string> TokenBegins = System.Buffers.SearchValues.Create(
        ["ghp_", "gho_", "ghs_", "ghu_", "github_pat_", "glpat-", "AKIA", "npm_", "xoxa-", "xoxb-", "xoxp-", "dckr_pat_", "sk_live_", "rk_live_", "hf_",
            "pypi-AgEI", "AIza", "SG.", "ASIA", "PRIVATE KEY"],
        StringComparison.Ordinal);

    /// <summary>Where a text contains a token of a known form; null when it contains none.</summary>
    public static int? TokenIn(string text) =>
        text.AsSpan().ContainsAny(TokenBegins) && Token().Match(text) is { Success: true } match ? match.Index
        : text.Contains('@', StringComparison.Ordinal) && Login().Match(text) is { Success: true } login ? login.Index
        : null;

    /// <summary>The words of a name, in capitals: at underscores, and where a capital follows a small letter.</summary>
    private static string[] Words(string name)
    {
        var words = new System.Text.StringBuilder(name.Length + 8);
        for (var at = 0; at < name.Length; at++)
        {
            if (at > 0 && char.IsAsciiLetterUpper(name[at]) && char.IsAsciiLetterLower(name[at - 1]))
            {
                words.Append('_');
            }

            words.Append(char.ToUpperInvariant(name[at]));
        }

        return words.ToString().Split('_', '-', '.');
    }

    /// <summary>Whether a text contains a credential of a known form.</summary>
    public static bool IsValue(string text) => text.Length > 8 && (SecretValue().IsMatch(text) || TokenIn(text) is not null);

    [GeneratedRegex(
        @"\b(ghp|gho|ghs|ghu)_[A-Za-z0-9]{30,}|\bgithub_pat_|\bglpat-[A-Za-z0-9_-]{16,}|\bAKIA[0-9A-Z]{16}\b|\bnpm_[A-Za-z0-9]{30,}|\bxox[abp]-|\bdckr_pat_"
            + @"|-----BEGIN [A-Z ]*PRIVATE KEY|[a-z]://[^/\s:@$]{1,100}:[^/\s:@$]{1,100}@")]
    private static partial Regex SecretValue();

    [GeneratedRegex(
        @"\b(ghp|gho|ghs|ghu)_[A-Za-z0-9]{30,}|\bgithub_pat_[A-Za-z0-9_]{20,}|\bglpat-[A-Za-z0-9_-]{16,}|\bA(K|S)IA[0-9A-Z]{16}\b|\bnpm_[A-Za-z0-9]{30,}"
            + @"|\bxox[abp]-[0-9A-Za-z-]{10,}|\bdckr_pat_[A-Za-z0-9_-]{10,}|\b[rs]k_live_[0-9A-Za-z]{16,}|\bAIza[0-9A-Za-z_-]{35}"
            + @"|\bSG\.[0-9A-Za-z_-]{16,}\.[0-9A-Za-z_-]{16,}|\bhf_[A-Za-z0-9]{30,}|\bpypi-AgEI[A-Za-z0-9_-]{20,}"
            + @"|-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]{20,}")]
    private static partial Regex Token();

    /// <summary>A password that is written out in an address.</summary>
    [GeneratedRegex(
        @"\b(https?|ftp|git|ssh|postgres(ql)?|mysql|mongodb(\+srv)?|rediss?|amqps?)://"
            + @"[^/\s:@$<>{}""'`\\]{0,100}:[^/\s:@$<>{}""'`\\]{1,100}@(?!localhost\b|127\.)[A-Za-z0-9\[]")]
    private static partial Regex Login();
}
