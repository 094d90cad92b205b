using System.Security.Cryptography;
using System.Text;
using Harness.Platform.Credentials;
using Harness.Platform.Registries;
using Harness.Snapshots.Attestations;
using Harness.Tests.Platform;
using Harness.Tests.Platform.Docker;
using Harness.Tests.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Snapshots.Attestations;

/// <summary>Where in a registry attestations are found.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class RemoteAttestationsTests
{
    private const string NotThere = """{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}""";
    private const string Platform = "linux/amd64";
    private const string Image = """{"config": {"digest": "sha256:c"}, "layers": []}""";

    private readonly Dictionary<string, string> manifests = [];
    private readonly Dictionary<string, string> blobs = [];
    private readonly Dictionary<string, string> referrers = [];

    [Test]
    public async Task In_the_index_for_the_platforms_own_image()
    {
        var test = new RemoteAttestationsTests();
        var image = test.Add(Image);
        var others = test.Add(Image + " ");
        test.manifests["1"] = $$$"""
            {"manifests": [
              {"digest": "{{{image}}}", "platform": {"os": "linux", "architecture": "amd64"}},
              {"digest": "{{{others}}}", "platform": {"os": "linux", "architecture": "arm64"}},
              {{{Entry(test.Add(test.Attesting("https://spdx.dev/Document")), image)}}},
              {{{Entry(test.Add(test.Attesting("https://slsa.dev/provenance/v0.2")), others)}}}
            ]}
            """;
        test.Add(test.manifests["1"]);

        (await test.FindAsync("1"))!.Select(one => (one.Kind, one.Place)).ShouldBe([("SBOM (SPDX)", AttestationPlace.Index)]);
    }

    [Test]
    public async Task Among_the_referrers_also_where_the_registry_does_not_know_the_question()
    {
        foreach (var old in (bool[])[false, true])
        {
            var test = new RemoteAttestationsTests { manifests = { ["1"] = Image } };
            var list = $$$"""{"manifests": [{"digest": "{{{test.Add(test.Attesting("https://openvex.dev/ns/v0.2.0"))}}}", "artifactType": "x"}]}""";
            (old ? test.manifests : test.referrers)[old ? DigestOf(Image).Replace(':', '-') : DigestOf(Image)] = list;

            (await test.FindAsync("1"))!.Select(one => (one.Kind, one.Place)).ShouldBe([("VEX (OpenVEX)", AttestationPlace.Referrers)]);
        }
    }

    [Test]
    public async Task Under_the_tag_of_cosigns()
    {
        var test = new RemoteAttestationsTests { manifests = { ["1"] = Image } };
        test.manifests[$"{DigestOf(Image).Replace(':', '-')}.att"] = test.Attesting("https://slsa.dev/provenance/v1");

        (await test.FindAsync("1"))!.Select(one => (one.Kind, one.Place)).ShouldBe([("provenance (SLSA)", AttestationPlace.Tag)]);
    }

    [Test]
    public async Task Nowhere_is_none_and_no_image_is_null()
    {
        var test = new RemoteAttestationsTests { manifests = { ["1"] = Image } };

        (await test.FindAsync("1"))!.ShouldBeEmpty();
        (await test.FindAsync("2")).ShouldBeNull();
    }

    private static string Entry(string digest, string about) => $$$"""
        {"digest": "{{{digest}}}", "platform": {"os": "unknown", "architecture": "unknown"},
          "annotations": {"vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": "{{{about}}}"}}
        """;

    private string Add(string manifest)
    {
        manifests[DigestOf(manifest)] = manifest;
        return DigestOf(manifest);
    }

    private string Attesting(string type)
    {
        var statement = $$$"""{"predicateType": "{{{type}}}", "predicate": {}}""";
        blobs[DigestOf(statement)] = statement;
        return $$$"""
            {"config": {"digest": "sha256:c"}, "layers": [
              {"mediaType": "application/vnd.in-toto+json", "digest": "{{{DigestOf(statement)}}}"},
              {"mediaType": "application/octet-stream", "digest": "sha256:other"}
            ]}
            """;
    }

    private async Task<IReadOnlyList<Attestation>?> FindAsync(string tag)
    {
        using var server = new FakeServer(request => request.Path.Split('/') switch
        {
            [.., "manifests", var name] when manifests.TryGetValue(name, out var manifest) => new Answer(200, manifest),
            [.., "blobs", var name] when blobs.TryGetValue(name, out var blob) => new Answer(200, blob),
            [.., "referrers", var name] when referrers.TryGetValue(name, out var list) => new Answer(200, list),
            // As Debian's docker-registry answers what it does not know.
            [.., "referrers", _] => new Answer(404, "404 page not found"),
            _ => new Answer(404, NotThere),
        });
        using var client = new RegistryClient(
            $"127.0.0.1:{server.Port}",
            token => new CredentialSearch(name => name == "DOCKER_CONFIG" ? "/nowhere" : null, new FakeProcesses()).FindAsync("r", token),
            _ => { },
            new HurriedClock());
        return await new RemoteAttestations(client).FindAsync("r", tag, Platform, CancellationToken.None);
    }

    private static string DigestOf(string text) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
