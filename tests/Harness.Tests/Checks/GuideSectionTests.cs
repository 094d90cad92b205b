using System.Reflection;
using Harness.Checks;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Checks;

internal sealed class GuideSectionTests
{
    [Test]
    public void All_are_in_the_list_and_none_twice() =>
        GuideSection.All.ShouldBe(
            typeof(GuideSection).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).Cast<GuideSection>());

    [Test]
    public void Names_are_unique() => GuideSection.All.Select(section => section.Name).ShouldBeUnique();

    [Test]
    public void The_lessons_are_those_of_the_guide_in_its_order() =>
        GuideSection.All.Select(section => section.Name.Split(':')[0]).Where(name => name.StartsWith("Lesson ", StringComparison.Ordinal))
            .ShouldBe(Enumerable.Range(1, 16).Select(number => $"Lesson {number}"));

    [Test]
    public void A_check_cites_in_the_order_of_the_guide_and_nothing_twice()
    {
        var all = GuideSection.All.ToList();
        foreach (var info in CheckCatalog.All.Select(check => check.Info))
        {
            info.Guide.ShouldNotBeEmpty(info.Id);
            info.Guide.SequenceEqual(info.Guide.Distinct().OrderBy(section => all.IndexOf(section))).ShouldBeTrue($"{info.Id}: {info.Citation}");
        }
    }

    [Test]
    public void A_lesson_is_cited_by_number_and_title() =>
        CheckCatalog.All.Single(check => check.Id == "LANG004").Info.Citation
            .ShouldBe("Lesson 7: Shell-less execution with wrapper scripts; Beyond the guide: the sandbox contract");
}
