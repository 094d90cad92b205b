namespace Harness.Snapshots.Archives;

/// <summary>
/// Bounds the text that one image makes the harness keep. A few compressed bytes can name thousands of long paths; no
/// real image comes near the limit.
/// </summary>
internal sealed class TextBudget
{
    private const int Limit = 128 << 20;

    private int left = Limit;

    /// <summary>Accounts for so many characters.</summary>
    /// <exception cref="InvalidDataException">The image has more than any real one.</exception>
    public void Take(int characters)
    {
        left -= characters;
        if (left < 0)
        {
            throw new InvalidDataException($"its paths have more than {Limit} characters together");
        }
    }
}
