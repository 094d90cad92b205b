using NUnit.Framework;
using Shouldly;
using Sidecar.Probing;

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

    [TestCase("--stat")]
    [TestCase("--stat", "relative")]
    [TestCase("--plant", "/x")]
    [TestCase("--plant", "/x=not base64!")]
    [TestCase("--signal-main", "KILL")]
    [TestCase("--signal-main", "0")]
    [TestCase("--other", "/x")]
    public void What_does_not_fit_is_refused(params string[] arguments) => ProbeArguments.Parse(arguments).ShouldBeNull();
}
