using System.Diagnostics;
using Harness.Platform;
using Harness.Platform.Engine;

namespace Harness.EngineTests.Engine;

/// <summary>The engine of the current Docker context, and images to test with. Without an engine or image a test fails with words.</summary>
internal static class RealEngine
{
    public const string Sidecar = "kcr-sidecar:latest";
    public const string Main = "kcr-python:latest";

    public static EngineClient Client { get; } = new(DockerContext.Current());

    /// <summary>Builds an image from a Dockerfile without a context.</summary>
    public static async Task<string> BuildAsync(string name, params string[] dockerfile)
    {
        var tag = $"localhost/kcr-engine-tests/{name}";
        using var process = Process.Start(new ProcessStartInfo("docker", ["build", "--quiet", "--tag", tag, "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(string.Join('\n', dockerfile));
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? tag : throw new InvalidOperationException($"docker build of {tag} failed: {await errors}");
    }
}
