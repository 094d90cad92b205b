namespace Harness.Platform.Kubernetes;

/// <summary>Where contexts come from.</summary>
public static class Kubeconfig
{
    /// <summary>
    /// The user's files as kubectl finds them, followed by the local cluster's own where that is there: so
    /// <c>-c kcr-local</c> needs nothing in the user's configuration.
    /// </summary>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <returns>The files, as the variable <c>KUBECONFIG</c> lists them.</returns>
    public static string Files(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var user = environment("KUBECONFIG") is { Length: > 0 } named ? named : Path.Combine(home, ".kube", "config");
        var local = Path.Combine(UserCache.Directory(environment), "cluster", "kubeconfig");
        return File.Exists(local) ? $"{user}{Path.PathSeparator}{local}" : user;
    }
}
