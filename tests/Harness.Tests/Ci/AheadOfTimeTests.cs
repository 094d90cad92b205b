using System.Text.Json;
using System.Text.RegularExpressions;
using Harness.Platform.Processes;
using Harness.Tests.Catalog;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Ci;

/// <summary>
/// What is under src can be compiled ahead of time. Nothing is published here: each build of it has the analyzers that
/// find what cannot be, and their warnings are errors.
/// </summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed partial class AheadOfTimeTests
{
    private static readonly string[] Analyzers = ["EnableAotAnalyzer", "EnableTrimAnalyzer", "EnableSingleFileAnalyzer"];

    private static readonly string Sources = Path.Combine(RepositoryRoot.Path, "src");

    private static IEnumerable<string> Projects =>
        Directory.EnumerateFiles(Sources, "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Sources, file));

    [TestCaseSource(nameof(Projects))]
    public async Task Its_builds_find_what_cannot_be_compiled_ahead_of_time(string project)
    {
        var asked = Analyzers.Concat(["TreatWarningsAsErrors", "NoWarn", "WarningsNotAsErrors"]).Select(name => $"-getProperty:{name}");

        var result = await new ProcessRunner().RunAsync(new ProcessCommand("dotnet", ["msbuild", project, "-nologo", .. asked]) { WorkingDirectory = Sources });

        result.Succeeded.ShouldBeTrue(result.Output + result.Error);
        using var json = JsonDocument.Parse(result.Output);
        string Value(string name) => json.RootElement.GetProperty("Properties").GetProperty(name).GetString()!;
        foreach (var name in Analyzers.Append("TreatWarningsAsErrors"))
        {
            Value(name).ShouldBe("true", name);
        }

        Code().IsMatch(Value("NoWarn") + ";" + Value("WarningsNotAsErrors")).ShouldBeFalse();
    }

    [Test]
    public void No_source_suppresses_what_they_find()
    {
        var files = Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToList();

        files.ShouldNotBeEmpty();
        files.Where(file => Code().IsMatch(File.ReadAllText(file))).ShouldBeEmpty();
    }

    /// <summary>A warning of these analyzers: IL2026, IL3050.</summary>
    [GeneratedRegex(@"\bIL[23]\d{3}\b")]
    private static partial Regex Code();
}
