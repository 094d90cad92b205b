namespace Harness.Checks.Dockerfiles;

/// <summary>What the rules have in common that are about any Dockerfile and warn.</summary>
internal static class RuleInfo
{
    /// <summary>The metadata of such a rule.</summary>
    public static CheckInfo Of(string id, string title, string guide, string why, string remedy, string breaksWith, CheckExample example) =>
        new(id, title, guide, "every Dockerfile", why, remedy, breaksWith) { Severity = Severity.Warning, Example = example };
}
