using Harness.Building;
using Harness.Platform.Processes;
using Harness.Tests.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Building;

/// <summary>What is said of a registry after a push that broke off.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class PushedTagTests
{
    private const string Reference = "r.example/kcr-python:1";

    [TestCase("sha256:a\n", "", 0, "sha256:a", null)]
    [TestCase("", "ERROR: r.example/kcr-python:1: not found", 1, null, null)]
    [TestCase("", "ERROR: failed to do request: connection refused", 1, null, "ERROR: failed to do request: connection refused")]
    [TestCase("a page of a proxy", "", 0, null, "")]
    public async Task A_tag_is_there_or_not_or_not_known(string output, string error, int exit, string? digest, string? unknown)
    {
        var tags = new PushedTags(new FakeProcesses(_ => new ProcessResult(exit, output, error)), new Dictionary<string, string?>());

        (await tags.OfAsync(Reference, CancellationToken.None)).ShouldBe(new PushedTag(Reference, digest, unknown));
    }

    [TestCase(null, null, null, "has nothing under")]
    [TestCase("sha256:a", "sha256:a", null, "has sha256:a, as before")]
    [TestCase("sha256:a", "sha256:b", null, "has sha256:b now, and whether it is what was to be pushed is not known")]
    [TestCase(null, "sha256:b", null, "has sha256:b now, and whether it is what was to be pushed is not known")]
    [TestCase("sha256:a", null, "no route.", "is not known (no route)")]
    public void What_it_was_before_says_what_became_of_it(string? before, string? now, string? unknown, string expected) =>
        new PushedTag(Reference, now, unknown).Since(new PushedTag(Reference, before, Unknown: null)).ShouldContain(expected);
}
