using System.Text.RegularExpressions;

namespace Harness.Building;

/// <summary>Why a registry did not give a base, told by the words in which buildx repeats it.</summary>
internal static partial class BaseRefusal
{
    [GeneratedRegex(
        @"\b(429 Too Many Requests|toomanyrequests|50[0234] [A-Z][A-Za-z ]+|unexpected EOF|connection reset|i/o timeout|TLS handshake timeout)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Passing { get; }

    [GeneratedRegex(@"\b(429|toomanyrequests)\b", RegexOptions.CultureInvariant)]
    private static partial Regex TooMany { get; }

    [GeneratedRegex(@"\b50[0234] [A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex Broken { get; }

    [GeneratedRegex(@"\b(x509:|certificate|server gave HTTP response to HTTPS client)", RegexOptions.CultureInvariant)]
    private static partial Regex Untrusted { get; }

    [GeneratedRegex(@"\b(no such host|connection refused|i/o timeout|network is unreachable)", RegexOptions.CultureInvariant)]
    private static partial Regex Away { get; }

    [GeneratedRegex(
        @"\b(401|403|[Uu]nauthorized|[Ff]orbidden|[Dd]enied|authorization failed|insufficient_scope|no basic auth)\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex Refused { get; }

    [GeneratedRegex(@"\b(not found|manifest unknown|404)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Unknown { get; }

    /// <summary>Whether the same question may be answered a little later.</summary>
    /// <param name="error">What buildx wrote.</param>
    public static bool MayPass(string error) => Passing.IsMatch(error);

    /// <summary>What to do about it, a sentence.</summary>
    /// <param name="error">What buildx wrote.</param>
    public static string Advice(string error) => error switch
    {
        _ when TooMany.IsMatch(error) => "The registry asks to be left alone for a while: try again later, or log in, since limits are wider with a login.",
        _ when Broken.IsMatch(error) => "The fault is the registry's, or of what is before it: try again later, or name a mirror in DHI_MIRROR.",
        _ when Untrusted.IsMatch(error) =>
            "The registry's certificate is not trusted: give the machine, and the builder where it is elsewhere, the authority that signed it.",
        _ when Away.IsMatch(error) => "The registry is not reached from here: is its name right, and is there a network? --bases local builds on stand-ins.",
        _ when Refused.IsMatch(error) =>
            "Log in (docker login, or DHI_USERNAME and DHI_PASSWORD), name a mirror in DHI_MIRROR, or build on stand-ins with --bases local.",
        _ when Unknown.IsMatch(error) => "Is the version right? harness pins says which ones there are.",
        _ => "Log in (docker login, or DHI_USERNAME and DHI_PASSWORD), name a mirror in DHI_MIRROR, or build on stand-ins with --bases local.",
    };
}
