using System.Text.RegularExpressions;
using Harness.Platform.Processes;

namespace Harness.Building;

/// <summary>Asks registries what they have under the references that are pushed, with the login of the push.</summary>
/// <param name="processes">Runs buildx.</param>
/// <param name="environment">Variables of the docker command.</param>
internal sealed partial class PushedTags(IProcessRunner processes, IReadOnlyDictionary<string, string?> environment)
{
    [GeneratedRegex(@"\b(not found|manifest unknown|name unknown)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Nothing { get; }

    /// <summary>What is there now.</summary>
    public async Task<PushedTag> OfAsync(string reference, CancellationToken cancellation)
    {
        var result = await processes.RunAsync(BaseIdentities.DigestQuery(reference, environment), cancellation: cancellation);
        var digest = result.Output.Trim();
        return result.Succeeded && digest.StartsWith("sha256:", StringComparison.Ordinal) ? new PushedTag(reference, digest, Unknown: null)
            : !result.Succeeded && Nothing.IsMatch(result.Error) ? new PushedTag(reference, Digest: null, Unknown: null)
            : new PushedTag(reference, Digest: null, LastLines.Of(result.Error).Trim());
    }
}
