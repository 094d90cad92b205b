using Harness.Catalog;
using Harness.Checks.Static;

namespace Harness.Checks.Languages;

/// <summary>LANG006: what the ENTRYPOINT sets does what it is there for.</summary>
internal sealed class VariablesHaveEffect() : SandboxCheck(
    new CheckInfo
    {
        Id = "LANG006",
        Title = "Each environment variable of the ENTRYPOINT has its effect",
        Guide = [GuideSection.EnvEntrypoint],
        AppliesTo = "every language, on every backend",
        Why = "The ENTRYPOINT's list is the whole environment. A variable that was dropped takes away what users rely on, such as preloaded packages "
            + "or unbuffered output; one that nothing reads only looks as if it did something.",
        Remedy = "Restore the variable in the ENTRYPOINT, or remove the one that nothing reads. The catalog's 'environment' lists the variables of "
            + "each language, and images/programs/<language>/environment proves them.",
        BreaksWith = "a variable dropped; a variable that nothing reads (JAVA_OPTS)",
        Example = new()
        {
            Fault =
                """
                # read by the scripts of servers, not by java
                ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/local/bin:/usr/bin", "JAVA_OPTS=-Xmx256m"]
                """,
            Mend =
                """
                ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/local/bin:/usr/bin", "JDK_JAVA_OPTIONS=-Xmx256m"]
                """,
        },
    },
    "LANG001")
{
    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image, LanguageDefinition language)
    {
        return language.Environment.Count > 0;
    }

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var variables = subject.Language.Environment;
        var program = subject.Programs.Require(ProgramRole.Environment);
        var response = await subject.Programs.RunAsync(ProgramRole.Environment, cancellation);
        var seen = response.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .ToLookup(words => words[0], words => words.Length == 2 ? words[1] : "");

        List<string> problems =
        [
            .. variables.SelectMany(name => Problems(name, [.. seen[name]])),
            .. seen.Select(line => line.Key).Except(variables)
                .Select(name => $"the program mentions {name}, which the catalog does not list for {subject.Language.Name}"),
            .. ReadByNone(subject),
        ];
        problems.AddRange(Expectation.Problems(program, response));
        if (problems.Count > 0)
        {
            problems.Add(Evidence.Of(response));
        }

        return Finding.Of(
            [.. problems.Distinct()],
            $"{string.Join(", ", variables)} have their effect, and the ENTRYPOINT sets nothing that no language reads",
            $"{string.Join(", ", variables)}: ok");
    }

    private static IEnumerable<string> Problems(string name, string[] lines) => lines switch
    {
        ["ok"] => [],
        [] => [$"{name}: the program does not mention it"],
        _ => lines.Where(line => line != "ok").Select(line => $"{name}: {line}").DefaultIfEmpty($"{name}: the program mentions it {lines.Length} times"),
    };

    private static IEnumerable<string> ReadByNone(SandboxSubject subject)
    {
        var read = subject.Image.Definition.Languages.SelectMany(language => language.Environment).ToHashSet(StringComparer.Ordinal);
        return Assignment.Of(subject.Snapshot.Config)
            .Select(assignment => assignment.Name)
            .Distinct()
            .Where(name => !read.Contains(name))
            .Select(name => $"{name}: in the ENTRYPOINT, and no language of the image reads it");
    }
}
