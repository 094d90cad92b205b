using Harness.Catalog;
using Harness.Images;
using Harness.Sandboxes;
using Harness.Snapshots;

namespace Harness.Checks;

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

/// <summary>
/// A conformance check: metadata and a proof. The class is named after what holds when the check passes, a short statement
/// with its verb (<c>MainStaysUp</c>, <c>RegistryIsArg</c>) and without a suffix, and is alone in the file of its name.
/// </summary>
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

    /// <summary>Whether the check says anything about sandboxes of this backend.</summary>
    public virtual bool RunsOn(Backend backend) => true;

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
