using Harness.Dockerfiles;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Dockerfiles;

/// <summary>Exceptions are read as the frontend reads its own.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ExemptionTests
{
    [TestCase("FROM a\n# check=skip=DF007,JSONArgsRecommended by design\nRUN a", "DF007: by design")]
    [TestCase("FROM a\n# Check = skip=JSONArgsRecommended,df004;error=true why\nCMD a", "DF004: why")]
    [TestCase("FROM a\n# check=skip=DF007 why\n\n# another comment\n\nRUN a", "DF007: why")]
    [TestCase("# check=skip=DF002 why\nFROM a", "DF002: why")]
    [TestCase("# syntax=docker/dockerfile:1\n# check=skip=DF002,UndefinedVar;error=true why\nFROM a", "DF002: why")]
    [TestCase("FROM a\n# check=skip=all\nRUN a", "")]
    [TestCase("FROM a\n# checks are skipped here\nRUN a", "")]
    public void They_are_read(string text, string expected)
    {
        var file = Dockerfile.Parse(text);

        file.Faults.ShouldBeEmpty();
        string.Join(' ', file.Exemptions.Select(one => $"{string.Join(',', one.CheckIds)}: {one.Reason}")).ShouldBe(expected);
    }

    [Test]
    public void The_one_at_the_top_is_for_the_whole_file() =>
        Dockerfile.Parse("# check=skip=DF007 why\nFROM a\nRUN b").Exemptions.ShouldHaveSingleItem().Target.ShouldBeNull();

    [TestCase("# check=skip=DF002 a\n# check=skip=DF013 b\nFROM a", "2:1: the directive check stands here a second time")]
    [TestCase("# check=nonsense\nFROM a", "1:1: 'nonsense' is no option of check")]
    [TestCase(
        "FROM a\n# check=skip=DF007 a\n# check=skip=JSONArgsRecommended\nRUN b",
        "3:1: of two comments about checks above one instruction BuildKit reads the first alone")]
    [TestCase("FROM a\n  # check=skip=DF007 a\nRUN b", "2:3: this exception is indented")]
    [TestCase("FROM a\n# check=skip=DF007,JSONArgsRecomended why\nRUN b", "2:1: an exception from JSONArgsRecomended, which is neither")]
    [TestCase("FROM a\n# check=skip=JSONArgsRecomended\nRUN b", "2:1: an exception from JSONArgsRecomended, which is neither")]
    [TestCase("FROM a\n# check=skip=DF007, JSONArgsRecommended why\nRUN b", "2:1: a name is missing in the list")]
    [TestCase("FROM a\n# check=skip:DF007 why\nRUN b", "2:1: 'skip:DF007' is no option of check")]
    public void What_would_not_be_read_is_told(string text, string expected)
    {
        var fault = Dockerfile.Parse(text).Faults.ShouldHaveSingleItem();

        $"{fault.Position}: {fault.Message}".ShouldStartWith(expected);
    }
}
