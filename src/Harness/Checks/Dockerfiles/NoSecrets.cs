using System.Text.RegularExpressions;
using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF012.</summary>
internal sealed partial class NoSecrets() : DockerfileCheck(new CheckInfo(
    "DF012",
    "No secret in ARG, ENV or COPY",
    "Registry Authentication",
    "every Dockerfile",
    "ARG and ENV stand in the image's history and configuration, and a copied file stays in its layer even when a later one removes it. Whoever "
        + "pulls the image has them.",
    "Hand it in as a build secret: RUN --mount=type=secret,id=token … \"$(cat /run/secrets/token)\", built with --secret id=token,env=TOKEN.",
    "ARG DHI_PASSWORD; ENV NPM_TOKEN=…; COPY .npmrc")
{
    Example = new(
        """
        FROM ${NODE_BASE_DEV} AS builder
        ARG NPM_TOKEN
        RUN npm ci
        """,
        """
        FROM ${NODE_BASE_DEV} AS builder
        RUN --mount=type=secret,id=npm-token,env=NPM_TOKEN npm ci
        """),
})
{
    private static readonly string[] Secret = ["PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "SECRETS", "TOKEN", "CREDENTIAL", "CREDENTIALS", "APIKEY", "AUTHTOKEN"];
    private static readonly string[] SecretKey = ["ACCESS", "API", "AUTH", "DEPLOY", "ENCRYPTION", "LICENSE", "PRIVATE", "SECRET", "SIGNING", "SSH"];

    /// <summary>A name that ends so tells where a secret is or how it is used, not the secret.</summary>
    private static readonly string[] Harmless = ["FILE", "PATH", "DIR", "DIRECTORY", "URL", "URI", "ENDPOINT", "TTL", "LENGTH", "NAME", "ID", "MOUNT", "ENABLED", "TYPE", "VERSION"];

    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) =>
    [
        .. subject.File.Global.Concat(subject.Instructions.Select(resolved => resolved.Instruction)).SelectMany(instruction => instruction.Settings.SelectMany(setting => Judge(instruction, setting))),
        .. subject.Instructions.Where(copy => copy.Keyword is "COPY" or "ADD").SelectMany(Copied),
    ];

    private static IEnumerable<Flaw> Judge(Instruction instruction, Setting setting)
    {
        if (IsSecretName(setting.Name))
        {
            yield return new Flaw(setting.Position, $"{instruction.Keyword} {setting.Name}: by its name a secret, which everyone who has the image can read");
        }
        else if (setting.Value is { } value && SecretValue().IsMatch(value.Value))
        {
            yield return new Flaw(value.Start, $"{instruction.Keyword} {setting.Name}: its value looks like a credential");
        }
    }

    private static bool IsSecretName(string name)
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

    private static IEnumerable<Flaw> Copied(ResolvedInstruction copy) => copy.Instruction.Paths.SkipLast(1)
        .Where(path => SecretFile().IsMatch("/" + copy.Expand(path).Text))
        .Select(path => new Flaw(path.Start, $"{path.Value} usually holds credentials or a private key, and every layer stays in the image"));

    [GeneratedRegex(@"\b(ghp|gho|ghs|ghu)_[A-Za-z0-9]{30,}|\bgithub_pat_|\bglpat-[A-Za-z0-9_-]{16,}|\bAKIA[0-9A-Z]{16}\b|\bnpm_[A-Za-z0-9]{30,}|\bxox[abp]-|\bdckr_pat_|-----BEGIN [A-Z ]*PRIVATE KEY|[a-z]://[^/\s:@$]{1,100}:[^/\s:@$]{1,100}@")]
    private static partial Regex SecretValue();

    [GeneratedRegex(@"/(\.env(\.(local|production|prod|secret))?|\.npmrc|\.pypirc|\.netrc|_netrc|\.git-credentials|\.htpasswd|\.pgpass|\.dockerconfigjson|\.docker/config\.json|\.aws(/.*)?|\.ssh(/.*)?|\.gnupg(/.*)?|\.kube(/.*)?|kubeconfig|credentials(\.json)?|id_(rsa|dsa|ecdsa|ed25519)|[^/]*\.(key|p12|pfx|jks|keystore)|([^/]*[-_.])?(key|privkey|private)\.pem)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretFile();
}
