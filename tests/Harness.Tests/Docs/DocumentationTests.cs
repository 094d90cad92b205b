using Harness.Catalog;
using Harness.Cli;
using Harness.Cli.CommandLine;
using Harness.Tests.Cli;
using NUnit.Framework;
using Shouldly;
using RepositoryRoot = Harness.Tests.Catalog.RepositoryRoot;

namespace Harness.Tests.Docs;

/// <summary>The pages say what is true of the code, and lead to what there is.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class DocumentationTests
{
    private const string Begin = "<!-- checks: made from the checks themselves; a test keeps it so -->\n";
    private const string End = "<!-- /checks -->";

    private static readonly string[] Pages =
    [
        .. new[] { ".", "docs", ".github", "images", "images/programs", "images/sidecar", "tests/mutants" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(RepositoryRoot.Path, folder), "*.md"))
            .Select(path => Path.GetRelativePath(RepositoryRoot.Path, path)).Order(StringComparer.Ordinal),
    ];

    [Test]
    public void The_readme_is_read_in_a_few_minutes() => File.ReadLines(At("README.md")).Count().ShouldBeLessThanOrEqualTo(150);

    [TestCaseSource(nameof(Pages))]
    public void Every_link_leads_to_a_file_and_a_heading_that_are_there(string page) =>
        MarkdownPage.Read(At(page)).BrokenLinks(RepositoryRoot.Path).ShouldBeEmpty(page);

    [TestCaseSource(nameof(Pages))]
    public void Every_command_is_one_that_is_understood(string page) =>
        MarkdownPage.Read(At(page)).Commands.SelectMany(ShownCommand.In)
            .Select(words => (Command: string.Join(' ', words), Fault: ShownCommand.Fault(words, RepositoryRoot.Path)))
            .Where(one => one.Fault is not null).Select(one => $"{one.Command}: {one.Fault}")
            .ShouldBeEmpty(page);

    [TestCase("harness biuld", "biuld")]
    [TestCase("helm template . | harness drift - --mian x", "--mian")]
    [TestCase("$ FOO=bar ./scripts/harness plan --bases nowhere # why", "nowhere")]
    [TestCase("just test-images --chekc RUN002", "--chekc")]
    [TestCase("just tset-images", "no such recipe")]
    [TestCase("just build-images && ./scripts/gone.sh", "no such script")]
    public void A_command_that_is_not_understood_is_named(string line, string word) =>
        ShownCommand.In(line).Select(words => ShownCommand.Fault(words, RepositoryRoot.Path)).OfType<string>().ShouldHaveSingleItem().ShouldContain(word);

    [Test]
    public void The_readme_shows_commands_that_can_be_held_to_the_command_line() =>
        MarkdownPage.Read(At("README.md")).Commands.SelectMany(ShownCommand.In).Count().ShouldBeGreaterThan(15);

    [Test]
    public void Every_page_is_in_the_index() =>
        Directory.GetFiles(At("docs"), "*.md").Select(path => Path.GetFileName(path)).Where(name => name != "README.md")
            .ShouldBeSubsetOf(MarkdownPage.Read(At("docs/README.md")).Links);

    [Test]
    public void The_table_of_checks_is_the_list_of_checks()
    {
        var page = File.ReadAllText(At("docs/checks.md"));
        var start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var table = page[start..page.IndexOf(End, StringComparison.Ordinal)];

        using var streams = new TestStreams();
        new Application(streams.Streams, new Composition(_ => null)).Run(["checks", "--output", "markdown"]).ShouldBe(ExitStatus.Passed);
        var expected = streams.Out;

        table.ShouldBe(expected, "Put what 'harness checks --output markdown' prints between the two comments of docs/checks.md.");
    }

    [TestCase("README.md", "## The verbs")]
    [TestCase("docs/command-line.md", "# Command line")]
    public void The_tables_of_verbs_are_the_verbs(string page, string heading) =>
        MarkdownPage.Read(At(page)).Table(heading).Select(row => row[0])
            .ShouldBe(Overview.Verbs.SelectMany(verb => verb.Word == "test" ? ["`test docker`", "`test k8s`"] : new[] { $"`{verb.Word}`" }), ignoreOrder: true);

    [Test]
    public void The_tables_of_images_are_those_of_the_catalog()
    {
        var images = CatalogLoader.Load(RepositoryRoot.Path).Images.Where(image => image.Languages.Count > 0).ToList();

        var readme = MarkdownPage.Read(At("README.md")).Table("## The images");
        readme.Select(row => (row[0], row[1])).ShouldBe(
            images.Select(image => ($"`kcr-{image.Name}`", string.Join(", ", image.Languages.Select(language => $"`{language.Alias}`")))));
        readme.Select(row => row[3] != "none").ShouldBe(images.Select(image => image.Shell));
        MarkdownPage.Read(At("docs/images.md")).Table("# Images").Select(row => row[0]).ShouldBe(images.Select(image => $"`kcr-{image.Name}`"));
    }

    [Test]
    public void The_map_of_rooms_is_the_folders_of_the_library()
    {
        var rooms = MarkdownPage.Read(At("CONTRIBUTING.md")).Table("## The rooms of the library");

        rooms.Select(row => row[0].Trim('`')).ShouldBe(Folders("src/Harness"), ignoreOrder: true);
        foreach (var room in rooms)
        {
            InlineCode(room[2]).ShouldBe(Folders($"src/Harness/{room[0].Trim('`')}", SearchOption.AllDirectories), ignoreOrder: true, room[0]);
        }
    }

    private static IEnumerable<string> Folders(string path, SearchOption depth = SearchOption.TopDirectoryOnly) =>
        Directory.GetDirectories(At(path), "*", depth).Select(folder => Path.GetFileName(folder)).Where(name => name is not ("bin" or "obj"));

    private static IEnumerable<string> InlineCode(string cell) => cell.Split('`').Where((_, index) => index % 2 == 1);

    private static string At(string path) => Path.Combine(RepositoryRoot.Path, path);
}
