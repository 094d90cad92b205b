namespace Harness.Checks;

/// <summary>How a check ended.</summary>
public enum Outcome
{
    /// <summary>What the check proves was proven.</summary>
    Passed,

    /// <summary>The image breaks the rule.</summary>
    Failed,

    /// <summary>The check could not be carried out: the infrastructure failed, not the image.</summary>
    Errored,

    /// <summary>Not carried out, with a reason; never counted as a pass.</summary>
    Skipped,
}
