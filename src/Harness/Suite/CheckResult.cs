using Harness.Checks;
using Harness.Sandboxes;

namespace Harness.Suite;

/// <summary>What a check was applied to.</summary>
/// <param name="Image">The image's name in the catalog.</param>
/// <param name="Language">The language's name; null for a check of the whole image.</param>
/// <param name="Backend">Where its sandbox ran; null for a static check.</param>
public sealed record Subject(string Image, string? Language, Backend? Backend)
{
    /// <inheritdoc />
    public override string ToString() =>
        string.Join('/', new[] { Image, Language == Image ? null : Language, Backend?.Word }.Where(part => part is not null));
}

/// <summary>One check on one subject: the unit of every report.</summary>
/// <param name="CheckId">The check's id, for example RUN002.</param>
/// <param name="Subject">What was checked.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Expected">What the contract asks for.</param>
/// <param name="Observed">What was seen: the evidence. For a skip or an error, the reason.</param>
/// <param name="Duration">How long it took, the shared work that it triggered included.</param>
public sealed record CheckResult(
    string CheckId, Subject Subject, Outcome Outcome, string Expected, string Observed, TimeSpan Duration)
{
    /// <summary>The places in the repository that it leads to: what is wrong there, or what made it wrong.</summary>
    public IReadOnlyList<SourcePlace> Places { get; init; } = [];
}
