using System.Text.Json;
using Harness.Tests.Catalog;

namespace Harness.Tests.Ci;

/// <summary>actionlint, in the version of the lock file, kept in the cache directory.</summary>
internal static class Actionlint
{
    private static readonly NodePackages Packages =
        new(Path.Combine(RepositoryRoot.Path, "tests", "Harness.Tests", "Ci"), "actionlint", "The workflows were not checked");

    /// <summary>What is wrong with workflow files: <c>file:line: message</c>.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(params IReadOnlyList<string> files)
    {
        var package = Path.Combine(await Packages.ModulesAsync(), "@tktco", "node-actionlint");
        using var found = JsonDocument.Parse(await Packages.RunAsync("actionlint.cjs", [package, .. files]));
        return [.. found.RootElement.EnumerateArray().Select(one =>
            $"{Path.GetFileName(one.GetProperty("file").GetString())}:{one.GetProperty("line").GetInt32()}: {one.GetProperty("message").GetString()}")];
    }
}
