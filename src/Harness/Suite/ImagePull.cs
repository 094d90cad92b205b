using Harness.Building;
using Harness.Images;
using Harness.Platform.Credentials;
using Harness.Platform.Docker;
using Harness.Platform.Processes;

namespace Harness.Suite;

/// <summary>
/// Brings images of a plan into the engine that are in a registry: with <c>-r</c> those that the engine does not have, on demand all
/// of them. The docker command pulls, with its own logins. An image without a registry in its name is nobody's to pull.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="processes">Runs the docker command.</param>
/// <param name="message">Gets what is pulled, for people.</param>
public sealed class ImagePull(DockerEngine engine, IProcessRunner processes, Action<string> message)
{
    /// <summary>Pulls one after the other.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="always">Whether an image that the engine has is pulled too: its tag may have moved.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InfrastructureException">
    /// An image under test cannot be pulled although that was asked for. Of others, and where nobody asked, the look-up in the engine tells what is missing.
    /// </exception>
    public async Task RunAsync(TestPlan plan, bool always, CancellationToken cancellation)
    {
        var targets = plan.Targets.Select(target => (ImageName)target.Reference).ToList();
        // No sandbox, no sidecar.
        ImageName[] sidecar = plan.SandboxChecks.Count > 0 ? [plan.SidecarImage] : [];
        foreach (var name in targets.Concat(sidecar).Distinct().Where(name => IsRemote(name, plan, always)))
        {
            if (!always && await engine.FindImageAsync(name.Text, cancellation) is not null)
            {
                continue;
            }

            message($"Pulling {name} …");
            var result = await processes.RunAsync(
                new ProcessCommand("docker", ["pull", "--quiet", name.Text]) { InstallHint = BuildxCommand.InstallHint },
                cancellation: cancellation);
            if (!result.Succeeded)
            {
                var why = Sentence.Of(LastLines.Of(result.Error).Trim());
                if (always && targets.Contains(name))
                {
                    throw new InfrastructureException(
                        $"{name} cannot be pulled, so nothing was tested: "
                        + $"{why} See whether the name and the login are right: docker login {RegistryHost.Of(name.Text)}.");
                }

                message($"{name} cannot be pulled: {why}");
            }
        }
    }

    private static bool IsRemote(ImageName name, TestPlan plan, bool always) =>
        !name.Text.StartsWith($"{ImageReference.LocalPrefix}-", StringComparison.Ordinal)
        && !name.Text.StartsWith("localhost/", StringComparison.Ordinal)
        && (always || (plan.Naming.Registry is { } registry && name.Text.StartsWith($"{registry.TrimEnd('/')}-", StringComparison.Ordinal)))
        && name.Text.Contains('/', StringComparison.Ordinal);
}
