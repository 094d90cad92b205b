namespace Harness.Sandboxes.Kubernetes;

/// <summary>
/// The name of a sandbox's pod. It is known before anything is created, so that a pod whose creation was never answered
/// can be removed all the same.
/// </summary>
internal static class PodName
{
    private const int Longest = 63;

    /// <summary>A name that DNS takes, of the session if there is one.</summary>
    public static string For(SandboxSpec spec)
    {
        var session = spec.Labels.GetValueOrDefault(Session.IdLabel);
        var text = (session is null ? $"kcr-{spec.Name}" : $"kcr-{session}-{spec.Name}").ToLowerInvariant();
        var name = string.Concat(text.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-'));
        return (name.Length > Longest ? name[..Longest] : name).Trim('-');
    }
}
