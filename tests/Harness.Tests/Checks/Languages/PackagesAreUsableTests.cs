using Harness.Catalog;
using Harness.Checks;
using Harness.Checks.Languages;
using Harness.Images;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Checks.Languages;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class PackagesAreUsableTests
{
    private readonly PackagesAreUsable check = new();
    private FakeSandbox sandbox = null!;

    [SetUp]
    public void Create() => sandbox = Given.Sandbox();

    [TearDown]
    public async Task Remove() => await sandbox.DisposeAsync();

    [Test]
    public async Task All_packages_are_imported_by_one_program()
    {
        var code = "";
        sandbox.Programs["packages"] = request => { code = request.Code!; return FakeSandbox.Answer(0, "imported\n"); };

        var finding = await ExamineAsync("numpy", "pandas");

        finding.Passed.ShouldBeTrue(finding.Observed);
        code.ShouldBe("packages \n  import numpy\n  import pandas\nend");
        sandbox.Executed.ShouldBe(["packages", "compute", "plot"]);
    }

    [Test]
    public async Task A_package_that_does_not_import_is_named()
    {
        sandbox.Programs["packages"] = request => request.Code!.Contains("pandas", StringComparison.Ordinal)
            ? FakeSandbox.Answer(1, "", "No module named 'pandas'\n")
            : FakeSandbox.Answer(0, "imported\n");

        var finding = await ExamineAsync("numpy", "pandas");

        finding.Passed.ShouldBeFalse();
        finding.Observed.ShouldStartWith("pandas does not import (import pandas)");
        finding.Observed.ShouldContain("No module named 'pandas'");
        finding.Observed.ShouldNotContain("numpy does not");
        sandbox.Executed.ShouldBe(["packages", "packages", "packages"]);
    }

    [Test]
    public async Task Packages_that_disturb_each_other_are_told()
    {
        sandbox.Programs["packages"] = request =>
            request.Code!.Contains("numpy\n", StringComparison.Ordinal) && request.Code.Contains("pandas", StringComparison.Ordinal)
                ? FakeSandbox.Answer(1, "", "clash\n")
                : FakeSandbox.Answer(0, "imported\n");

        (await ExamineAsync("numpy", "pandas")).Observed.ShouldStartWith("each package imports alone, but not all together");
    }

    [Test]
    public async Task A_wrong_number_fails()
    {
        sandbox.Programs["compute"] = _ => FakeSandbox.Answer(0, "13.0\n");

        (await ExamineAsync("numpy")).Observed.ShouldStartWith("stdout is different");
    }

    [Test]
    public async Task A_plot_that_is_missing_cut_off_or_no_picture_fails()
    {
        sandbox.Programs["plot"] = _ => FakeSandbox.Answer(0, "");
        (await ExamineAsync("numpy")).Observed.ShouldStartWith("the plot: it was not written");
        sandbox.Programs["plot"] = request => sandbox.Write(request, FakeSandbox.Png[..40], "");
        (await ExamineAsync("numpy")).Observed.ShouldStartWith("the plot: the PNG of 40 bytes breaks off");
        sandbox.Programs["plot"] = request => sandbox.Write(request, "<svg/>"u8.ToArray(), "");
        (await ExamineAsync("numpy")).Observed.ShouldStartWith("the plot: it has 6 bytes and does not begin as a PNG does");
    }

    [Test]
    public async Task What_the_provider_does_not_have_is_not_imported()
    {
        var code = "";
        sandbox.Programs["packages"] = request => { code = request.Code!; return FakeSandbox.Answer(0, "imported\n"); };
        var language = Given.Promising("numpy", "pandas");
        var image = Lacking(language, "pandas");

        (await check.ExamineAsync(Given.Subject(sandbox, image, language), CancellationToken.None)).Expected.ShouldStartWith("these packages import: numpy;");

        code.ShouldNotContain("pandas");
        image.NotIncluded.ShouldBe(["pandas"]);
    }

    [Test]
    public void An_image_without_packages_says_so()
    {
        var language = Given.Promising("numpy");
        check.NotIn(Given.Image(), language).ShouldBeNull();
        check.NotIn(Given.Image() with { Set = PackageSet.Core }, language)
            .ShouldBe("The image was built with the package set core, so that no advertised package is in it.");
        check.NotIn(Lacking(language, "numpy"), language)
            .ShouldBe("None of the advertised packages can be had with bases of the provider local, so that none is in the image.");
        check.AppliesTo(Given.Image().Definition, Given.Language()).ShouldBeFalse();
    }

    private static ImageUnderTest Lacking(LanguageDefinition language, string package)
    {
        var image = Given.Image();
        return image with
        {
            Definition = image.Definition with
            {
                Languages = [language],
                Unavailable = new Dictionary<string, IReadOnlyList<string>> { ["local"] = [package] },
            },
        };
    }

    private Task<Finding> ExamineAsync(params string[] packages) =>
        check.ExamineAsync(Given.Subject(sandbox, language: Given.Promising(packages)), CancellationToken.None);
}
