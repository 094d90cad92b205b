using NUnit.Framework;
using Shouldly;
using Sidecar.Protocol;

namespace Harness.Tests.ReferenceSidecar;

[Parallelizable(ParallelScope.All)]
internal sealed class ProbeArgumentsTests
{
    [Test]
    public void Paths_and_plants_come_in_order()
    {
        var arguments = ProbeArguments.Parse(["--stat", "/a", "--plant", "/tmp/x=aGk=", "--stat", "/b"]).ShouldNotBeNull();

        arguments.Paths.ShouldBe(["/a", "/b"]);
        arguments.Plants.Single().Path.ShouldBe("/tmp/x");
        arguments.Plants.Single().Content.ShouldBe("hi"u8.ToArray());
    }

    [Test]
    public void A_signal_for_main_is_a_number() =>
        ProbeArguments.Parse(["--signal-main", "9"]).ShouldNotBeNull().Signal.ShouldBe(9);

    [Test]
    public void What_one_side_writes_the_other_reads()
    {
        var asked = new ProbeArguments(["/a", "/b=c"], [("/tmp/x", "hi = ✓"u8.ToArray()), ("/tmp/empty", [])], 9);

        var read = ProbeArguments.Parse(asked.ToArguments()).ShouldNotBeNull();

        read.Paths.ShouldBe(asked.Paths);
        read.Plants.Select(plant => (plant.Path, Convert.ToBase64String(plant.Content)))
            .ShouldBe(asked.Plants.Select(plant => (plant.Path, Convert.ToBase64String(plant.Content))));
        read.Signal.ShouldBe(9);
    }

    [TestCase("--stat")]
    [TestCase("--stat", "relative")]
    [TestCase("--plant", "/x")]
    [TestCase("--plant", "/x=not base64!")]
    [TestCase("--signal-main", "KILL")]
    [TestCase("--signal-main", "0")]
    [TestCase("--other", "/x")]
    public void What_does_not_fit_is_refused(params string[] arguments) => ProbeArguments.Parse(arguments).ShouldBeNull();
}
