using Harness.Building;
using Harness.Platform.Docker;
using Harness.Platform.Processes;
using Harness.Tests.Platform;
using Harness.Tests.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Building;

/// <summary>What a registry says when it is asked for a base, and what is made of it.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class BaseIdentitiesTests
{
    private const string Image = """sha256:ab {"rootfs":{"diff_ids":["sha256:1","sha256:2"]}}""";

    [TestCase("ERROR: unexpected status from HEAD request to https://r/v2/python/manifests/3: 429 Too Many Requests", 4, "asks to be left alone for a while")]
    [TestCase("ERROR: unexpected status from GET request to https://r/v2/python/manifests/3: 500 Internal Server Error", 4, "The fault is the registry's")]
    [TestCase("ERROR: unexpected status from HEAD request to https://r/v2/python/manifests/3: 503 Service Unavailable", 4, "The fault is the registry's")]
    [TestCase("ERROR: failed to do request: Head \"https://r/v2/python/manifests/3\": unexpected EOF", 4, "Log in")]
    [TestCase("ERROR: pull access denied, repository does not exist or may require authorization: no basic auth credentials", 1, "Log in")]
    [TestCase("ERROR: unexpected status from HEAD request to https://r/v2/python/manifests/3: 403 Forbidden", 1, "Log in")]
    [TestCase("ERROR: r/python:3: not found", 1, "Is the version right? harness pins says which ones there are.")]
    [TestCase("ERROR: failed to do request: tls: failed to verify certificate: x509: certificate signed by unknown authority", 1, "certificate is not trusted")]
    [TestCase("ERROR: failed to do request: dial tcp: lookup r on 127.0.0.1:53: no such host", 1, "is not reached from here")]
    public async Task A_refusal_says_what_to_do_and_is_asked_again_where_it_may_pass(string error, int asked, string advice)
    {
        var processes = new FakeProcesses(_ => new ProcessResult(1, "", error));

        var fault = await Should.ThrowAsync<BuildFaultException>(() => Of(processes).OfAsync("r.example/python:3", "linux/amd64", CancellationToken.None));

        fault.Message.ShouldContain("the base r.example/python:3 cannot be had: ERROR: ");
        fault.Message.ShouldContain(advice);
        processes.Commands.Count.ShouldBe(asked);
    }

    [Test]
    public async Task What_passes_is_no_fault()
    {
        var asked = 0;
        var processes = new FakeProcesses(_ => ++asked < 3 ? new ProcessResult(1, "", "429 Too Many Requests") : new ProcessResult(0, Image, ""));

        var identity = await Of(processes).OfAsync("r.example/python:3", "linux/amd64", CancellationToken.None);

        identity!.Digest.ShouldBe("sha256:ab");
        identity.Layers.ShouldBe(["sha256:1", "sha256:2"]);
    }

    private static BaseIdentities Of(FakeProcesses processes) =>
        new(new NoImages(), processes, new Dictionary<string, string?>(), new HurriedClock());

    private sealed class NoImages : IImageStore
    {
        public Task<StoredImage?> FindAsync(string reference, CancellationToken cancellation) => Task.FromResult<StoredImage?>(null);

        public Task<DockerContext?> PodmanAsync(CancellationToken cancellation) => Task.FromResult<DockerContext?>(null);
    }
}
