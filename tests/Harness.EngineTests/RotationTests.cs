using Harness.EngineTests.Mutants;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests;

/// <summary>What has its turn by a seed is never nothing, and successive seeds leave nothing out.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class RotationTests
{
    private const uint Parts = 3;

    private static readonly IReadOnlyList<string> Names = [.. MutantList.All.Select(mutant => mutant.Name)];

    private static readonly uint[] Starts = [0, 1, 12345, uint.MaxValue - 5];

    [TestCaseSource(nameof(Starts))]
    public void Successive_seeds_take_every_name_once(uint start) =>
        Enumerable.Range(0, (int)Parts).SelectMany(step => Names.Where(name => Rotation.Takes(start + (uint)step, name, Parts)))
            .ShouldBe(Names, ignoreOrder: true);

    [TestCaseSource(nameof(Starts))]
    public void A_seed_takes_neither_none_nor_all(uint seed) =>
        Names.Count(name => Rotation.Takes(seed, name, Parts)).ShouldBeInRange(1, Names.Count - 1);

    [TestCaseSource(nameof(Starts))]
    public void Successive_seeds_take_every_entry_of_a_list_once(uint start) =>
        Enumerable.Range(0, 2).SelectMany(step => Rotation.Part(start + (uint)step, ["first", "second"], 2)).ShouldBe(["first", "second"], ignoreOrder: true);

    [Test]
    public void Without_a_seed_nothing_is_left_out()
    {
        Names.ShouldAllBe(name => Rotation.Takes(null, name, Parts));
        Rotation.Part(null, Names, (int)Parts).ShouldBe(Names);
    }
}
