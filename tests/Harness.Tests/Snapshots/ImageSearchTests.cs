using System.Security.Cryptography;
using System.Text;
using Harness.Snapshots;
using Harness.Snapshots.Archives;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Snapshots;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ImageSearchTests : IImageFiles
{
    private readonly Dictionary<string, byte[]> documents = [];
    private readonly List<string> asked = [];

    [Test]
    public void A_configuration_that_an_archive_names_often_is_kept_once()
    {
        documents["c.json"] = Encoding.UTF8.GetBytes("""{"os":"linux"}""");
        documents["manifest.json"] = Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("""{"Config":"c.json","Layers":[]}""", 3))}]");

        var found = new ImageSearch(this).Find(ImageFormat.DockerArchive);

        found.Count.ShouldBe(3);
        asked.ShouldBe(["manifest.json", "c.json"]);
    }

    [Test]
    public void A_manifest_that_a_layout_names_often_is_kept_once_with_all_that_it_names()
    {
        var config = Blob("""{"os":"linux","rootfs":{}}""");
        var manifest = Blob($$"""{"config":{"digest":"{{config}}"},"layers":[{"digest":"{{config}}"}]}""");
        documents["index.json"] = Encoding.UTF8.GetBytes($$"""{"manifests":[{{string.Join(',', Enumerable.Repeat($$"""{"digest":"{{manifest}}"}""", 3))}}]}""");

        var found = new ImageSearch(this).Find(ImageFormat.OciDirectory);

        found.Count.ShouldBe(3);
        asked.Count.ShouldBe(3);
        found.ShouldAllBe(image => ReferenceEquals(image.Layers, found[0].Layers));
    }

    public byte[]? Document(string name)
    {
        asked.Add(name);
        return documents.GetValueOrDefault(name);
    }

    public IReadOnlyDictionary<string, T> Read<T>(IReadOnlyCollection<string> names, Func<string, Stream, T> read) => throw new NotSupportedException();

    private string Blob(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        documents[$"blobs/sha256/{hash}"] = bytes;
        return $"sha256:{hash}";
    }
}
