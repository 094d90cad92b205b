using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks;

/// <summary>What a reader needs to know of a check.</summary>
/// <param name="Id">Its id, whose meaning never changes.</param>
/// <param name="Title">What it proves, in one line.</param>
/// <param name="Guide">The lesson of the migration guide behind it.</param>
/// <param name="AppliesTo">What it applies to, in words.</param>
/// <param name="Why">Why a breach matters.</param>
/// <param name="Remedy">How to mend a breach.</param>
/// <param name="BreaksWith">The fault that it must catch.</param>
public sealed record CheckInfo(
    string Id, string Title, string Guide, string AppliesTo, string Why, string Remedy, string BreaksWith)
{
    /// <summary>The fault and its mend side by side.</summary>
    public required CheckExample Example { get; init; }

    /// <summary>
    /// Why every fault that the check catches is caught by another one too, so that no negative control fails on this one
    /// alone; null when one does.
    /// </summary>
    public string? NeverAlone { get; init; }

    /// <summary>How bad a breach is.</summary>
    public Severity Severity { get; init; }
}

/// <summary>A fault that a check catches, and how it looks mended.</summary>
/// <param name="Fault">Lines that the check fails.</param>
/// <param name="Mend">The same, mended.</param>
public sealed record CheckExample(string Fault, string Mend);

/// <summary>What a check found: the judgement and the evidence.</summary>
/// <param name="Outcome">Whether the rule holds, is broken, or could not be looked at here.</param>
/// <param name="Expected">What the contract asks for.</param>
/// <param name="Observed">What was seen; of a skip, the reason.</param>
public sealed record Finding(Outcome Outcome, string Expected, string Observed)
{
    /// <summary>A rule that holds or is broken.</summary>
    public Finding(bool passed, string expected, string observed)
        : this(passed ? Outcome.Passed : Outcome.Failed, expected, observed)
    {
    }

    /// <summary>The places in the repository that it leads to; empty when there are none or others know them.</summary>
    public IReadOnlyList<SourcePlace> Places { get; init; } = [];

    /// <summary>Whether the rule holds.</summary>
    public bool Passed => Outcome == Outcome.Passed;

    /// <summary>The rule holds.</summary>
    public static Finding Pass(string expected, string observed) => new(true, expected, observed);

    /// <summary>The rule is broken.</summary>
    public static Finding Fail(string expected, string observed) => new(false, expected, observed);

    /// <summary>There is nothing here to look at the rule with: neither a pass nor a failure.</summary>
    public static Finding Skip(string expected, string reason) => new(Outcome.Skipped, expected, reason);

    /// <summary>Holds exactly when <paramref name="problems"/> is empty; the problems are the evidence otherwise.</summary>
    public static Finding Of(IReadOnlyCollection<string> problems, string expected, string observedWhenGood) =>
        problems.Count == 0 ? Pass(expected, observedWhenGood) : Fail(expected, string.Join(Environment.NewLine, problems));
}

/// <summary>A conformance check: metadata and a proof.</summary>
public abstract class Check(CheckInfo info)
{
    /// <summary>The metadata.</summary>
    public CheckInfo Info { get; } = info;

    /// <summary>The id.</summary>
    public string Id => Info.Id;
}

/// <summary>A check of an image's configuration and files; no container runs.</summary>
public abstract class StaticCheck(CheckInfo info) : Check(info)
{
    /// <summary>Whether the check says anything about this image.</summary>
    public virtual bool AppliesTo(ImageDefinition image) => image.Kind == ImageKind.Sandbox;

    /// <summary>
    /// The instructions whose last one decides what the check looks at, for example USER; empty for a check of files, which
    /// were made by whatever made the paths that a finding names.
    /// </summary>
    public virtual IReadOnlyList<string> Instructions => [];

    /// <summary>Carries out the proof.</summary>
    public abstract Finding Examine(ImageUnderTest image, ImageSnapshot snapshot);
}

/// <summary>A check in a running sandbox, the same on every backend that it runs on.</summary>
/// <param name="info">The metadata.</param>
/// <param name="requires">
/// Ids of checks without which this one can prove nothing; when one of them did not pass, this one is skipped and
/// names it. The requirement has failed or errored then, so the run is red all the same.
/// </param>
public abstract class SandboxCheck(CheckInfo info, params IReadOnlyList<string> requires) : Check(info)
{
    /// <summary>Ids of the checks that must have passed before.</summary>
    public IReadOnlyList<string> Requires { get; } = requires;

    /// <summary>Whether the check says anything about sandboxes of this backend: docker or k8s.</summary>
    public virtual bool RunsOn(string backend) => true;

    /// <summary>Whether the check says anything about this language.</summary>
    public virtual bool AppliesTo(ImageDefinition image, LanguageDefinition language) => true;

    /// <summary>
    /// Why there is nothing to prove in this image as it was built, although the check applies to it by the catalog; null
    /// when there is. The check is skipped then, with these words.
    /// </summary>
    public virtual string? NotIn(ImageUnderTest image, LanguageDefinition language) => null;

    /// <summary>Carries out the proof. An exception other than cancellation makes the result errored.</summary>
    public abstract Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation);
}
