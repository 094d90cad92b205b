using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Verified;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class VerifiedFilesTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("kcr-verified-").FullName;

    [Test]
    public void What_is_as_verified_passes_whatever_the_line_endings_and_clears_what_was_received_before()
    {
        Write("a.b.verified.txt", "one\r\ntwo\n");
        Write("a.b.received.txt", "old");

        new VerifiedFiles(directory, accept: false).Hold("a.b.txt", "one\ntwo\r\n");

        Files().ShouldBe(["a.b.verified.txt"]);
    }

    [Test]
    public void What_differs_fails_with_the_first_difference_and_the_way_to_accept_it()
    {
        Write("a.verified.txt", "one\ntwo\nthree\n");

        var fault = Should.Throw<AssertionException>(() => new VerifiedFiles(directory, accept: false).Hold("a.txt", "one\n2\n")).Message;

        fault.ShouldContain("line 2:");
        fault.ShouldContain("verified: two");
        fault.ShouldContain("received: 2");
        fault.ShouldContain("just accept");
        Read("a.verified.txt").ShouldBe("one\ntwo\nthree\n");
        Read("a.received.txt").ShouldBe("one\n2\n");
    }

    [Test]
    public void What_nobody_has_verified_fails()
    {
        Should.Throw<AssertionException>(() => new VerifiedFiles(directory, accept: false).Hold("a.json", "{}")).Message.ShouldContain("there is no such file");

        Files().ShouldBe(["a.received.json"]);
    }

    [Test]
    public void What_is_accepted_is_verified_from_then_on()
    {
        Write("a.received.txt", "new");

        new VerifiedFiles(directory, accept: true).Hold("a.txt", "new");

        Files().ShouldBe(["a.verified.txt"]);
        new VerifiedFiles(directory, accept: false).Hold("a.txt", "new");
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private void Write(string name, string words) => File.WriteAllText(Path.Combine(directory, name), words);

    private string Read(string name) => File.ReadAllText(Path.Combine(directory, name));

    private IEnumerable<string?> Files() => Directory.EnumerateFiles(directory).Select(Path.GetFileName);
}
