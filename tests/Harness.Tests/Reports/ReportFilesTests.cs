using System.Text.Json;
using System.Xml.Linq;
using Harness.Reports;
using NUnit.Framework;
using Shouldly;
using static Harness.Tests.Reports.Samples;

namespace Harness.Tests.Reports;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReportFilesTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("kcr-reports-").FullName;

    [Test]
    public void Each_ending_gets_its_format_in_a_directory_that_is_made()
    {
        string In(string name) => Path.Combine(directory, "new", name);
        var (xml, json) = (In("r.xml"), In("r.JSON"));
        Reporting.OfRun([xml, json, In("r.sarif"), In("r.md"), In("r.html")]).Write(Content(Passed("CFG001", Python)));

        XDocument.Load(xml).Root!.Name.LocalName.ShouldBe("testsuites");
        using var document = JsonDocument.Parse(File.ReadAllText(json));
        document.RootElement.GetProperty("status").GetString().ShouldBe("passed");
        using var sarif = JsonDocument.Parse(File.ReadAllText(In("r.sarif")));
        sarif.RootElement.GetProperty("version").GetString().ShouldBe("2.1.0");
        File.ReadAllText(In("r.md")).ShouldStartWith("## ");
        File.ReadAllText(In("r.html")).ShouldStartWith("<!DOCTYPE html>");
    }

    [Test]
    public void What_was_there_is_replaced_and_nothing_else_is_left()
    {
        var path = Path.Combine(directory, "r.json");
        File.WriteAllText(path, "old");
        Reporting.OfRun([path]).Write(Content(Passed("CFG001", Python)));

        File.ReadAllText(path).ShouldStartWith("{");
        Directory.GetFiles(directory).ShouldHaveSingleItem();
    }

    [Test]
    public void Every_path_that_cannot_be_written_is_named_before_the_run()
    {
        var file = Path.Combine(directory, "file");
        File.WriteAllText(file, "");
        Directory.CreateDirectory(Path.Combine(directory, "d.xml"));

        var fault = Should.Throw<UsageException>(() => Reporting.OfRun(
            ["report.txt", Path.Combine(directory, "d.xml"), Path.Combine(file, "r.xml"), Path.Combine(directory, "good.xml")]));

        fault.Problems.Count.ShouldBe(3);
        fault.Problems[0].ShouldBe(
            "'report.txt' for --report has no known ending: expected one of .xml (JUnit), .json (JSON), .sarif (SARIF 2.1.0), .md (Markdown), .html (HTML).");
        fault.Problems[1].ShouldContain("is a directory");
        fault.Problems[2].ShouldContain("cannot be written");
    }

    [Test]
    public void A_report_that_cannot_be_written_after_all_does_not_keep_the_others_from_being_written()
    {
        var (lost, good) = (Path.Combine(directory, "gone", "r.xml"), Path.Combine(directory, "r.json"));
        var files = Reporting.OfRun([lost, good]);
        Directory.Delete(Path.Combine(directory, "gone"));

        Should.Throw<InfrastructureException>(() => files.Write(Content(Passed("CFG001", Python)))).Message.ShouldContain(lost);
        File.Exists(good).ShouldBeTrue();
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
