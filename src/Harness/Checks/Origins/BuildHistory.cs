using Harness.Dockerfiles;
using Harness.Snapshots;

namespace Harness.Checks.Origins;

/// <summary>
/// Which instructions of a Dockerfile made which steps of an image's build history. A step is matched with an instruction only
/// by its whole text, in order: an image that was built from another Dockerfile, or from this one before it was changed, has
/// steps that nothing here made.
/// </summary>
internal sealed class BuildHistory
{
    // Both can be foreign: the comparison is bounded by the product.
    private const int MostComparisons = 250_000;

    private readonly IReadOnlyList<HistoryStep> history;
    private readonly Dictionary<int, Instruction> made;
    private readonly Instruction? from;
    private readonly int basesSteps;

    private BuildHistory(IReadOnlyList<HistoryStep> history, Dictionary<int, Instruction> made, Instruction? from, int basesSteps)
    {
        this.history = history;
        this.made = made;
        this.from = from;
        this.basesSteps = basesSteps;
    }

    /// <summary>Matches steps and instructions.</summary>
    /// <param name="history">The image's history, oldest step first.</param>
    /// <param name="build">What the Dockerfile means with the build ARGs of the image.</param>
    public static BuildHistory Of(IReadOnlyList<HistoryStep> history, Evaluation build)
    {
        List<ResolvedStage> lineage = [.. (build.Final?.Lineage ?? []).Reverse()];
        List<ResolvedInstruction> own = [.. lineage.SelectMany(stage => stage.Instructions)];
        var made = (long)own.Count * history.Count > MostComparisons ? [] : Match(history, own);
        var first = made.Count == 0 ? history.Count : made.Keys.Min();
        // What lies before the first own step is the base's, provided that the image has all of the Dockerfile's own steps.
        var isWhole = made.Count == own.Count && lineage.Count > 0;
        return new BuildHistory(history, made, isWhole ? lineage[0].Stage.From : null, isWhole ? first : 0);
    }

    /// <summary>The instruction that made a step: of a step of the base, the FROM; null when it is not known.</summary>
    public Instruction? Made(int step) => made.TryGetValue(step, out var instruction) ? instruction : step >= 0 && step < basesSteps ? from : null;

    /// <summary>The last step that was made by one of these instructions; null without one.</summary>
    public int? Last(IReadOnlyList<string> keywords)
    {
        for (var step = history.Count - 1; step >= 0; step--)
        {
            if (keywords.Contains(StepText.Of(history[step]).Keyword))
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>The step that made a layer, the lowest of which is 0; null when the history does not tell.</summary>
    public int? StepOf(int layer)
    {
        for (var step = 0; layer >= 0 && step < history.Count; step++)
        {
            if (!history[step].IsEmpty && layer-- == 0)
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>The longest common sequence; the later of two equal steps, for an image's own steps are its last ones.</summary>
    private static Dictionary<int, Instruction> Match(IReadOnlyList<HistoryStep> history, List<ResolvedInstruction> own)
    {
        List<StepText> steps = [.. history.Select(StepText.Of)];
        var length = new int[steps.Count + 1, own.Count + 1];
        var equal = new bool[steps.Count, own.Count];
        for (var step = 0; step < steps.Count; step++)
        {
            for (var next = 0; next < own.Count; next++)
            {
                equal[step, next] = steps[step].IsOf(own[next]);
                length[step + 1, next + 1] = equal[step, next]
                    ? length[step, next] + 1
                    : Math.Max(length[step, next + 1], length[step + 1, next]);
            }
        }

        var made = new Dictionary<int, Instruction>();
        var (left, right) = (steps.Count, own.Count);
        while (left > 0 && right > 0)
        {
            if (equal[left - 1, right - 1])
            {
                made.Add(--left, own[--right].Instruction);
            }
            else if (length[left - 1, right] >= length[left, right - 1])
            {
                left--;
            }
            else
            {
                right--;
            }
        }

        return made;
    }
}
