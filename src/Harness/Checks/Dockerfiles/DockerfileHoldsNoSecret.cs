using System.Text.RegularExpressions;
using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF012: no credential gets into the image while it is built.</summary>
internal sealed partial class DockerfileHoldsNoSecret() : DockerfileCheck(new CheckInfo
{
    Id = "DF012",
    Title = "No secret in ARG, ENV or COPY",
    Guide = [GuideSection.RegistryAuthentication, GuideSection.CisBenchmarks],
    AppliesTo = "every Dockerfile",
    Why = "ARG and ENV are recorded in the image's history and configuration, and a copied file stays in its layer even when a later layer removes "
        + "it. Anyone who pulls the image has them.",
    Remedy = "Pass it as a build secret: RUN --mount=type=secret,id=token … \"$(cat /run/secrets/token)\", built with --secret id=token,env=TOKEN.",
    BreaksWith = "ARG DHI_PASSWORD; ENV NPM_TOKEN=…; COPY .npmrc",
    Example = new()
    {
        Fault =
            """
            FROM ${NODE_BASE_DEV} AS builder
            ARG NPM_TOKEN
            RUN npm ci
            """,
        Mend =
            """
            FROM ${NODE_BASE_DEV} AS builder
            RUN --mount=type=secret,id=npm-token,env=NPM_TOKEN npm ci
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) =>
    [
        .. subject.File.Global.Concat(subject.Instructions.Select(resolved => resolved.Instruction)).SelectMany(instruction => instruction.Settings.SelectMany(setting => Judge(instruction, setting))),
        .. subject.Instructions.Where(copy => copy.Keyword is "COPY" or "ADD").SelectMany(Copied),
    ];

    private static IEnumerable<Flaw> Judge(Instruction instruction, Setting setting)
    {
        if (Secrets.IsName(setting.Name))
        {
            yield return new Flaw(setting.Position, $"{instruction.Keyword} {setting.Name}: by its name a secret, which everyone who has the image can read");
        }
        else if (setting.Value is { } value && Secrets.IsValue(value.Value))
        {
            yield return new Flaw(value.Start, $"{instruction.Keyword} {setting.Name}: its value looks like a credential");
        }
    }

    private static IEnumerable<Flaw> Copied(ResolvedInstruction copy) => copy.Instruction.Paths.SkipLast(1)
        .Where(path => SecretFile().IsMatch("/" + copy.Expand(path).Text))
        .Select(path => new Flaw(path.Start, $"{path.Value} usually holds credentials or a private key, and every layer stays in the image"));

    [GeneratedRegex(@"/(\.env(\.(local|production|prod|secret))?|\.npmrc|\.pypirc|\.netrc|_netrc|\.git-credentials|\.htpasswd|\.pgpass|\.dockerconfigjson|\.docker/config\.json|\.aws(/.*)?|\.ssh(/.*)?|\.gnupg(/.*)?|\.kube(/.*)?|kubeconfig|credentials(\.json)?|id_(rsa|dsa|ecdsa|ed25519)|[^/]*\.(key|p12|pfx|jks|keystore)|([^/]*[-_.])?(key|privkey|private)\.pem)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretFile();
}
