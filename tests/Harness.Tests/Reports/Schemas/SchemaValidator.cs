using System.Text.Json;
using Harness.Tests.Catalog;
using NUnit.Framework;

namespace Harness.Tests.Reports.Schemas;

/// <summary>Holds reports against their schemas.</summary>
internal static class SchemaValidator
{
    private static readonly NodePackages Packages =
        new(Path.Combine(RepositoryRoot.Path, "tests", "Harness.Tests", "Reports", "Schemas"), "schemas", "The reports were not validated");

    /// <summary>The published schema of the JSON report.</summary>
    public static string OfReport { get; } = Path.Combine(RepositoryRoot.Path, "schemas", "report.schema.json");

    /// <summary>What is wrong with a JSON report by its published schema.</summary>
    public static Task<IReadOnlyList<string>> FaultsOfReportAsync(string document) => FaultsAsync(_ => OfReport, document);

    /// <summary>What is wrong with a SARIF log by the schema of SARIF 2.1.0.</summary>
    public static Task<IReadOnlyList<string>> FaultsOfSarifAsync(string document) =>
        FaultsAsync(modules => Path.Combine(modules, "@microsoft", "jest-sarif", "lib", "schemas", "sarif-2.1.0-rtm.5.json"), document);

    private static async Task<IReadOnlyList<string>> FaultsAsync(Func<string, string> schema, string document)
    {
        var modules = await Packages.ModulesAsync();
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"document-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, document);
        try
        {
            return JsonSerializer.Deserialize<List<string>>(await Packages.RunAsync("validate.cjs", modules, schema(modules), file))!;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
