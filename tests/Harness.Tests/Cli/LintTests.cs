using System.Text.Json;
using Harness.Cli;
using NUnit.Framework;
using Shouldly;
using Root = Harness.Tests.Catalog.RepositoryRoot;

namespace Harness.Tests.Cli;

[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class LintTests
{
    private const string Broken = "ARG V=1\nFROM dhi.io/x:${V} AS final\nUSER nonroot\n# check=skip=DF004 only here\nCMD sleep infinity\n";

    [Test]
    public void The_images_of_the_catalog_are_good_and_found_without_naming_them()
    {
        var (status, output, _) = Run("lint");

        status.ShouldBe(ExitStatus.Passed, output);
        output.ShouldMatch(@"^[0-9]+ Dockerfiles, 26 checks, 0 findings\r?\n$");
    }

    [Test]
    public void One_image_is_one_Dockerfile() => Run("lint", "-i", "go").Output.ShouldStartWith("1 Dockerfile, ");

    [Test]
    public void Findings_are_told_with_place_remedy_and_status_1()
    {
        var file = Write(Broken);

        var (status, output, _) = Run("lint", file);

        status.ShouldBe(ExitStatus.CheckFailed);
        output.ShouldContain($"{file}:2:6: DF002 the registry dhi.io is hard-coded{Environment.NewLine}");
        output.ShouldContain($"{file}:3:1: DF003 the final stage runs as 'nonroot', expected 65532:65532{Environment.NewLine}");
        output.ShouldContain("  DF003  Add USER 65532:65532");
        output.ShouldNotContain("DF004");
        output.ShouldContain("1 Dockerfile, 26 checks, 2 findings, 1 excepted with a reason");
    }

    [Test]
    public void Json_has_every_finding_with_its_place_and_the_reason_of_an_exception()
    {
        var (_, output, _) = Run("lint", Write(Broken), "--output", "json");

        var one = JsonDocument.Parse(output).RootElement.GetProperty("dockerfiles")[0];
        one.GetProperty("faults").GetArrayLength().ShouldBe(0);
        one.GetProperty("findings").EnumerateArray()
            .Select(finding =>
                $"{finding.GetProperty("check")} {finding.GetProperty("line")}:{finding.GetProperty("column")} {finding.GetProperty("excepted")}")
            .ShouldBe(["DF002 2:6 ", "DF003 3:1 ", "DF004 5:1 only here"]);
    }

    [Test]
    public void Findings_become_reports()
    {
        var file = Write(Broken);
        var (sarif, json) = (Path.ChangeExtension(file, "sarif"), Path.ChangeExtension(file, "json"));

        Run("lint", file, "--report", sarif, "--report", json).Status.ShouldBe(ExitStatus.CheckFailed);

        using var log = JsonDocument.Parse(File.ReadAllText(sarif));
        log.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength().ShouldBe(3);
        File.ReadAllText(json).ShouldBe(Run("lint", file, "--output", "json").Output.TrimEnd());
    }

    [Test]
    public void A_report_of_an_unknown_kind_is_refused_before_anything_is_read()
    {
        var (status, output, error) = Run("lint", Write(Broken), "--report", "out.html", "--report", "out.xml");

        (status, output).ShouldBe((ExitStatus.Usage, ""));
        error.ShouldContain("'out.html' for --report has no known ending: expected one of .sarif (SARIF 2.1.0), .json (JSON).");
        error.ShouldContain("'out.xml' for --report");
    }

    [Test]
    public void A_check_can_be_explained_as_Markdown() =>
        Run("checks", "DF003", "--output", "markdown").Output.ShouldContain("Mended:\n\n```\nFROM ${PYTHON_BASE} AS final\nUSER 65532:65532\n```\n");

    [Test]
    public void Markdown_is_for_checks_only()
    {
        var (status, _, error) = Run("lint", "--output", "markdown");

        status.ShouldBe(ExitStatus.Usage);
        error.ShouldContain("'markdown' for --output is for 'harness checks' only: expected text or json.");
    }

    [Test]
    public void What_cannot_be_read_has_status_2_and_the_rest_is_checked_all_the_same()
    {
        var (bad, broken) = (Write("FROM x\nCOYP a b\n"), Write(Broken));

        var (status, output, error) = Run("lint", bad, broken);

        status.ShouldBe(ExitStatus.Usage);
        error.ShouldContain($"{bad}:2:1: 'COYP' is no instruction; did you mean 'COPY'?");
        output.ShouldContain("DF003");
        output.ShouldContain("2 Dockerfiles, 26 checks, 2 findings, 1 excepted with a reason, 1 that cannot be read");
    }

    [Test]
    [Platform("Linux")]
    public void A_file_without_an_end_is_not_read_to_the_end()
    {
        var (status, _, error) = Run("lint", "/dev/zero");

        status.ShouldBe(ExitStatus.Usage);
        error.ShouldContain("/dev/zero:1:1: the file is longer than");
    }

    [Test]
    public void A_directory_stands_for_the_Dockerfile_in_it()
    {
        var file = Write(Broken);

        Run("lint", Path.GetDirectoryName(file)!).Output.ShouldContain($"{file}:3:1: DF003");
    }

    [Test]
    public void A_directory_stands_for_all_Dockerfiles_below_it_and_for_nothing_else()
    {
        var root = Path.GetDirectoryName(Write(Broken))!;
        Directory.CreateDirectory(Path.Combine(root, "web", "node_modules"));
        foreach (var name in (string[])[
            "web/web.Dockerfile", "web/Dockerfile.dev", "Containerfile", "web/Dockerfile.md", "web/Dockerfile.dockerignore", "web/node_modules/Dockerfile"])
        {
            File.WriteAllText(Path.Combine(root, name), Broken);
        }

        Run("lint", root).Output.ShouldContain("4 Dockerfiles, ");
    }

    [Test]
    public void A_directory_without_a_Dockerfile_is_told()
    {
        var empty = Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, "lint", Path.GetRandomFileName())).FullName;

        var (status, _, error) = Run("lint", empty);

        status.ShouldBe(ExitStatus.Usage);
        error.ShouldContain($"there is no Dockerfile in the directory '{empty}'");
    }

    [Test]
    public void A_Dockerfile_that_is_named_in_several_ways_counts_once()
    {
        var file = Write(Broken);
        var directory = Path.GetDirectoryName(file)!;

        Run("lint", file, directory, Path.Combine(directory, ".", "Dockerfile")).Output.ShouldContain("1 Dockerfile, ");
        Run("lint", "-i", "go", Path.Combine(Root.Path, "images/go/Dockerfile")).Output.ShouldContain("1 Dockerfile, ");
    }

    [Test]
    public void A_dash_is_standard_input()
    {
        using var streams = new TestStreams(width: 200) { Input = Broken };

        new Application(streams.Streams, new Composition(_ => null)).Run(["lint", "-"]).ShouldBe(ExitStatus.CheckFailed);

        streams.Out.ShouldContain("-:3:1: DF003");
    }

    [Test]
    public void What_is_not_there_hides_nothing_of_the_rest()
    {
        var (status, output, error) = Run("lint", "no/such/file", Write(Broken), "--output", "json");

        status.ShouldBe(ExitStatus.Usage);
        error.ShouldContain("there is no file 'no/such/file'");
        JsonDocument.Parse(output).RootElement.GetProperty("dockerfiles").GetArrayLength().ShouldBe(1);
    }

    [Test]
    public void What_is_left_out_of_the_context_is_known_from_the_file_beside_it()
    {
        var file = Write("FROM dhi.io/x:${V}\nCOPY a /b\nUSER 65532\n");
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(file)!, ".dockerignore"), "a\n");

        Run("lint", file).Output.ShouldContain($"{file}:2:6: DF019");
    }

    [Test]
    public async Task An_interruption_ends_it_even_while_a_file_gives_nothing()
    {
        using var interruption = new CancellationTokenSource();
        using var streams = new TestStreams { Reader = new EndlessReader(interruption) };

        var status = await Task.Run(() => new Application(streams.Streams, new Composition(_ => null)).Run(["lint", "-"], interruption.Token));

        status.ShouldBe(ExitStatus.Interrupted);
    }

    [Test]
    public void All_that_is_not_there_is_told_at_once()
    {
        var (status, _, error) = Run("lint", "-i", "pyhton", "no/such/file");

        status.ShouldBe(ExitStatus.Usage);
        error.ShouldContain("unknown image 'pyhton'; did you mean 'python'?");
        error.ShouldContain("there is no file 'no/such/file'");
    }

    [Test]
    public void A_check_is_explained_with_its_fault_and_its_mend()
    {
        var (_, output, _) = Run("checks", "DF003");

        output.ShouldContain($"  fault{Environment.NewLine}    FROM ${{PYTHON_BASE}} AS final{Environment.NewLine}    USER nonroot{Environment.NewLine}");
        output.ShouldContain($"  mended{Environment.NewLine}    FROM ${{PYTHON_BASE}} AS final{Environment.NewLine}    USER 65532:65532{Environment.NewLine}");
        var json = JsonDocument.Parse(Run("checks", "DF003", "--output", "json").Output).RootElement;
        json.GetProperty("kind").GetString().ShouldBe("dockerfile");
        json.GetProperty("example").GetProperty("fault").GetString().ShouldNotBeNull().ShouldContain("USER nonroot");
    }

    /// <summary>Asks to be interrupted and never gives anything.</summary>
    private sealed class EndlessReader(CancellationTokenSource interruption) : TextReader
    {
        public override async ValueTask<int> ReadBlockAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            await interruption.CancelAsync();
            // Deaf to the token, as a pipe is that nobody writes to.
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            return 0;
        }
    }

    private static (ExitStatus Status, string Output, string Error) Run(params string[] arguments)
    {
        using var streams = new TestStreams(width: 200);
        var workflows = new Composition(name => name == Harness.Cli.RepositoryRoot.Variable ? Root.Path : null);
        var status = new Application(streams.Streams, workflows).Run(arguments);
        return (status, streams.Out, streams.Error);
    }

    private static string Write(string text)
    {
        var file = Path.Combine(
            Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, "lint", Path.GetRandomFileName())).FullName, "Dockerfile");
        File.WriteAllText(file, text);
        return file;
    }
}
