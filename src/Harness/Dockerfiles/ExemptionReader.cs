using System.Text.RegularExpressions;

namespace Harness.Dockerfiles;

/// <summary>
/// Reads <c>check=skip=…</c> as the frontend does: options divided by semicolons up to the first blank, what follows is the
/// reason. Names of its rules and of this project's checks stand in one list.
/// </summary>
internal static partial class ExemptionReader
{
    /// <summary>The frontend's rules. It says nothing of a name that it does not know.</summary>
    private static readonly string[] Rules =
    [
        "ConsistentInstructionCasing", "CopyIgnoredFile", "DuplicateStageName", "ExposeInvalidFormat", "ExposeProtoCasing", "FromAsCasing",
        "FromPlatformFlagConstDisallowed", "InvalidBaseImagePlatform", "InvalidDefaultArgInFrom", "InvalidDefinitionDescription", "JSONArgsRecommended",
        "LegacyKeyValueFormat", "MaintainerDeprecated", "MultipleInstructionsDisallowed", "NoEmptyContinuation", "RedundantTargetPlatform",
        "ReservedStageName", "SecretsUsedInArgOrEnv", "StageNameCasing", "UndefinedArgInFrom", "UndefinedVar", "WorkdirRelativePath",
    ];

    /// <summary>What a comment says of checks.</summary>
    /// <param name="Ids">The checks of this project that it excepts, in capitals.</param>
    /// <param name="Reason">Why; may be empty.</param>
    /// <param name="Fault">What is wrong with it, for its reader; null when nothing is.</param>
    public sealed record Comment(IReadOnlyList<string> Ids, string Reason, string? Fault);

    /// <summary>Whether a comment's text, without the sign before it, is about checks.</summary>
    public static bool IsAboutChecks(string comment) => Form().IsMatch(comment);

    /// <summary>Whether a text names a check of this project.</summary>
    public static bool NamesOurs(string comment) => Ours().IsMatch(comment);

    /// <summary>Reads what follows <c>check=</c>.</summary>
    /// <param name="comment">The comment's text without the sign before it.</param>
    /// <param name="refuses">Whether the frontend refuses the file for an option that it does not know, as at the top.</param>
    public static Comment Read(string comment, bool refuses)
    {
        var value = Form().Match(comment).Groups["value"].Value;
        var blank = value.IndexOf(' ', StringComparison.Ordinal);
        var (options, reason) = blank < 0 ? (value, "") : (value[..blank], value[(blank + 1)..].Trim());
        var ids = new List<string>();
        string? fault = null;
        foreach (var option in options.Split(';', 3))
        {
            var equals = option.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? option.Trim() : option[..equals].Trim();
            if (equals < 0 || key is not ("skip" or "experimental" or "error"))
            {
                fault ??= refuses || NamesOurs(comment) ? $"'{Shown.Word(option)}' is no option of check; expected skip=NAME,NAME" : null;
            }
            else if (key == "error"
                && option[(equals + 1)..].Trim() is not ("0" or "1" or "f" or "F" or "false" or "False" or "FALSE" or "t" or "T" or "true" or "True" or "TRUE"))
            {
                fault ??= refuses ? $"'{Shown.Word(option)}': expected error=true or error=false" : null;
            }
            else if (key == "skip" && option[(equals + 1)..].Trim() is var names and not "all")
            {
                fault ??= ReadNames(names, ids);
            }
        }

        fault ??= ids.Count > 0 && reason.Length == 0 ? $"an exception needs a reason: # check=skip={string.Join(',', ids)} why it is right here" : null;
        return new Comment(ids, reason, fault);
    }

    private static string? ReadNames(string names, List<string> ids)
    {
        string? fault = null;
        foreach (var name in names.Split(',', StringSplitOptions.TrimEntries))
        {
            if (Id().IsMatch(name))
            {
                ids.Add(name.ToUpperInvariant());
            }
            else if (name.Length == 0)
            {
                fault ??= "a name is missing in the list: it ends at the first blank, so there is none behind a comma";
            }
            else if (!Rules.Contains(name))
            {
                fault ??= $"an exception from {Shown.Word(name)}, which is neither a check of Dockerfiles nor a rule of BuildKit or ShellCheck"
                    + $"{Suggestion.For(Shown.Word(name), Rules)}";
            }
        }

        return fault;
    }

    [GeneratedRegex(@"^check\s*=\s*(?<value>\S.*?)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Form();

    [GeneratedRegex(@"^check\s*=?.*\bDF[0-9]{3}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ours();

    [GeneratedRegex("^(DF|SC)[0-9]+$", RegexOptions.IgnoreCase)]
    private static partial Regex Id();
}
