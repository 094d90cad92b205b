using NUnit.Framework;

namespace Harness.Tests.Fuzzing;

/// <summary>
/// Whatever the bytes: an end, soon, in little memory, with a result or a refusal in words, and no path outside of the
/// root. The suite reads the same inputs every time; <c>just fuzz</c> goes on for longer, with another seed.
/// </summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
[Category("Fuzz")]
internal sealed class FuzzingTests
{
    [TestCaseSource(typeof(ForeignReaders), nameof(ForeignReaders.All))]
    public void Every_input_comes_to_a_good_end(ForeignReader reader) => Fuzzer.Run(reader);
}
