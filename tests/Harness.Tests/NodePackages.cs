using System.Security.Cryptography;
using Harness.Platform.Processes;

namespace Harness.Tests;

/// <summary>npm packages for tests, in the versions of a lock file, kept in the cache directory.</summary>
/// <param name="sources">The directory of package.json and package-lock.json.</param>
/// <param name="name">What the packages are called in the cache.</param>
/// <param name="purpose">What was not done when they cannot be had: "The workflows were not checked".</param>
internal sealed class NodePackages(string sources, string name, string purpose)
{
    private static readonly ProcessRunner Processes = new();
    private readonly Lock gate = new();
    private Task<string>? modules;

    /// <summary>The directory of the packages, installed when it is first asked for.</summary>
    public Task<string> ModulesAsync()
    {
        lock (gate)
        {
            return modules ??= InstallAsync();
        }
    }

    /// <summary>What a script of the directory prints.</summary>
    public Task<string> RunAsync(string script, params IReadOnlyList<string> arguments) =>
        RunAsync("node", sources, [Path.Combine(sources, script), .. arguments]);

    private async Task<string> InstallAsync()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(sources, "package-lock.json"))))[..16];
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } home
            ? home
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var installed = Path.Combine(cache, "kcr-harness", $"{name}-{hash}");
        var modules = Path.Combine(installed, "node_modules");
        if (Directory.Exists(modules))
        {
            return modules;
        }

        // Aside, then renamed: whoever comes at the same time sees all of it or nothing.
        var aside = Directory.CreateDirectory($"{installed}.{Guid.NewGuid():N}.partial").FullName;
        foreach (var file in (IEnumerable<string>)["package.json", "package-lock.json"])
        {
            File.Copy(Path.Combine(sources, file), Path.Combine(aside, file));
        }

        await RunAsync("npm", aside, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        try
        {
            Directory.Move(aside, installed);
        }
        catch (IOException) when (Directory.Exists(modules))
        {
            Directory.Delete(aside, recursive: true);
        }

        return modules;
    }

    private async Task<string> RunAsync(string file, string directory, IReadOnlyList<string> arguments)
    {
        var command = new ProcessCommand(file, arguments)
        {
            WorkingDirectory = directory,
            InstallHint = $"{purpose}: node and npm fetch what does it (Debian: apt-get install npm).",
        };
        var result = await Processes.RunAsync(command);
        return result.Succeeded
            ? result.Output
            : throw new InvalidOperationException($"{purpose}: {command} ended with {result.ExitCode}:\n{result.Output}\n{result.Error}");
    }
}
