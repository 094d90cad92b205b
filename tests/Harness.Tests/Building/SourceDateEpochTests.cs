using Harness.Building;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Building;

/// <summary>The variable of reproducible builds.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class SourceDateEpochTests
{
    [TestCase(null, null)]
    [TestCase("", null)]
    [TestCase("0", 0L)]
    [TestCase("1700000000", 1700000000L)]
    public void Seconds_are_read(string? text, long? expected) => SourceDateEpoch.Of(_ => text).ShouldBe(expected);

    [TestCase("yesterday")]
    [TestCase("-1")]
    [TestCase("1.5")]
    [TestCase("2026-01-01")]
    public void Anything_else_is_told(string text) =>
        Should.Throw<UsageException>(() => SourceDateEpoch.Of(_ => text)).Message.ShouldStartWith($"SOURCE_DATE_EPOCH is '{text}', expected a whole number");
}
