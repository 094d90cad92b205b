namespace Harness.Platform.Credentials;

/// <summary>The registry that an image's name means.</summary>
internal static class RegistryHost
{
    private const string Default = "docker.io";

    /// <summary>The host, and port if any, with which a repository or a registry's path begins; docker.io where none is named.</summary>
    public static string Of(string name)
    {
        var first = name.Split('/')[0];
        return first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost" ? first : Default;
    }

    /// <summary>The name under which docker's configuration has the registry's login.</summary>
    public static string Key(string host) => host == Default ? "https://index.docker.io/v1/" : host;
}
