using System.Formats.Tar;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.Platform.Docker;

[Parallelizable(ParallelScope.All)]
public sealed class DockerEngineTests
{
    [Test]
    public async Task The_engine_says_what_it_is()
    {
        var version = await RealEngine.Client.VersionAsync(CancellationToken.None);
        var info = await RealEngine.Client.InfoAsync(CancellationToken.None);

        Version.TryParse(version.ApiVersion, out _).ShouldBeTrue();
        version.Os.ShouldBe("linux");
        info.NCPU.ShouldBePositive();
        info.MemTotal.ShouldBePositive();
    }

    [Test]
    public async Task An_image_is_found_by_reference_and_by_id()
    {
        var byReference = await RealEngine.Client.FindImageAsync(RealEngine.Sidecar, CancellationToken.None);
        var byId = await RealEngine.Client.FindImageAsync(byReference.ShouldNotBeNull().Id, CancellationToken.None);

        byId.ShouldNotBeNull().Id.ShouldBe(byReference.Id);
        byReference.RepoTags.ShouldNotBeNull().ShouldContain(RealEngine.Sidecar);
        (await RealEngine.Client.FindImageAsync("localhost/kcr-engine-tests/absent:tag", CancellationToken.None)).ShouldBeNull();
    }

    [Test]
    public async Task An_image_is_streamed_in_the_format_of_docker_save()
    {
        var image = await RealEngine.Client.FindImageAsync(RealEngine.Sidecar, CancellationToken.None);
        await using var stream = await RealEngine.Client.OpenAsync(image.ShouldNotBeNull().Id, CancellationToken.None);
        await using var tar = new TarReader(stream);
        List<string> names = [];
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            names.Add(entry.Name);
        }

        names.ShouldContain("manifest.json");
    }

    [Test]
    public async Task A_stream_that_is_given_up_does_not_hold_the_client()
    {
        var image = await RealEngine.Client.FindImageAsync(RealEngine.Sidecar, CancellationToken.None);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await using var stream = await RealEngine.Client.OpenAsync(image.ShouldNotBeNull().Id, CancellationToken.None);
            (await stream.ReadAsync(new byte[10])).ShouldBePositive();
        }

        (await RealEngine.Client.VersionAsync(CancellationToken.None)).ShouldNotBeNull();
    }

    [Test]
    public async Task An_image_that_does_not_exist_cannot_be_read() =>
        (await Should.ThrowAsync<InfrastructureException>(() =>
            RealEngine.Client.OpenAsync($"sha256:{new string('0', 64)}", CancellationToken.None)))
            .Message.ShouldContain("refused GET /images/sha256:0");
}
