using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Harness.Platform.Registries;

/// <summary>What a registry answers to whoever it does not know yet: how to log in (RFC 9110, 11.6.1; the token scheme of distribution).</summary>
/// <param name="Realm">Where tokens are given; null for a login with user and password at the registry itself.</param>
/// <param name="Service">The registry's name there.</param>
/// <param name="Scope">What the token must allow.</param>
internal sealed partial record Challenge(Uri? Realm, string? Service, string? Scope)
{
    [GeneratedRegex("""(?<name>[A-Za-z_]+)\s*=\s*(?:"(?<value>(?:[^"\\]|\\.)*)"|(?<value>[^\s,"]+))""", RegexOptions.CultureInvariant)]
    private static partial Regex Parameters { get; }

    [GeneratedRegex("""\\(.)""", RegexOptions.CultureInvariant)]
    private static partial Regex Escapes { get; }

    /// <summary>The first that can be met; null where there is none.</summary>
    public static Challenge? Of(IEnumerable<AuthenticationHeaderValue> offered)
    {
        var all = offered.ToList();
        if (all.FirstOrDefault(one => one.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) is { } bearer)
        {
            var values = Parameters.Matches(bearer.Parameter ?? "")
                .DistinctBy(match => match.Groups["name"].Value.ToUpperInvariant())
                .ToDictionary(
                    match => match.Groups["name"].Value,
                    match => Escapes.Replace(match.Groups["value"].Value, "$1"),
                    StringComparer.OrdinalIgnoreCase);
            if (Uri.TryCreate(values.GetValueOrDefault("realm"), UriKind.Absolute, out var realm) && realm.Scheme is "https" or "http")
            {
                return new Challenge(realm, values.GetValueOrDefault("service"), values.GetValueOrDefault("scope"));
            }
        }

        return all.Any(one => one.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)) ? new Challenge(null, null, null) : null;
    }

    /// <summary>Where to ask for a token.</summary>
    /// <param name="scope">What it must allow where the registry did not say.</param>
    public Uri TokenUri(string scope)
    {
        var question = new List<string>();
        if (Service is { Length: > 0 })
        {
            question.Add($"service={Uri.EscapeDataString(Service)}");
        }

        question.Add($"scope={Uri.EscapeDataString(Scope is { Length: > 0 } asked ? asked : scope)}");
        var separator = Realm!.Query.Length > 1 ? '&' : '?';
        return new Uri($"{Realm.AbsoluteUri.Split('#')[0]}{separator}{string.Join('&', question)}");
    }
}
