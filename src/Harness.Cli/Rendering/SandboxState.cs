namespace Harness.Cli.Rendering;

/// <summary>The states of a sandbox that every one goes through; any other is news.</summary>
internal static class SandboxState
{
    private static readonly HashSet<string> Usual = new(StringComparer.Ordinal) { "starting", "ready", "removing", "removed" };

    /// <summary>Whether a person wants to know of it after the run.</summary>
    public static bool IsWorthKnowing(string state) => !Usual.Contains(state);
}
