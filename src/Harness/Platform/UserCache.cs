namespace Harness.Platform;

/// <summary>Where the harness keeps what can be made again.</summary>
internal static class UserCache
{
    /// <summary><c>$XDG_CACHE_HOME/kcr-harness</c>, with <c>~/.cache</c> as the default home. It need not exist.</summary>
    public static string Directory(Func<string, string?> environment) => Path.Combine(
        environment("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "kcr-harness");
}
