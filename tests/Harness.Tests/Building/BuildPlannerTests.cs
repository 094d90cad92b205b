using Harness.Building;
using Harness.Catalog;
using Harness.Dockerfiles;
using Harness.Images;
using Harness.Tests.Catalog;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Building;

[Parallelizable(ParallelScope.All)]
public sealed class BuildPlannerTests
{
    private static readonly BaseSource Local = BaseSource.Local("asked for");

    private static readonly Dictionary<string, string> Dockerfiles = new()
    {
        ["python"] = """
            ARG DHI_REGISTRY=dhi.io
            ARG DHI_PREFIX=
            ARG DEBIAN_VERSION=debian13
            ARG PYTHON_VERSION=3.13
            ARG PYTHON_BASE=${DHI_REGISTRY}/${DHI_PREFIX}python:${PYTHON_VERSION}-${DEBIAN_VERSION}
            FROM ${PYTHON_BASE}-dev AS builder
            FROM ${PYTHON_BASE}
            """,
        ["nodejs"] = """
            ARG DHI_REGISTRY=dhi.io
            ARG DHI_PREFIX=
            ARG DEBIAN_VERSION=debian13
            ARG NODE_VERSION=24
            FROM ${DHI_REGISTRY}/${DHI_PREFIX}debian-base:trixie-${DEBIAN_VERSION}-dev
            """,
        ["sidecar"] = """
            ARG DHI_REGISTRY=dhi.io
            ARG DHI_PREFIX=
            ARG DEBIAN_VERSION=debian13
            FROM ${DHI_REGISTRY}/${DHI_PREFIX}debian-base:trixie-${DEBIAN_VERSION}-dev AS tools
            FROM ${DHI_REGISTRY}/${DHI_PREFIX}debian-base:trixie-${DEBIAN_VERSION}
            """,
    };

    [TestCase("kcr-python:latest", true)]
    [TestCase("[::1]:5000/team/python_3.13@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true)]
    [TestCase("Registry.example:5000/a/b--c", true)]
    [TestCase("scratch", true)]
    [TestCase("python:-debian13", false)]
    [TestCase("python:3.13 x", false)]
    [TestCase("python:3.13\n", false)]
    [TestCase("Bad Image", false)]
    [TestCase("", false)]
    public void A_reference_is_what_an_engine_takes(string text, bool valid) => ImageReference.IsValid(text).ShouldBe(valid);

    [Test]
    public void No_name_means_every_image_in_the_order_of_the_catalog() =>
        Plan(new BuildRequest([])).Images.Select(image => image.Reference.ToString())
            .ShouldBe(["kcr-python:latest", "kcr-nodejs:latest", "kcr-sidecar:latest"]);

    [Test]
    public void Only_the_stand_ins_that_a_Dockerfile_starts_from_are_needed()
    {
        var plan = Plan(new BuildRequest(["sidecar", "nodejs"]));

        plan.Bases.Select(@base => @base.Reference.ToString()).ShouldBe([
            "localhost/kcr-bases/debian-base:trixie-debian13-dev", "localhost/kcr-bases/debian-base:trixie-debian13"]);
        plan.Images[0].Needs.Select(need => need.Tag).ShouldBe(["trixie-debian13-dev"]);
        plan.Images[1].Needs.Count.ShouldBe(2);
    }

    [Test]
    public void Dhi_needs_no_stand_in()
    {
        var plan = Plan(new BuildRequest(["python"]), BaseSource.Dhi("asked for"));

        plan.Bases.ShouldBeEmpty();
        plan.Images[0].BaseReference.ShouldBe("dhi.io/python:3.13-debian13");
    }

    [Test]
    public void A_mirror_with_a_prefix_names_the_bases_after_it() =>
        Plan(new BuildRequest(["python"]), BaseSource.Mirror("https://registry.example.io/team/dhi-", "DHI_MIRROR is set"))
            .Images[0].BaseReference.ShouldBe("registry.example.io/team/dhi-python:3.13-debian13");

    [Test]
    public void The_command_line_wins_over_the_catalog_and_says_so()
    {
        var plan = Plan(new BuildRequest(["python"], BuildArgs: new Dictionary<string, string> { ["PYTHON_VERSION"] = "3.11" }));

        plan.Images[0].Args.ShouldBe([
            new("DHI_REGISTRY", "localhost/kcr-bases", ArgOrigin.Provider),
            new("DHI_PREFIX", "", ArgOrigin.Provider),
            new("DEBIAN_VERSION", "debian13", ArgOrigin.Catalog),
            new("PYTHON_VERSION", "3.11", ArgOrigin.CommandLine),
        ]);
        plan.Bases[0].Reference.Tag.ShouldBe("3.11-debian13-dev");
        plan.Bases[0].Args.ShouldBe([new("PYTHON_VERSION", "3.11", ArgOrigin.CommandLine), new("PYTHON_LAYOUT", "usr", ArgOrigin.Catalog)]);
    }

    [TestCase(null, "full", ArgOrigin.Default)]
    [TestCase(PackageSet.Full, "full", ArgOrigin.CommandLine)]
    [TestCase(PackageSet.Core, "core", ArgOrigin.CommandLine)]
    public void The_package_set_goes_to_a_Dockerfile_that_declares_it(PackageSet? set, string value, ArgOrigin origin)
    {
        var plan = Plan(new BuildRequest(["python", "nodejs"], Set: set), with: "ARG PACKAGE_SET=full");

        plan.Images[0].Args.ShouldContain(new PlannedArg("PACKAGE_SET", value, origin));
        plan.Images[1].Args.ShouldNotContain(arg => arg.Name == "PACKAGE_SET");
    }

    [Test]
    public void A_set_that_the_build_args_contradict_is_refused() =>
        Should.Throw<UsageException>(() => Plan(
            new BuildRequest(["python"], Set: PackageSet.Core, BuildArgs: new Dictionary<string, string> { ["PACKAGE_SET"] = "full" }),
            with: "ARG PACKAGE_SET=full")).Message
            .ShouldBe("--set core and --build-arg PACKAGE_SET=full contradict each other; give one of them");

    [Test]
    public void Packages_that_a_provider_does_not_have_are_handed_over()
    {
        const string With = "ARG PACKAGES_UNAVAILABLE=";

        Plan(new BuildRequest(["python"]), with: With).Images[0].Args
            .ShouldContain(new PlannedArg("PACKAGES_UNAVAILABLE", "one two", ArgOrigin.Provider));
        Plan(new BuildRequest(["python"]), BaseSource.Dhi("asked for"), With).Images[0].Args
            .ShouldNotContain(arg => arg.Name == "PACKAGES_UNAVAILABLE");
    }

    [Test]
    public void What_nobody_sets_is_shown_with_the_value_that_the_Dockerfile_gives_it() =>
        Plan(new BuildRequest(["python"])).Images[0].Defaults.ShouldBe([
            new("PYTHON_BASE", "localhost/kcr-bases/python:3.13-debian13", ArgOrigin.Default),
        ]);

    [Test]
    public void Another_tag_of_a_stand_in_is_built_when_an_image_starts_from_it()
    {
        var plan = Plan(new BuildRequest(["python"], BuildArgs: new Dictionary<string, string>
        {
            ["PYTHON_BASE"] = "localhost/kcr-bases/python:3.13-opt-debian13",
        }));

        plan.Bases.Select(@base => (@base.Reference.Tag, @base.Variant)).ShouldBe([
            ("3.13-opt-debian13-dev", FinalVariant.Dev), ("3.13-opt-debian13", FinalVariant.Minimal)]);
        plan.Bases[0].Args.ShouldContain(new PlannedArg("PYTHON_LAYOUT", "opt", ArgOrigin.Catalog));
    }

    [Test]
    public void A_stand_in_that_does_not_exist_is_told_with_those_that_do() =>
        Problems(new BuildRequest(["python"], BuildArgs: new Dictionary<string, string> { ["PYTHON_BASE"] = "localhost/kcr-bases/pypy:1" }))
            .ShouldContain(problem => problem.StartsWith("image 'python' starts from localhost/kcr-bases/pypy:1-dev, and no stand-in", StringComparison.Ordinal)
                && problem.Contains("python:{PYTHON_VERSION}-opt-{DEBIAN_VERSION}", StringComparison.Ordinal));

    [Test]
    public void Everything_wrong_with_a_request_is_told_at_once() =>
        Problems(new BuildRequest(
            ["pyton", "zzz", "python"],
            Tag: "a b",
            Push: true,
            Parallel: 0,
            BuildArgs: new Dictionary<string, string> { ["PYTHON_VERSON"] = "3.11" })
        {
            Platforms = ["amd64", "linux/arm64", "linux/arm64"],
        }).ShouldBe([
            "'a b' is not a tag; expected letters, digits, '_', '.' and '-', at most 128",
            "pushing needs a registry: add -r, for example -r ghcr.io/user/kubecoderun",
            "'amd64' is not a platform; expected for example linux/arm64, or several as linux/amd64,linux/arm64",
            "the platform linux/arm64 is given 2 times",
            "0 builds at once is not possible; expected 1 or more",
            "unknown image 'pyton'; did you mean 'python'? The images are: python, nodejs, sidecar.",
            "unknown image 'zzz'. The images are: python, nodejs, sidecar.",
            "no selected Dockerfile declares the ARG 'PYTHON_VERSON'; did you mean 'PYTHON_VERSION'? "
                + "The ARGs are: DEBIAN_VERSION, DHI_PREFIX, DHI_REGISTRY, PYTHON_BASE, PYTHON_VERSION.",
            "stand-ins are made for one platform, and an index has several: take the bases from a registry (--bases dhi, or DHI_MIRROR), or build one platform",
        ]);

    [Test]
    public void Several_platforms_and_attestations_are_about_images_in_a_registry() =>
        Problems(new BuildRequest(["python"])
        {
            Platforms = ["linux/amd64", "linux/arm64"],
            Attestations = new AttestationSettings(Provenance.Max),
        }).ShouldBe([
            "several platforms make an index, which is in a registry: add --push, or build one platform",
            "--provenance and --sbom are about images in a registry: add --push",
            "stand-ins are made for one platform, and an index has several: take the bases from a registry (--bases dhi, or DHI_MIRROR), or build one platform",
        ]);

    [TestCase("https://user:secret@index.example/simple", null, true)]
    [TestCase("https://token@index.example/simple", Provenance.Max, true)]
    [TestCase("https://user:secret@index.example/simple", Provenance.Min, false)]
    [TestCase("https://index.example/simple?a=b@c", null, false)]
    public void A_login_in_an_ARG_is_not_pushed_along_with_the_provenance(string value, Provenance? provenance, bool refused)
    {
        var request = new BuildRequest(
            ["python"], Registry: "r.example/k", Push: true, Provider: BaseProvider.Dhi, BuildArgs: new Dictionary<string, string> { ["PYTHON_BASE"] = value })
        {
            Attestations = new AttestationSettings(provenance),
        };

        var told = string.Join('\n', Problems(request));

        told.Contains("the ARG PYTHON_BASE has a login in its address", StringComparison.Ordinal).ShouldBe(refused);
    }

    [Test]
    public void An_arg_that_the_Dockerfile_does_not_declare_is_a_fault_of_the_catalog()
    {
        var catalog = SampleCatalog.Catalog with
        {
            Images = [SampleCatalog.Image("python", ImageKind.Sandbox, [new("PYTHN_VERSION", "3.13", [])], SampleCatalog.Language("python", "py"))],
        };

        Should.Throw<UsageException>(() => BuildPlanner.Plan(catalog, new BuildRequest([]), BaseSource.Dhi("asked for"), Read)).Message.ShouldBe(
            "image 'python': images/python/Dockerfile declares no ARG PYTHN_VERSION, which the catalog sets to '3.13'; did you mean 'PYTHON_VERSION'?");
    }

    [Test]
    public void A_missing_Dockerfile_is_told() =>
        Should.Throw<UsageException>(() => BuildPlanner.Plan(SampleCatalog.Catalog, new BuildRequest(["python"]), Local, _ => null)).Message
            .ShouldBe("image 'python': images/python/Dockerfile is not there");

    [TestCase("registry.example.io/dhi-io", "registry.example.io/dhi-io", "")]
    [TestCase("https://registry.example.io:5000/dhi-io/", "registry.example.io:5000/dhi-io", "")]
    [TestCase("docker.io/team/dhi-", "docker.io/team", "dhi-")]
    [TestCase("team/dhi-<name>", "team", "dhi-")]
    public void A_mirror_is_a_path_or_a_namespace_with_a_prefix(string mirror, string registry, string prefix) =>
        BaseSource.Mirror(mirror, "").ShouldBe(new BaseSource(BaseProvider.Mirror, registry, prefix, ""));

    [TestCase("")]
    [TestCase("https://")]
    [TestCase("dhi-")]
    public void A_mirror_that_names_nothing_is_refused(string mirror) =>
        Should.Throw<UsageException>(() => BaseSource.Mirror(mirror, "")).Message.ShouldStartWith($"DHI_MIRROR is '{mirror}'; expected");

    private static BuildPlan Plan(BuildRequest request, BaseSource? source = null) =>
        BuildPlanner.Plan(SampleCatalog.Catalog, request, source ?? Local, Read);

    /// <summary>With a line more in the Dockerfile of python, which has unavailable packages where the line is about them.</summary>
    private static BuildPlan Plan(BuildRequest request, BaseSource source, string with)
    {
        var unavailable = new Dictionary<string, IReadOnlyList<string>>();
        if (with.Contains("UNAVAILABLE", StringComparison.Ordinal))
        {
            unavailable["local"] = ["one", "two"];
        }

        var catalog = SampleCatalog.Catalog with
        {
            Images = [SampleCatalog.Catalog.Images[0] with { Unavailable = unavailable }, .. SampleCatalog.Catalog.Images.Skip(1)],
        };
        return BuildPlanner.Plan(
            catalog, request, source, image => Dockerfile.Parse(Dockerfiles[image.Name] + (image.Name == "python" ? $"\n{with}" : "")));
    }

    private static BuildPlan Plan(BuildRequest request, string with) => Plan(request, Local, with);

    private static IReadOnlyList<string> Problems(BuildRequest request) =>
        Should.Throw<UsageException>(() => Plan(request)).Problems;

    private static Dockerfile Read(ImageDefinition image) => Dockerfile.Parse(Dockerfiles[image.Name]);
}
