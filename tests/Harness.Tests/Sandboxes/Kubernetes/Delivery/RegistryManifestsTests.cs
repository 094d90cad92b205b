using System.Security.Cryptography;
using System.Text;
using Harness.Images;
using Harness.Platform.Processes;
using Harness.Sandboxes.Kubernetes.Delivery;
using Harness.Tests.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Sandboxes.Kubernetes.Delivery;

/// <summary>An image that a node has pulled from a registry, compared with the engine's by its configuration.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RegistryManifestsTests
{
    private const string Repository = "registry.example:5000/team/kcr-python";
    private const string Name = "kcr-python:latest";
    private const string Attestation = """{"digest":"sha256:a","platform":{"os":"unknown","architecture":"unknown"}}""";

    private static readonly string Configuration = $"sha256:{new string('c', 64)}";
    private static readonly string Manifest = $$$"""{"schemaVersion":2,"config":{"digest":"{{{Configuration}}}"},"layers":[]}""";
    private static readonly string Other = """{"schemaVersion":2,"config":{"digest":"sha256:d"},"layers":[]}""";

    [Test]
    public async Task The_same_configuration_is_the_same_image()
    {
        var processes = Registry(Manifest);

        (await ContradictionAsync(processes, Manifest)).ShouldBeNull();
        (await ContradictionAsync(processes, Manifest, "docker-pullable://")).ShouldBeNull();

        processes.Commands.Select(command => command.ToString()).Distinct()
            .ShouldHaveSingleItem().ShouldBe($"docker buildx imagetools inspect --raw {Repository}@{Digest(Manifest)}");
    }

    [Test]
    public async Task Another_configuration_is_another_image() =>
        (await ContradictionAsync(Registry(Other), Other)).ShouldNotBeNull().ShouldSatisfyAllConditions(
            words => words.ShouldContain("in its registry has the configuration sha256:d"),
            words => words.ShouldContain("the node has another image"));

    [Test]
    public async Task An_index_of_one_image_is_that_image()
    {
        var index = Index(Manifest, Attestation);

        (await ContradictionAsync(Registry(index, Manifest), index)).ShouldBeNull();
    }

    [Test]
    public async Task An_index_of_several_images_does_not_tell_which_of_them_runs()
    {
        var index = Index(Manifest, $$$"""{"digest":"{{{Digest(Other)}}}","platform":{"os":"linux","architecture":"arm64"}}""");

        (await ContradictionAsync(Registry(index, Manifest, Other), index)).ShouldNotBeNull().ShouldContain("an index of 2 images");
    }

    [Test]
    public async Task What_is_not_the_manifest_that_was_asked_for_proves_nothing() =>
        (await ContradictionAsync(new FakeProcesses(_ => new ProcessResult(0, Manifest, "")), Other)).ShouldNotBeNull().ShouldSatisfyAllConditions(
            words => words.ShouldContain("gave another manifest"),
            words => words.ShouldContain("cannot be told"));

    [TestCase("[]")]
    [TestCase("<html>")]
    [TestCase("{}")]
    [TestCase("""{"manifests":[1]}""")]
    [TestCase("""{"config":[]}""")]
    public async Task What_is_no_manifest_proves_nothing(string answer) =>
        (await ContradictionAsync(new FakeProcesses(_ => new ProcessResult(0, answer, "")), answer)).ShouldNotBeNull().ShouldContain("cannot be told");

    [Test]
    public async Task A_registry_that_does_not_answer_is_quoted() =>
        (await ContradictionAsync(new FakeProcesses(_ => new ProcessResult(1, "", "ERROR: dial tcp: lookup registry.example: no such host\n")), Manifest))
            .ShouldNotBeNull().ShouldSatisfyAllConditions(
                words => words.ShouldContain("no such host"),
                words => words.ShouldContain("cannot be told"),
                words => words.ShouldContain("'docker pull"),
                words => words.ShouldNotContain("another image"));

    [Test]
    public async Task An_engine_that_knows_images_by_their_manifests_is_compared_by_these()
    {
        var index = Index(Manifest, Attestation);

        (await ContradictionAsync(Registry(index, Manifest), index, id: Digest(Manifest))).ShouldBeNull();
        (await ContradictionAsync(Registry(index, Other, Manifest), index, id: Digest(Other), digests: [Digest(Other)]))
            .ShouldNotBeNull().ShouldContain("cannot be told");
    }

    [Test]
    public async Task A_name_that_a_tool_gave_is_asked_of_no_registry()
    {
        var processes = new FakeProcesses();
        var images = Images(processes, Configuration, []);

        (await images.ContradictionAsync(Name, "docker.io/library/import-2026-11-27@sha256:b", CancellationToken.None)).ShouldNotBeNull();
        (await images.ContradictionAsync(Name, "sha256:b", CancellationToken.None)).ShouldNotBeNull();

        processes.Commands.ShouldBeEmpty();
    }

    private static Task<string?> ContradictionAsync(
        FakeProcesses processes, string running, string scheme = "", string? id = null, IReadOnlyList<string>? digests = null) =>
        Images(processes, id ?? Configuration, digests ?? []).ContradictionAsync(Name, $"{scheme}{Repository}@{Digest(running)}", CancellationToken.None);

    private static NodeImages Images(FakeProcesses processes, string id, IReadOnlyList<string> digests) =>
        ImagesInPlace.Of(new ImageWay(ImageWayKind.Present), [new EngineImage(new ImageName(Name), new ImageId(id)) { Digests = digests }]) with
        {
            Registries = new RegistryManifests(processes),
        };

    /// <summary>A registry that has manifests.</summary>
    private static FakeProcesses Registry(params string[] manifests) => new(command =>
        Array.Find(manifests, one => command.Arguments[^1] == $"{Repository}@{Digest(one)}") is { } manifest
            ? new ProcessResult(0, manifest, "")
            : new ProcessResult(1, "", "not found"));

    private static string Index(string manifest, string second) =>
        $$$"""{"manifests":[{"digest":"{{{Digest(manifest)}}}","platform":{"os":"linux","architecture":"amd64"}},{{{second}}}]}""";

    private static string Digest(string manifest) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(manifest)))}";
}
