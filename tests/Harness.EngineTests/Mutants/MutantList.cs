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
}
