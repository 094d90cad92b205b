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

    [Test]
    public void Attestations_of_a_layout_are_those_of_the_image_and_no_other_files()
    {
        var config = Blob("""{"os":"linux","rootfs":{}}""");
        var manifest = Blob($$"""{"config":{"digest":"{{config}}"},"layers":[]}""");
        var statement = Blob("""{"predicateType":"https://spdx.dev/Document","predicate":{"packages":[{}]}}""");
        var attesting = Blob($$"""
            {"layers":[{"mediaType":"application/vnd.in-toto+json","digest":"{{statement}}"},{"mediaType":"text/plain","digest":"{{Blob("no JSON")}}"}]}
            """);
        documents["index.json"] = Encoding.UTF8.GetBytes($$$"""
            {"manifests":[{"digest":"{{{manifest}}}"},{{{Attesting(attesting, manifest)}}},{{{Attesting(attesting, config)}}}]}
            """);
        var search = new ImageSearch(this);

        var attestation = search.Attestations(search.Find(ImageFormat.OciDirectory).ShouldHaveSingleItem()).ShouldHaveSingleItem();

        attestation.Kind.ShouldBe("SBOM (SPDX)");
        attestation.Facts.ShouldBe(["1 package"]);
    }

    public byte[]? Document(string name)
    {
        asked.Add(name);
        return documents.GetValueOrDefault(name);
    }

    public IReadOnlyDictionary<string, T> Read<T>(IReadOnlyCollection<string> names, Func<string, Stream, T> read) => throw new NotSupportedException();

    private static string Attesting(string digest, string about) => $$$"""
        {"digest":"{{{digest}}}","annotations":{"vnd.docker.reference.type":"attestation-manifest","vnd.docker.reference.digest":"{{{about}}}"}}
        """;

    private string Blob(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        documents[$"blobs/sha256/{hash}"] = bytes;
        return $"sha256:{hash}";
    }
}
