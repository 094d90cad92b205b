using System.Text.RegularExpressions;
using Harness.Tests.Catalog;
using NUnit.Framework;
using Shouldly;
using YamlDotNet.RepresentationModel;

namespace Harness.Tests.Ci;

/// <summary>The workflows that nothing but a push would try.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed partial class WorkflowTests
{
    private static readonly string[] Files = ["ci.yml", "nightly.yml"];

    [GeneratedRegex(@"^([a-z][a-z0-9-]*)(?: [^:=]*)?:(?!=)", RegexOptions.Multiline)]
    private static partial Regex Recipe { get; }

    [GeneratedRegex(@"^[\w.-]+/[\w.-]+@v\d+\.\d+\.\d+$")]
    private static partial Regex PinnedAction { get; }

    [Test]
    public void There_is_no_workflow_that_these_tests_do_not_know() =>
        Directory.GetFiles(Folder()).Select(Path.GetFileName).ShouldBe(Files, ignoreOrder: true);

    [TestCaseSource(nameof(Files))]
    public async Task Actionlint_finds_nothing(string file) => (await Actionlint.FindAsync(Path.Combine(Folder(), file))).ShouldBeEmpty();

    [TestCase("fail-fast: false", "fail-fast: never", "boolean literal")]
    [TestCase("needs.plan.outputs.cells", "needs.plan.outputs.cell", "property \"cell\" is not defined")]
    [TestCase("contents: read", "contents: some", "\"some\" is invalid")]
    [TestCase("    needs: plan\n", "    needs: plans\n", "does not exist")]
    [TestCase("jobs:\n", "jobs: [\n", "could not parse as YAML")]
    public async Task Actionlint_finds_what_is_broken(string good, string broken, string message)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder(), "nightly.yml"));
        text.ShouldContain(good);
        var file = Path.Combine(Directory.CreateTempSubdirectory("kcr-workflow-").FullName, "broken.yml");
        try
        {
            await File.WriteAllTextAsync(file, text.Replace(good, broken, StringComparison.Ordinal));

            string.Join('\n', await Actionlint.FindAsync(file)).ShouldContain(message);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [TestCaseSource(nameof(Files))]
    public void Every_command_is_a_recipe_of_the_justfile(string file)
    {
        var recipes = Recipe.Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "justfile"))).Select(match => match.Groups[1].Value).ToHashSet();
        var commands = Jobs(file).SelectMany(Steps).Select(step => Text(step, "run")).OfType<string>().ToList();

        commands.ShouldNotBeEmpty();
        foreach (var command in commands)
        {
            var words = command.Trim().Split(' ');
            words[0].ShouldBe("just", command);
            recipes.ShouldContain(words[1], command);
            // One recipe, and nothing of the workflow's own beside it; values arrive as variables, not as text of the command.
            command.IndexOfAny(['\n', ';', '&', '|', '`', '(', '<', '>', '{']).ShouldBe(-1, command);
        }
    }

    [TestCaseSource(nameof(Files))]
    public void Every_action_is_pinned_to_a_version(string file) =>
        Jobs(file).SelectMany(Steps).Select(step => Text(step, "uses")).OfType<string>()
            .Where(action => !PinnedAction.IsMatch(action)).ShouldBeEmpty();

    [TestCaseSource(nameof(Files))]
    public void Every_job_has_a_deadline_and_every_workflow_the_least_permissions(string file)
    {
        foreach (var job in Jobs(file))
        {
            int.Parse(Text(job, "timeout-minutes").ShouldNotBeNull(), null).ShouldBeInRange(1, 120);
            job.Children.Keys.ShouldNotContain(new YamlScalarNode("permissions"));
        }

        var permissions = (YamlMappingNode)Root(file)["permissions"];
        permissions.Children.ShouldHaveSingleItem().ShouldBe(new KeyValuePair<YamlNode, YamlNode>("contents", "read"));
        Root(file).Children.Keys.ShouldContain(new YamlScalarNode("concurrency"));
    }

    [Test]
    public void A_night_covers_both_backends_and_architectures_and_ends_with_a_verdict()
    {
        var jobs = (YamlMappingNode)Root("nightly.yml")["jobs"];
        var strategy = (YamlMappingNode)jobs["cell"]["strategy"];
        Text(strategy, "fail-fast").ShouldBe("false");
        strategy["matrix"]["backend"].ShouldBe(new YamlSequenceNode("docker", "kind"));
        strategy["matrix"]["architecture"].ShouldBe(new YamlSequenceNode("amd64", "arm64"));
        jobs["verdict"]["needs"].ShouldBe(new YamlSequenceNode("plan", "cell", "pins", "negative-controls"));
        Text((YamlMappingNode)jobs["verdict"], "if").ShouldBe("always()");
    }

    private static string Folder() => Path.Combine(RepositoryRoot.Path, ".github", "workflows");

    private static YamlMappingNode Root(string file)
    {
        var stream = new YamlStream();
        using var text = File.OpenText(Path.Combine(Folder(), file));
        stream.Load(text);
        return (YamlMappingNode)stream.Documents.ShouldHaveSingleItem().RootNode;
    }

    private static IEnumerable<YamlMappingNode> Jobs(string file) => ((YamlMappingNode)Root(file)["jobs"]).Children.Values.Cast<YamlMappingNode>();

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode job) => ((YamlSequenceNode)job["steps"]).Children.Cast<YamlMappingNode>();

    private static string? Text(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;
}
