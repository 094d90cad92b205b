using Harness.Catalog;
using Harness.Checks;
using Harness.Checks.Dockerfiles;
using Harness.Images;
using Harness.Snapshots;
using Harness.Suite;
using Harness.Tests.Catalog;
using Harness.Tests.Checks;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Suite;

[Parallelizable(ParallelScope.All)]
public sealed class TestPlannerTests
{
    private static readonly IReadOnlyList<Check> Checks =
    [
        new FakeStatic("CFG001"),
        new FakeStatic("FS008", appliesToSidecar: true),
        new FakeSandbox("LANG001", "RUN006"),
        new FakeSandbox("RUN001"),
        new FakeSandbox("RUN006", "RUN001"),
    ];

    [Test]
    public void Everything_is_tested_when_nothing_is_named()
    {
        var plan = Plan();

        plan.Targets.Select(target => target.Reference.ToString()).ShouldBe(["kcr-python:latest", "kcr-nodejs:latest", "kcr-sidecar:latest"]);
        plan.Targets[1].Languages.Select(language => language.Name).ShouldBe(["javascript", "typescript"]);
        plan.StaticChecks.Count.ShouldBe(2);
        plan.SidecarImage.Text.ShouldBe("kcr-sidecar:latest");
    }

    [Test]
    public void Checks_of_Dockerfiles_are_for_every_image_and_need_no_other()
    {
        var plan = TestPlanner.Plan(SampleCatalog.Catalog, [.. Checks, .. DockerfileChecks.All], new TestRequest([], ["DF003"], []));

        plan.Targets.Select(target => target.Definition.Name).ShouldBe(["python", "nodejs", "sidecar"]);
        plan.Targets[0].Dockerfile.ShouldNotBeNull().ShouldEndWith(Path.Combine("images/python", "Dockerfile"));
        plan.ChecksOf(plan.Targets[0].Definition).ShouldHaveSingleItem().Id.ShouldBe("DF003");
    }

    [Test]
    public void Requirements_come_before_what_requires_them() =>
        Plan().SandboxChecks.Select(check => check.Id).ShouldBe(["RUN001", "RUN006", "LANG001"]);

    [Test]
    public void Requirements_of_a_selected_check_are_added() =>
        Plan(checks: ["lang001"]).SandboxChecks.Select(check => check.Id).ShouldBe(["RUN001", "RUN006", "LANG001"]);

    [TestCase("py")]
    [TestCase("python")]
    [TestCase("PY")]
    public void A_language_goes_by_its_name_or_alias(string name)
    {
        var plan = Plan(languages: [name]);

        plan.Targets.ShouldHaveSingleItem().Definition.Name.ShouldBe("python");
    }

    [Test]
    public void A_language_leaves_out_the_others_of_its_image() =>
        Plan(languages: ["ts"]).Targets.ShouldHaveSingleItem().Languages.ShouldHaveSingleItem().Name.ShouldBe("typescript");

    [Test]
    public void Every_unknown_name_is_told_at_once_with_the_nearest_and_all_valid_ones() =>
        Problems(languages: ["nope", "pyhton"], checks: ["RUN0001"], skip: ["CFG01"], buildArgs: ["PYTHON_VERSON"]).ShouldBe([
            "unknown language 'nope'. The languages are: python (py), javascript (js), typescript (ts).",
            "unknown language 'pyhton'; did you mean 'python'? The languages are: python (py), javascript (js), typescript (ts).",
            "unknown check 'RUN0001'; did you mean 'RUN001'? The checks are: CFG001, FS008, LANG001, RUN001, RUN006.",
            "unknown check 'CFG01'; did you mean 'CFG001'? The checks are: CFG001, FS008, LANG001, RUN001, RUN006.",
        ]);

    [Test]
    public void A_build_arg_that_is_no_version_is_refused() =>
        Problems(buildArgs: ["PYTHON_VERSON"]).ShouldBe([
            "'PYTHON_VERSON' is not a version of the selected images; did you mean 'PYTHON_VERSION'? "
                + "The versions are: DEBIAN_VERSION, PYTHON_VERSION, NODE_VERSION.",
        ]);

    [Test]
    public void A_build_arg_changes_the_version_that_is_expected() =>
        Plan(languages: ["py"], buildArgs: ["PYTHON_VERSION"]).Targets[0].Versions["PYTHON_VERSION"].ShouldBe("changed");

    [Test]
    public void Skipped_checks_are_left_out() =>
        Plan(skip: ["cfg001"]).StaticChecks.ShouldHaveSingleItem().Id.ShouldBe("FS008");

    [Test]
    public void Nothing_left_to_run_is_wrong_usage() =>
        Problems(checks: ["CFG001"], skip: ["CFG001"]).ShouldBe(["no check is left to run: --skip removes every check that --check selects"]);

    [Test]
    public void A_check_of_another_backend_is_told_from_an_unknown_one_and_may_be_left_out()
    {
        Problems(checks: ["pod001"]).ShouldBe([
            "check POD001 is carried out by another backend: 'harness test docker' and 'harness test k8s' each have their own besides those that they share"]);
        Should.NotThrow(() => Plan(skip: ["POD001"]));
    }

    [Test]
    public void A_check_that_applies_to_no_selected_image_is_wrong_usage() =>
        Problems(languages: ["py"], checks: ["FS008"]).ShouldBe(["no check is left to run: none of FS008 (the sidecar) applies to py"]);

    [Test]
    public void Shards_are_disjoint_and_complete()
    {
        var names = Enumerable.Range(1, 2).SelectMany(index => Plan(shard: (index, 2)).Targets.Select(target => target.Definition.Name));

        names.ShouldBe(["python", "nodejs", "sidecar"], ignoreOrder: true);
    }

    [TestCase(0, 2, "shard 0/2 does not exist; expected 1/N to N/N")]
    [TestCase(3, 2, "shard 3/2 does not exist; expected 1/N to N/N")]
    [TestCase(4, 4, "shard 4/4 is empty: there are only 3 images to test, and a run of no check is never a success")]
    public void A_shard_without_images_is_wrong_usage(int index, int count, string expected) =>
        Problems(shard: (index, count)).ShouldBe([expected]);

    [Test]
    public void A_sidecar_from_elsewhere_is_used_and_not_tested()
    {
        var plan = TestPlanner.Plan(SampleCatalog.Catalog, Checks, new TestRequest([], [], [], SidecarImage: "other:1"));

        plan.SidecarImage.Text.ShouldBe("other:1");
        plan.Targets.ShouldNotContain(target => target.Definition.Kind == ImageKind.Sidecar);
    }

    private static TestPlan Plan(
        string[]? languages = null, string[]? checks = null, string[]? skip = null, string[]? buildArgs = null, (int Index, int Count)? shard = null) =>
        TestPlanner.Plan(SampleCatalog.Catalog, Checks, new TestRequest(
            languages ?? [],
            checks ?? [],
            skip ?? [],
            BuildArgs: buildArgs?.ToDictionary(name => name, _ => "changed"),
            Shard: shard));

    private static IReadOnlyList<string> Problems(
        string[]? languages = null, string[]? checks = null, string[]? skip = null, string[]? buildArgs = null, (int Index, int Count)? shard = null) =>
        Should.Throw<UsageException>(() => Plan(languages, checks, skip, buildArgs, shard)).Problems;

    private static CheckInfo Info(string id, string appliesTo) => SampleInfo.Of(id) with { AppliesTo = appliesTo };

    private sealed class FakeStatic(string id, bool appliesToSidecar = false) : StaticCheck(Info(id, appliesToSidecar ? "the sidecar" : "language images"))
    {
        public override bool AppliesTo(ImageDefinition image) => (image.Kind == ImageKind.Sidecar) == appliesToSidecar;

        public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot) => throw new NotSupportedException();
    }

    private sealed class FakeSandbox(string id, params IReadOnlyList<string> requires) : SandboxCheck(Info(id, "every language"), requires)
    {
        public override Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
