using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Harness.Platform.Kubernetes;

/// <summary>
/// What an API server warns of beside its answers: Pod Security Admission and policies in CEL in their warning modes,
/// fields that it does not know, versions that will go. Each is told once.
/// </summary>
internal sealed partial class ServerWarnings
{
    private readonly ConcurrentDictionary<string, byte> told = new(StringComparer.Ordinal);

    /// <summary>Takes each warning once.</summary>
    public Action<string>? Listener { get; set; }

    /// <summary>Takes the warnings of an answer.</summary>
    public void Take(HttpResponseMessage answer)
    {
        if (Listener is not { } listener || !answer.Headers.NonValidated.TryGetValues("Warning", out var lines))
        {
            return;
        }

        foreach (var text in lines.SelectMany(line => Form.Matches(line)).Select(match => Escape.Replace(match.Groups[1].Value, "$1")))
        {
            if (text.Length > 0 && told.TryAdd(text, 0))
            {
                listener(text);
            }
        }
    }

    // 299 - "words"; several may stand in a line.
    [GeneratedRegex(@"299 \S+ ""((?:[^""\\]|\\.)*)""", RegexOptions.CultureInvariant)]
    private static partial Regex Form { get; }

    [GeneratedRegex(@"\\(.)", RegexOptions.CultureInvariant)]
    private static partial Regex Escape { get; }
}
