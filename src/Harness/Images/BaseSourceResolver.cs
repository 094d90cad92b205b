using Harness.Platform.Credentials;
using Harness.Platform.Processes;

namespace Harness.Images;

/// <summary>Decides where the bases come from.</summary>
/// <param name="environment">Reads an environment variable; null when it is not set.</param>
/// <param name="processes">Asks credential helpers.</param>
public sealed class BaseSourceResolver(Func<string, string?> environment, IProcessRunner processes)
{
    /// <summary>What was asked for; otherwise mirror where DHI_MIRROR is set, dhi where credentials are found, else local.</summary>
    /// <param name="requested">The provider asked for; null to decide.</param>
    /// <param name="cancellation">Ends the search for credentials.</param>
    /// <exception cref="UsageException">A mirror is asked for and DHI_MIRROR names none, or half a login for dhi.io is set and there is no other.</exception>
    public async Task<BaseSource> ResolveAsync(BaseProvider? requested, CancellationToken cancellation)
    {
        var mirror = environment("DHI_MIRROR");
        var asked = requested is null ? null : "asked for";
        switch (requested)
        {
            case BaseProvider.Local:
                return BaseSource.Local(asked!);
            case BaseProvider.Dhi:
                return BaseSource.Dhi(asked!);
            case BaseProvider.Mirror when string.IsNullOrWhiteSpace(mirror):
                throw new UsageException(
                    "a mirror was asked for, and DHI_MIRROR does not name one: set it to the registry and path that mirror dhi.io, "
                    + "for example registry.example.io/dhi-io");
            case BaseProvider.Mirror:
                return BaseSource.Mirror(mirror, asked!);
        }

        if (!string.IsNullOrWhiteSpace(mirror))
        {
            return BaseSource.Mirror(mirror, "DHI_MIRROR is set");
        }

        var search = await new CredentialSearch(environment, processes).FindAsync(BaseSource.DhiRegistry, cancellation);
        if (search is { Found: false, IsHalfGiven: true })
        {
            // Whoever sets one of the two means dhi.io: a run on stand-ins would be green and prove nothing of it.
            throw new UsageException(
                $"{search.Explanation}. Set DHI_USERNAME and DHI_PASSWORD both to take the bases from dhi.io, or neither; "
                + "--bases local takes stand-ins all the same.");
        }

        return search.Found
            ? BaseSource.Dhi(search.Explanation)
            : BaseSource.Local($"DHI_MIRROR is not set and there are no credentials for dhi.io: {search.Explanation}");
    }

    /// <summary>
    /// With which login the bases are pulled, or why without one: where was looked and what was seen there. Null for
    /// stand-ins, which nobody pulls.
    /// </summary>
    /// <param name="source">Where the bases come from.</param>
    /// <param name="cancellation">Ends the search.</param>
    public async Task<string?> ExplainLoginAsync(BaseSource source, CancellationToken cancellation)
    {
        if (source.Provider == BaseProvider.Local)
        {
            return null;
        }

        var host = RegistryHost.Of(source.Registry);
        var answer = await new CredentialSearch(environment, processes).FindAsync(RegistryHost.Key(host), cancellation);
        return $"{(answer.Found ? "" : "no ")}login for {host}: {answer.Explanation}";
    }
}
