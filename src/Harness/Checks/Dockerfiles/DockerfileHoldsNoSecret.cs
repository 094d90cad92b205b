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
    private static readonly string[] PublicPlaces =
        ["/etc/apt/", "/etc/apk/keys", "/etc/pki/rpm-gpg", "/usr/share/keyrings", "/usr/local/share/keyrings", "/usr/share/distribution-gpg-keys"];

    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) =>
    [
        .. subject.File.Global.SelectMany(Settings),
        .. subject.WithTriggers.SelectMany(resolved => Settings(resolved.Instruction)),
        .. subject.Build.Stages.SelectMany(stage => Copied(subject, stage)),
        .. subject.WithTriggers.SelectMany(resolved => Written(resolved.Instruction)),
    ];

    private static IEnumerable<Flaw> Settings(Instruction instruction) => instruction.Settings.SelectMany(setting => Judge(instruction, setting));

    private static IEnumerable<Flaw> Judge(Instruction instruction, Setting setting)
    {
        // An ARG is there to be given a value; what ENV sets is what it says.
        if (instruction.Keyword != "LABEL"
            && Secrets.IsName(setting.Name)
            && (instruction.Keyword == "ARG" || Secrets.IsGiven(setting.Value?.Value.Trim('"', '\'') ?? "")))
        {
            yield return new Flaw(setting.Position, $"{instruction.Keyword} {setting.Name}: by its name a secret, which everyone who has the image can read");
        }
        else if (setting.Value is { } value && Secrets.IsValue(value.Value))
        {
            yield return new Flaw(value.Start, $"{instruction.Keyword} {setting.Name}: its value looks like a credential");
        }
    }

    /// <summary>A credential by its form, in what is written out.</summary>
    private static IEnumerable<Flaw> Written(Instruction instruction)
    {
        if (instruction.Keyword is "RUN" or "CMD" or "ENTRYPOINT" or "HEALTHCHECK" && Secrets.TokenIn(instruction.Arguments.Value) is { } token)
        {
            yield return new Flaw(instruction.Arguments.At(token), $"{instruction.Keyword} contains what looks like a credential");
        }

        foreach (var body in instruction.Heredocs.Select(heredoc => heredoc.Body))
        {
            if (Secrets.TokenIn(body.Value) is { } place)
            {
                yield return new Flaw(body.At(place), "the here-document contains what looks like a credential");
            }
        }
    }

    private static IEnumerable<Flaw> Copied(DockerfileSubject subject, ResolvedStage stage) => stage.Instructions
        .Select(instruction => instruction.Trigger ?? instruction)
        .Where(copy => copy.Keyword is "COPY" or "ADD" && copy.Instruction.Paths.Count > 1)
        .SelectMany(copy => copy.Instruction.Paths.SkipLast(1)
            .Where(path => SecretFile().IsMatch("/" + copy.Expand(path).Text) && !IsPublicKey(subject, stage, copy, copy.Expand(path).Text))
            .Select(path => new Flaw(path.Start, $"{path.Value} usually holds credentials or a private key, and every layer stays in the image")));

    /// <summary>The keys that package managers check signatures with are public.</summary>
    private static bool IsPublicKey(DockerfileSubject subject, ResolvedStage stage, ResolvedInstruction copy, string source)
    {
        if (!source.EndsWith(".key", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var name = source[(source.LastIndexOf('/') + 1)..];
        var target = Paths.Normalize(copy.WorkingDirectory, copy.Expand(copy.Instruction.Paths[^1]).Text) + "/";
        return source.Contains("://", StringComparison.Ordinal)
            || PublicPlaces.Any(place => target.StartsWith(place, StringComparison.Ordinal))
            || PublicName().IsMatch(name)
            || stage.Instructions.SelectMany(subject.Commands)
                .Any(command => command.Program is "apt-key" or "gpg" or "gpg2" or "rpm" or "rpmkeys"
                    && command.Arguments.Any(argument => argument.Text.EndsWith(name, StringComparison.Ordinal)));
    }

    [GeneratedRegex("gpg|pgp|pub|apt|rpm|archive|release|signing", RegexOptions.IgnoreCase)]
    private static partial Regex PublicName();

    [GeneratedRegex(
        @"/(\.env(\.(local|production|prod|secret))?|\.npmrc|\.pypirc|\.netrc|_netrc|\.git-credentials|\.htpasswd|\.pgpass"
            + @"|\.dockerconfigjson|\.docker/config\.json|\.aws(/.*)?|\.ssh(/.*)?|\.gnupg(/.*)?|\.kube(/.*)?|kubeconfig"
            + @"|credentials(\.json)?|id_(rsa|dsa|ecdsa|ed25519)|[^/]*\.(key|p12|pfx|jks|keystore)|([^/]*[-_.])?(key|privkey|private)\.pem)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex SecretFile();
}
