namespace Harness.Tests.Fuzzing;

/// <summary>A reader of bytes that come from elsewhere, with what makes and what judges its input.</summary>
/// <param name="Name">What it reads.</param>
/// <param name="Make">Makes an input: good, damaged or hostile.</param>
/// <param name="Read">Reads it, and sees that what was read has the properties that it must have.</param>
/// <param name="MayRefuse">Whether a fault is a refusal with words, as the reader promises it; every other one is a defect.</param>
internal sealed record ForeignReader(string Name, Func<Random, byte[]> Make, Action<byte[]> Read, Func<Exception, bool> MayRefuse)
{
    /// <summary>How many inputs the suite reads; fewer where one costs more.</summary>
    public int Rounds { get; init; } = 400;

    /// <inheritdoc />
    public override string ToString() => Name;
}
