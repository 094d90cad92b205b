using Harness.Catalog;
using Harness.Checks;
using Harness.Checks.Static;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Checks.Static;

[Parallelizable(ParallelScope.All)]
public sealed class StaticChecksTests
{
    private static readonly string[] Ids =
    [
        "CFG001", "CFG002", "CFG003", "CFG004", "CFG005", "CFG006", "CFG007", "CFG008", "CFG009", "CFG010", "CFG011", "CFG012", "CFG013",
        "FS001", "FS002", "FS003", "FS004", "FS005", "FS006", "FS007", "FS008", "FS009",
        "FS011", "FS012", "FS013", "FS014", "FS015", "FS016",
    ];

    private static readonly string[] AboutAbsence =
    [
        "CFG007", "CFG009", "CFG010", "CFG011", "CFG012", "CFG013",
        "FS003", "FS004", "FS006", "FS007", "FS008", "FS009", "FS011", "FS013"
    ];

    private static IReadOnlyList<StaticCheck> All => StaticChecks.All;

    [Test]
    public void The_ids_are_those_of_the_design_and_each_stands_once() => All.Select(check => check.Id).Order().ShouldBe(((string[])[.. Ids, "FS010"]).Order());

    [TestCaseSource(nameof(All))]
    public void Every_check_explains_itself(StaticCheck check)
    {
        var info = check.Info;
        new[] { info.Title, info.Citation, info.AppliesTo, info.Why, info.Remedy, info.BreaksWith }.ShouldAllBe(text => !string.IsNullOrWhiteSpace(text));
    }

    [TestCaseSource(nameof(Ids))]
    public void A_good_image_passes(string id)
    {
        var finding = SampleImage.Good.Examine(id);
        finding.Passed.ShouldBeTrue(finding.Observed);
    }

    [TestCaseSource(nameof(Ids))]
    public void An_image_with_nothing_in_it_passes_only_what_is_about_absence(string id)
    {
        var empty = SampleImage.Good with
        {
            Entrypoint = [],
            Command = [],
            User = "",
            WorkingDirectory = "",
            Files = [],
            Labels = new Dictionary<string, string>()
        };
        empty.Examine(id).Passed.ShouldBe(AboutAbsence.Contains(id));
    }

    [Test]
    public void Checks_of_a_sandbox_do_not_speak_of_the_sidecar()
    {
        var sidecar = (SampleImage.Good with { Kind = ImageKind.Sidecar }).Definition;
        All.Where(check => check.AppliesTo(sidecar)).Select(check => check.Id).ShouldBe(
            [
                "CFG003", "CFG006", "CFG007", "CFG008", "CFG009", "CFG010", "CFG011", "CFG012", "CFG013",
                "FS003", "FS004", "FS005", "FS006", "FS007", "FS008", "FS009", "FS011", "FS012", "FS014", "FS015"
            ]);
    }

    [Test]
    public void Package_managers_are_expected_in_a_dev_image_and_modules_in_go_alone()
    {
        var dev = (SampleImage.Good with { Variant = FinalVariant.Dev }).Definition;
        All.Where(check => !check.AppliesTo(dev)).Select(check => check.Id).ShouldBe(["FS004", "FS010"]);
    }
}
