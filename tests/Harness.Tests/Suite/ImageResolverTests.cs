using Harness.Checks.Running;
using Harness.Images;
using Harness.Suite;
using Harness.Tests.Checks;
using Harness.Tests.Platform.Docker;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Suite;

[Parallelizable(ParallelScope.All)]
public sealed class ImageResolverTests
{
    [Test]
    public async Task Images_are_found_with_their_digest_and_what_their_labels_say_of_the_base()
    {
        await using var engine = Having("kcr-python:latest", "kcr-go:latest", "kcr-sidecar:latest");

        var images = await new ImageResolver(engine.Client).ResolveAsync(Plan(new([], [], []), "python", "go"), CancellationToken.None);

        images.Tested.Select(image => image.Definition.Name).ShouldBe(["python", "go"]);
        images.Tested[0].Digest.Text.ShouldBe("sha256:kcr-python:latest");
        (images.Tested[0].BaseProvider, images.Tested[0].BaseName, images.Tested[0].BaseDigest).ShouldBe(("local", "a/base:1", "sha256:1"));
        images.Tested[0].Versions["PYTHON_VERSION"].ShouldBe("3.13");
    }

    [Test]
    public async Task Both_sidecars_are_found_with_the_images_and_nobody_has_to_look_again()
    {
        await using var engine = Having("kcr-python:latest", "kcr-sidecar:latest", "example.org/theirs:2");

        var images = await new ImageResolver(engine.Client).ResolveAsync(
            Plan(new([], [], [], SidecarImage: "example.org/theirs:2"), "python"), CancellationToken.None);

        images.OwnSidecar.ShouldBe(new SidecarImage(new ImageName("kcr-sidecar:latest"), new ImageId("sha256:kcr-sidecar:latest")));
        images.Sidecar.ShouldBe(new SidecarImage(new ImageName("example.org/theirs:2"), new ImageId("sha256:example.org/theirs:2")));
        images.InSandboxes.Select(image => image.Name.Text).ShouldBe(["kcr-python:latest", "example.org/theirs:2", "kcr-sidecar:latest"]);
    }

    [Test]
    public async Task All_missing_images_are_named_at_once_with_the_command_that_builds_them()
    {
        await using var engine = Having("kcr-go:absent");

        var fault = await FaultAsync(engine, Plan(new([], [], [], Tag: "absent"), "python", "go"));

        fault.ShouldContain("2 images are not in the Docker Engine at unix://");
        fault.ShouldContain("kcr-python:absent, kcr-sidecar:absent");
        fault.ShouldContain("just build-images python sidecar -t absent");
        fault.ShouldNotContain("docker pull");
    }

    [Test]
    public async Task An_image_of_a_registry_can_be_pulled_too()
    {
        await using var engine = Having("example.org/kcr-sidecar:latest");

        var fault = await FaultAsync(engine, Plan(new([], [], [], Registry: "example.org/kcr"), "python"));

        fault.ShouldContain("just build-images python -r example.org/kcr");
        fault.ShouldContain("docker pull example.org/kcr-python:latest");
    }

    [Test]
    public async Task A_sidecar_of_somebody_elses_is_pulled_and_ours_is_needed_all_the_same()
    {
        await using var engine = Having("kcr-python:latest");

        var fault = await FaultAsync(engine, Plan(new([], [], [], SidecarImage: "example.org/theirs:2"), "python"));

        fault.ShouldContain("just build-images sidecar");
        fault.ShouldContain("docker pull example.org/theirs:2");
    }

    [TestCase("example.org/theirs:2", "kcr-sidecar:latest")]
    [TestCase("example.org/theirs:2", "kcr-sidecar:branch")]
    [TestCase("kcr-sidecar:latest", "kcr-sidecar:latest")]
    [TestCase("kcr-sidecar:other", "kcr-sidecar:other")]
    public async Task With_a_sidecar_under_test_the_tag_of_the_images_asks_for_no_other_sidecar(string theirs, string ours)
    {
        await using var engine = Having("kcr-python:branch", theirs, ours);

        var images = await new ImageResolver(engine.Client).ResolveAsync(
            Plan(new([], [], [], Tag: "branch", SidecarImage: theirs), "python"), CancellationToken.None);

        images.OwnSidecar.Name.Text.ShouldBe(ours);
        images.Sidecar.Name.Text.ShouldBe(theirs);
    }

    [Test]
    public async Task What_is_missing_beside_a_sidecar_under_test_is_the_sidecar_that_is_usually_built()
    {
        await using var engine = Having("kcr-python:branch", "example.org/theirs:2");

        var fault = await FaultAsync(engine, Plan(new([], [], [], Tag: "branch", SidecarImage: "example.org/theirs:2"), "python"));

        fault.ShouldContain("The image kcr-sidecar:latest is not in the Docker Engine");
        fault.ShouldEndWith("just build-images sidecar");
    }

    [TestCase("kcr-sidecar:newer", "kcr-sidecar:newer", "kcr-sidecar:latest")]
    [TestCase("kcr-sidecar:latest", "kcr-sidecar:latest", "kcr-other:newest")]
    [TestCase("kcr-sidecar:latest", "kcr-sidecar-of-others:newest", "kcr-sidecar:latest")]
    public async Task Where_a_tag_has_no_sidecar_the_newest_one_serves_and_that_is_said(string expected, params string[] sidecars)
    {
        await using var engine = Having(["kcr-python:branch", .. sidecars]);

        var images = await new ImageResolver(engine.Client).ResolveAsync(Plan(new([], [], [], Tag: "branch"), "python"), CancellationToken.None);

        images.Sidecar.Name.Text.ShouldBe(expected);
        images.OwnSidecar.Name.Text.ShouldBe(expected);
        images.Substitute.ShouldBe(
            $"There is no sidecar kcr-sidecar:branch in the engine; the newest one that there is, {expected}, serves instead. "
            + "--sidecar-image names another one.");
    }

    [Test]
    public async Task A_registrys_own_sidecar_serves_before_one_of_this_machine()
    {
        await using var engine = Having("kcr-sidecar:latest", "example.org/kcr-python:1", "example.org/kcr-sidecar:0");

        var images = await new ImageResolver(engine.Client).ResolveAsync(Plan(new([], [], [], "example.org/kcr", "1"), "python"), CancellationToken.None);

        images.Sidecar.Name.Text.ShouldBe("example.org/kcr-sidecar:0");
    }

    [Test]
    public async Task Where_the_sidecar_of_a_tag_is_missing_the_one_that_there_is_can_be_named()
    {
        await using var engine = Having("kcr-python:branch");

        var fault = await FaultAsync(engine, Plan(new([], [], [], Tag: "branch"), "python"));

        fault.ShouldContain("just build-images sidecar -t branch");
        fault.ShouldContain("--sidecar-image kcr-sidecar:latest");
    }

    [Test]
    public async Task Without_sandbox_checks_no_sidecar_is_needed()
    {
        await using var engine = Having("kcr-python:latest");

        var images = await new ImageResolver(engine.Client).ResolveAsync(
            Plan(new([], [], []), "python") with { SandboxChecks = [] }, CancellationToken.None);

        images.Tested.ShouldHaveSingleItem();
        images.InSandboxes.ShouldBeEmpty();
    }

    private static TestPlan Plan(TestRequest request, params string[] images) => new(
        [.. images.Select(name => Target(name, request))],
        [],
        [new SidecarFindsMain()],
        request.SidecarImage is { } other ? new ImageName(other) : ImageReference.For("sidecar", request.Registry, request.Tag),
        new ImageNaming(request.Registry, request.Tag),
        RunSettings.Of(request));

    private static PlannedTarget Target(string name, TestRequest request)
    {
        var image = Given.Image(name);
        return new PlannedTarget(
            image.Definition, ImageReference.For(name, request.Registry, request.Tag), image.Definition.Languages, image.Versions);
    }

    private static FakeEngine Having(params string[] references) => new((request, _) =>
    {
        if (request.StartsWith("GET /images/json", StringComparison.Ordinal))
        {
            // Each is older than the one before.
            return new Answer(200, $"[{string.Join(',', references.Select((reference, index) =>
                $$"""{"Id":"sha256:{{reference}}","RepoTags":["{{reference}}"],"Created":{{1000 - index}}}"""))}]");
        }

        var reference = request["GET /images/".Length..^"/json".Length];
        return references.Contains(reference)
            ? new Answer(200, $$$"""
                {"Id":"sha256:{{{reference}}}","Config":{"Labels":{"kcr.dev/base-provider":"local",
                 "org.opencontainers.image.base.name":"a/base:1","org.opencontainers.image.base.digest":"sha256:1"} } }
                """)
            : new Answer(404, """{"message":"No such image"}""");
    });

    private static async Task<string> FaultAsync(FakeEngine engine, TestPlan plan) =>
        (await Should.ThrowAsync<InfrastructureException>(() => new ImageResolver(engine.Client).ResolveAsync(plan, CancellationToken.None))).Message;
}
