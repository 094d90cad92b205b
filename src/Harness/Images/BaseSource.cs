namespace Harness.Images;

/// <summary>Where the bases come from: what the Dockerfiles get as DHI_REGISTRY and DHI_PREFIX.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Registry">The registry with its path.</param>
/// <param name="Prefix">What precedes a base's name, for example <c>dhi-</c>; mostly empty.</param>
/// <param name="Reason">Why this provider was chosen, for people.</param>
public sealed record BaseSource(BaseProvider Provider, string Registry, string Prefix, string Reason)
{
    /// <summary>The registry of Docker Hardened Images.</summary>
    public const string DhiRegistry = "dhi.io";

    /// <summary>Stand-ins have a registry that never resolves to a remote one.</summary>
    public const string LocalRegistry = "localhost/kcr-bases";

    /// <summary>The label of the image on which every stand-in rests.</summary>
    public static ImageReference LocalRoot { get; } = new($"{LocalRegistry}/debian-root", "trixie");

    /// <summary>dhi.io itself.</summary>
    public static BaseSource Dhi(string reason) => new(BaseProvider.Dhi, DhiRegistry, "", reason);

    /// <summary>Stand-ins.</summary>
    public static BaseSource Local(string reason) => new(BaseProvider.Local, LocalRegistry, "", reason);

    /// <summary>
    /// A mirror: a path that takes the place of <c>dhi.io</c> (<c>registry.example.io/dhi-io</c>), or a namespace with
    /// a prefix, which ends with a hyphen (<c>registry.example.io/team/dhi-</c>). A scheme and a closing slash are ignored.
    /// </summary>
    /// <exception cref="UsageException">The value names no registry and path.</exception>
    public static BaseSource Mirror(string mirror, string reason)
    {
        var scheme = mirror.IndexOf("://", StringComparison.Ordinal);
        var path = (scheme < 0 ? mirror : mirror[(scheme + 3)..]).Trim().TrimEnd('/');
        if (path.EndsWith("<name>", StringComparison.Ordinal))
        {
            path = path[..^"<name>".Length];
        }

        var slash = path.LastIndexOf('/');
        var hasPrefix = path.EndsWith('-');
        if (path.Length == 0 || path.Contains(' ', StringComparison.Ordinal) || (hasPrefix && slash <= 0))
        {
            throw new UsageException(
                $"DHI_MIRROR is '{mirror}'; expected a path that mirrors dhi.io, such as registry.example.io/dhi-io, "
                + "or a namespace with a prefix, such as registry.example.io/team/dhi-");
        }

        return hasPrefix
            ? new BaseSource(BaseProvider.Mirror, path[..slash], path[(slash + 1)..], reason)
            : new BaseSource(BaseProvider.Mirror, path, "", reason);
    }
}
