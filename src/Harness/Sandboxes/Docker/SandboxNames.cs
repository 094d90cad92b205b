namespace Harness.Sandboxes.Docker;

/// <summary>
/// The names of what a sandbox consists of. They are known before anything is created, so that a container whose
/// creation was never answered can be removed all the same.
/// </summary>
/// <param name="Pause">The container that owns the namespaces.</param>
/// <param name="Main">The image under test.</param>
/// <param name="Sidecar">The sidecar.</param>
/// <param name="Data">The volume.</param>
internal sealed record SandboxNames(string Pause, string Main, string Sidecar, string Data)
{
    /// <summary>The container that is older than main, where there is one.</summary>
    public string OlderDecoy => $"{Pause}-decoy";

    public static SandboxNames For(SandboxSpec spec)
    {
        var session = spec.Labels.GetValueOrDefault(Session.IdLabel, "none");
        var name = string.Concat(spec.Name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-'));
        var prefix = $"kcr-{session}-{name}";
        return new SandboxNames($"{prefix}-pause", $"{prefix}-main", $"{prefix}-sidecar", $"{prefix}-data");
    }
}
