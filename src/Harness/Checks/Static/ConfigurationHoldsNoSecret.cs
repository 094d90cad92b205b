using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>CFG007: nothing that an image's readers can see is a credential.</summary>
internal sealed partial class ConfigurationHoldsNoSecret() : StaticCheck(new CheckInfo
{
    Id = "CFG007",
    Title = "No secret in the image's configuration or history",
    Guide = [GuideSection.CisBenchmarks],
    AppliesTo = "every image, the sidecar too",
    Why = "Environment, labels, commands and the build history are part of the image's configuration. Anyone who can pull the image can read them "
        + "with docker history, even if a later step sets the variable to something else. A secret that was pushed is no longer a secret.",
    Remedy = "Revoke the secret. Pass it to the build as a secret mount (RUN --mount=type=secret,id=token, built with --secret id=token,env=TOKEN), "
        + "never as ARG or ENV, and build again.",
    BreaksWith = "a token in ENV; ARG NPM_TOKEN with its value; a password in a label or a command",
    Example = new()
    {
        Fault =
            """
            ARG NPM_TOKEN
            ENV NPM_TOKEN=${NPM_TOKEN}
            RUN npm ci
            """,
        Mend =
            """
            RUN --mount=type=secret,id=npm-token NPM_TOKEN="$(cat /run/secrets/npm-token)" npm ci
            """,
    },
})
{
    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => true;

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var config = snapshot.Config;
        return Finding.Of(
            [
                .. config.Environment.SelectMany(variable => In("ENV", variable)),
                .. config.Entrypoint.SelectMany(argument => In("ENTRYPOINT", argument)),
                .. config.Command.SelectMany(argument => In("CMD", argument)),
                .. config.Labels.SelectMany(label => In("LABEL", $"{label.Key}={label.Value}")),
                .. config.History.Index().SelectMany(step => In(Named(step.Index, step.Item), step.Item.CreatedBy)),
            ],
            "no password, token or key in environment, labels, ENTRYPOINT, CMD and build history",
            string.Create(
                CultureInfo.InvariantCulture,
                $"none in {config.Environment.Count} variables, {config.Labels.Count} labels, ENTRYPOINT, CMD and "
                    + $"{config.History.Count} steps of the history"));
    }

    /// <summary>What a text gives away, described without giving it away.</summary>
    private static IEnumerable<string> In(string where, string text)
    {
        var named = SetIn(text).Where(set => Secrets.IsName(set.Name) && IsGiven(set.Value)).DistinctBy(set => set.Name).ToList();
        if (named.Count == 0 && Secrets.IsValue(text))
        {
            return [$"{where} contains what looks like a credential (not shown"
                + $"{(SetIn(text).FirstOrDefault(set => Secrets.IsValue(set.Value)).Name is { } name ? $"; the value of {name}" : "")})"];
        }

        return named.Select(set => string.Create(
            CultureInfo.InvariantCulture, $"{where} sets {set.Name}, by its name a secret, to a value ({set.Value.Length} characters, not shown)"));
    }

    /// <summary>The assignments in a text: the text itself, or words of a command. Options such as <c>--password=…</c> count.</summary>
    private static IEnumerable<(string Name, string Value)> SetIn(string text) =>
        Setting().Matches(text).Select(match => (match.Groups["name"].Value, match.Groups["value"].Value.Trim('"', '\'')));

    /// <summary>Whether a value is the thing itself; what is looked up when it is needed, or names a file, is none.</summary>
    private static bool IsGiven(string value) => value.Length > 0 && value[0] is not ('$' or '`' or '/' or '<' or '{');

    private static string Named(int index, HistoryStep step)
    {
        var instruction = Instruction().Match(step.CreatedBy);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"step {index + 1} of the history{(instruction.Success ? $" ({instruction.Groups[1].Value})" : "")}");
    }

    [GeneratedRegex("""(?<![\w$.-])-{0,2}(?<name>[A-Za-z_][\w.-]{0,99})=(?<value>"[^"]*"|'[^']*'|[^\s;&|)"']+)""")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\A(?:/bin/sh -c #\(nop\)\s+)?(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|LABEL|RUN|SHELL|USER|WORKDIR)\b")]
    private static partial Regex Instruction();
}
