using System.Runtime.InteropServices;
using Harness.Platform.Processes;

namespace Harness.Building;

/// <summary>The sidecar's program: published on this machine, handed to the image's build as a named context.</summary>
/// <param name="root">The repository's root.</param>
/// <param name="platform">The image's platform; null for this machine's architecture.</param>
internal sealed class SidecarProgram(string root, string? platform)
{
    /// <summary>What the program is made of, relative to the root.</summary>
    public static readonly IReadOnlyList<string> Sources =
        ["src/Sidecar", "src/Sidecar.Protocol", "Directory.Build.props", "Directory.Packages.props", "global.json"];

    private readonly string architecture = platform?.Split('/')[1]
        ?? (RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64");

    /// <summary>Where the program lies, relative to the root.</summary>
    public string Output => $"artifacts/sidecar/linux-{architecture}";

    /// <summary>The file that says what the program was made from, relative to the root.</summary>
    public string Stamp => $"{Output}.inputs";

    private string Next => $"{Output}.next";


    /// <summary>The command that makes it.</summary>
    public ProcessCommand Command => new(
        "dotnet",
        "publish", "src/Sidecar", "-c", "Release", "-r", $"linux-{(architecture == "amd64" ? "x64" : architecture)}", "-o", Next,
        // Intermediate files of its own: a test run or an IDE may be building the same project now.
        "--artifacts-path", "artifacts/sidecar.build", "--nologo", "-v", "quiet", "-nodeReuse:false")
    {
        WorkingDirectory = root,
        InstallHint = "The sidecar is built with the .NET SDK 10: './scripts/setup.sh --check' says how to get it.",
    };

    /// <summary>Whether the program is there, made from the sources as they are.</summary>
    public bool IsUpToDate => IsMadeFrom(SourceHash.Of(root, Sources));

    /// <summary>Makes the program unless it was made from the same sources.</summary>
    public async Task EnsureAsync(IProcessRunner processes, IProgress<BuildEvent> progress, CancellationToken cancellation)
    {
        var inputs = SourceHash.Of(root, Sources);
        if (IsMadeFrom(inputs))
        {
            progress.Report(new BuildSkipped(Output));
            return;
        }

        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        progress.Report(new BuildStarted(Output, Command.ToString()));
        Remove(Path.Combine(root, Next));
        var result = await processes.RunAsync(Command, cancellation: cancellation);
        if (!result.Succeeded)
        {
            throw new BuildFaultException(
                $"the sidecar's program does not build ({Command} ended with {result.ExitCode}):"
                + $"{Environment.NewLine}{LastLines.Of(result.Output + result.Error)}");
        }

        Remove(Path.Combine(root, Output));
        Directory.Move(Path.Combine(root, Next), Path.Combine(root, Output));
        await File.WriteAllTextAsync(Path.Combine(root, Stamp), inputs, cancellation);
        progress.Report(new BuildFinished(Output, System.Diagnostics.Stopwatch.GetElapsedTime(started), Cached: false));
    }

    private bool IsMadeFrom(string inputs) =>
        File.Exists(Path.Combine(root, Output, "sidecar"))
        && File.Exists(Path.Combine(root, Stamp))
        && File.ReadAllText(Path.Combine(root, Stamp)) == inputs;

    private static void Remove(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
