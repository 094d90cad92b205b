using Harness.Tests.Catalog;
using NUnit.Framework;
using Shouldly;
using YamlDotNet.RepresentationModel;

namespace Harness.Tests.Ci;

/// <summary>The forms of issues are such as GitHub shows: a form with a fault is left out there without a word.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class IssueFormTests
{
    private static readonly string[] Files = ["bug.yml", "language-or-check.yml", "wrong-verdict.yml"];
    private static readonly string[] Fields = ["checkboxes", "dropdown", "input", "textarea"];

    [Test]
    public void There_is_no_form_that_these_tests_do_not_know() =>
        Directory.GetFiles(Folder()).Select(Path.GetFileName).ShouldBe([.. Files, "config.yml"], ignoreOrder: true);

    [TestCaseSource(nameof(Files))]
    public void A_form_says_what_it_is_for(string file)
    {
        foreach (var key in (string[])["name", "description"])
        {
            Text(Root(file), key).ShouldNotBeNullOrWhiteSpace(key);
        }
    }

    [TestCaseSource(nameof(Files))]
    public void A_field_has_a_kind_that_there_is_a_name_of_its_own_and_a_label(string file)
    {
        var body = ((YamlSequenceNode)Root(file)["body"]).Children.Cast<YamlMappingNode>().ToList();
        var fields = body.Where(field => Text(field, "type") != "markdown").ToList();

        fields.ShouldNotBeEmpty();
        fields.Select(field => Text(field, "type")).ShouldBeSubsetOf(Fields);
        fields.Select(field => Text(field, "id")).ShouldBeUnique();
        foreach (var field in fields)
        {
            Text(field, "id").ShouldNotBeNull().ShouldMatch("^[a-z-]+$");
            var attributes = (YamlMappingNode)field["attributes"];
            Text(attributes, "label").ShouldNotBeNullOrWhiteSpace();
            attributes.Children.ContainsKey("options").ShouldBe(Text(field, "type") is "dropdown" or "checkboxes");
        }
    }

    [TestCaseSource(nameof(Files))]
    public void The_labels_of_a_form_s_fields_differ(string file) =>
        ((YamlSequenceNode)Root(file)["body"]).Children.Cast<YamlMappingNode>().Where(field => Text(field, "type") != "markdown")
            .Select(field => Text((YamlMappingNode)field["attributes"], "label")).ShouldBeUnique();

    private static string Folder() => Path.Combine(RepositoryRoot.Path, ".github", "ISSUE_TEMPLATE");

    private static YamlMappingNode Root(string file)
    {
        var stream = new YamlStream();
        using var text = File.OpenText(Path.Combine(Folder(), file));
        stream.Load(text);
        return (YamlMappingNode)stream.Documents.ShouldHaveSingleItem().RootNode;
    }

    private static string? Text(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;
}
