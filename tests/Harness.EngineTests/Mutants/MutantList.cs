using NUnit.Framework;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Harness.EngineTests.Mutants;

/// <summary>Reads the list of negative controls.</summary>
internal static class MutantList
{
    public static IReadOnlyList<Mutant> All { get; } = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithEnforceRequiredMembers()
        .Build()
        .Deserialize<List<Mutant>>(File.ReadAllText(Path.Combine(Repository.Root, "tests", "mutants", "mutants.yaml")));

    /// <summary>The mutants that the suite is run on with a backend.</summary>
    public static IReadOnlyList<Mutant> On(string backend) => [.. All.Where(mutant => mutant.Fails.ContainsKey(backend))];

    /// <summary>The same as test cases.</summary>
    public static IEnumerable<TestCaseData> Cases(string backend) => On(backend).Select(mutant => new TestCaseData(mutant)
        .SetName($"Mutant {mutant.Name} fails exactly {string.Join(' ', mutant.Fails[backend].DefaultIfEmpty("nothing"))} on {backend}"));
}
