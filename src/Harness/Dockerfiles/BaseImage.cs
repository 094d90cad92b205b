using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Dockerfiles;

/// <summary>What the reference of a base tells of it; what it does not tell is unknown, and nothing is claimed of that.</summary>
/// <param name="Distribution">What its packages come from.</param>
/// <param name="Release">The release of Debian; null when it is not known or another distribution.</param>
/// <param name="IsHardened">Whether it is a hardened base, without what such bases lack.</param>
/// <param name="HasShell">Whether it has a shell; null when it is not known.</param>
internal sealed partial record BaseImage(Distribution Distribution, int? Release, bool IsHardened, bool? HasShell)
{
    /// <summary>Its name without registry, repository and tag.</summary>
    public string Name { get; private init; } = "";

    private static readonly Dictionary<string, int> DebianReleases = new(StringComparer.Ordinal)
    {
        ["stretch"] = 9,
        ["buster"] = 10,
        ["bullseye"] = 11,
        ["bookworm"] = 12,
        ["trixie"] = 13,
        ["forky"] = 14,
    };

    private static readonly string[] UbuntuReleases =
        ["trusty", "xenial", "bionic", "focal", "jammy", "kinetic", "lunar", "mantic", "noble", "oracular", "plucky", "questing", "resolute"];

    private static readonly string[] Others =
    [
        "almalinux", "amazonlinux", "al2023", "archlinux", "azurelinux", "busybox", "centos", "clearlinux", "fedora", "mageia", "oraclelinux", "photon",
        "rocky", "rockylinux", "sl", "ubi", "ubi8", "ubi9", "ubi10", "wolfi",
    ];

    /// <summary>Official images that are Debian's unless their tag says otherwise.</summary>
    private static readonly string[] OnDebian =
    [
        "buildpack-deps", "gcc", "golang", "haproxy", "httpd", "mariadb", "memcached", "mongo", "mysql", "nginx", "node", "perl", "php", "postgres", "pypy",
        "python", "rabbitmq", "redis", "ruby", "rust", "tomcat",
    ];

    /// <summary>Hardened images with a shell in their runtime variant.</summary>
    private static readonly string[] HardenedWithShell = ["alpine", "alpine-base", "bash", "busybox", "debian", "debian-base", "golang", "r-base", "rust"];

    /// <summary>scratch.</summary>
    public static BaseImage Scratch { get; } = new(Distribution.None, null, false, false);

    /// <summary>A base of which nothing is known.</summary>
    public static BaseImage Unknown { get; } = new(Distribution.Unknown, null, false, null);

    /// <summary>Whether apt is its package manager for certain.</summary>
    public bool IsDebianLike => Distribution is Distribution.Debian or Distribution.Ubuntu;

    /// <summary>What a reference tells.</summary>
    /// <param name="reference">The reference; what is not known of it is left out.</param>
    /// <param name="known">Whether all of it is known.</param>
    /// <param name="platform">What <c>--platform</c> says; empty without.</param>
    public static BaseImage Of(string reference, bool known, string platform)
    {
        if (platform.StartsWith("windows", StringComparison.OrdinalIgnoreCase))
        {
            return new BaseImage(Distribution.Windows, null, false, null);
        }

        var at = reference.IndexOf('@', StringComparison.Ordinal);
        var named = (at < 0 ? reference : reference[..at]).ToLowerInvariant();
        var slash = named.LastIndexOf('/');
        var colon = named.IndexOf(':', slash + 1);
        var (path, tag) = colon < 0 ? (named, "") : (named[..colon], named[(colon + 1)..]);
        var name = path[(slash + 1)..];
        var segments = path.Split('/');
        var words = Words().Matches(tag).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        if (IsWindows(path, words))
        {
            return new BaseImage(Distribution.Windows, null, false, null);
        }

        var hardened = segments.Any(segment => segment is "dhi.io" or "dhi-io" or "dhi")
            || name.StartsWith("dhi-", StringComparison.Ordinal)
            || DebianTag().IsMatch(tag);
        name = name.StartsWith("dhi-", StringComparison.Ordinal) ? name[4..] : name;
        var (distribution, release) = DistributionOf(name, path, tag, words, hardened, known);
        return new BaseImage(distribution, release, hardened, ShellOf(name, segments, words, hardened, known, distribution)) { Name = name };
    }

    private static bool IsWindows(string path, HashSet<string> words) =>
        path.Contains("windowsservercore", StringComparison.Ordinal) || path.Contains("nanoserver", StringComparison.Ordinal)
        || path.Contains("/windows/", StringComparison.Ordinal) || path.EndsWith("/windows", StringComparison.Ordinal)
        || words.Any(word => word.StartsWith("windowsservercore", StringComparison.Ordinal)
            || word.StartsWith("nanoserver", StringComparison.Ordinal)
            || word.StartsWith("ltsc20", StringComparison.Ordinal));

    private static (Distribution Distribution, int? Release) DistributionOf(
        string name, string path, string tag, HashSet<string> words, bool hardened, bool known)
    {
        if (words.Any(word => word.StartsWith("alpine", StringComparison.Ordinal)) || name is "alpine" or "alpine-base")
        {
            return (Distribution.Alpine, null);
        }

        if (DebianName().Match($"{path} {tag}") is { Success: true } numbered)
        {
            return (Distribution.Debian, int.Parse(numbered.Groups["release"].Value, CultureInfo.InvariantCulture));
        }

        foreach (var (codename, number) in DebianReleases)
        {
            if (words.Contains(codename))
            {
                return (Distribution.Debian, number);
            }
        }

        if (words.Overlaps(UbuntuReleases) || words.Any(word => word.StartsWith("ubuntu", StringComparison.Ordinal)) || name == "ubuntu")
        {
            return (Distribution.Ubuntu, null);
        }

        if (words.Overlaps(Others) || Others.Contains(name)
            || path.Contains("opensuse", StringComparison.Ordinal) || path.StartsWith("cgr.dev/", StringComparison.Ordinal)
            || path.StartsWith("registry.access.redhat.com/", StringComparison.Ordinal) || path.Contains("chainguard/", StringComparison.Ordinal))
        {
            return (Distribution.Other, null);
        }

        if (hardened)
        {
            // Without another word in the tag, a hardened image is Debian's newest.
            return known ? (Distribution.Debian, 13) : (Distribution.Unknown, null);
        }

        var official = !path.Contains('/', StringComparison.Ordinal)
            || path.StartsWith("docker.io/library/", StringComparison.Ordinal)
            || path.StartsWith("library/", StringComparison.Ordinal);
        if (name == "debian" && official)
        {
            var number = Number().Match(tag);
            return (Distribution.Debian, number.Success && known ? int.Parse(number.Value, CultureInfo.InvariantCulture) : null);
        }

        return known && official && OnDebian.Contains(name) ? (Distribution.Debian, null) : (Distribution.Unknown, null);
    }

    private static bool? ShellOf(string name, string[] segments, HashSet<string> words, bool hardened, bool known, Distribution distribution)
    {
        if (segments.Any(segment => segment.Contains("distroless", StringComparison.Ordinal)) || words.Contains("distroless") || words.Contains("chiseled"))
        {
            return words.Contains("debug") ? true : known ? false : null;
        }

        if (segments[0] == "cgr.dev" || segments.Contains("chainguard"))
        {
            return name is "wolfi-base" or "chainguard-base" or "bash" or "busybox" || words.Contains("dev") ? true
                : name is "static" or "glibc-dynamic" or "musl-dynamic" or "cc-dynamic" ? false
                : null;
        }

        if (hardened)
        {
            return words.Contains("dev") || words.Contains("sdk") || words.Contains("debug") || HardenedWithShell.Contains(name) ? true : known ? false : null;
        }

        return distribution is Distribution.Unknown or Distribution.Windows ? null : true;
    }

    [GeneratedRegex("[a-z]+[a-z0-9]*")]
    private static partial Regex Words();

    /// <summary>The tags of hardened images name Debian so.</summary>
    [GeneratedRegex("(^|-)debian[0-9]+(-|$)")]
    private static partial Regex DebianTag();

    [GeneratedRegex("debian-?(?<release>1[0-9])(?![0-9])")]
    private static partial Regex DebianName();

    [GeneratedRegex("^1[0-9](?=$|[.-])")]
    private static partial Regex Number();
}
