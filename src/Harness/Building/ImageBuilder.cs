using Harness.Platform.Credentials;
using Harness.Platform.Docker;
using Harness.Platform.Processes;

namespace Harness.Building;

/// <summary>
/// Carries out a build plan: stand-in bases, the sidecar's program and images, several at once, each image as soon as
/// what it starts from is there.
/// </summary>
public sealed class ImageBuilder
{
    private readonly string root;
    private readonly IImageStore store;
    private readonly IProcessRunner processes;
    private readonly Func<string, string?> environment;

    /// <summary>Prepares a builder; nothing is done yet.</summary>
    /// <param name="root">The repository's root.</param>
    /// <param name="engine">The engine that has, or gets, the images.</param>
    /// <param name="processes">Runs docker, dotnet, git and the root image's script.</param>
    /// <param name="environment">Reads an environment variable; null when it is not set.</param>
    public ImageBuilder(string root, DockerEngine engine, IProcessRunner processes, Func<string, string?> environment)
        : this(root, new EngineImageStore(engine), processes, environment)
    {
    }

    internal ImageBuilder(string root, IImageStore store, IProcessRunner processes, Func<string, string?> environment)
    {
        (this.root, this.store, this.processes, this.environment) = (root, store, processes, environment);
    }

    /// <summary>Builds everything in the plan. When a build fails the others go on.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="progress">Sees what happens; called from several threads, so it must be thread-safe.</param>
    /// <param name="cancellation">Ends the running builds; nothing half-built gets a tag.</param>
    /// <returns>The images in the plan's order.</returns>
    /// <exception cref="BuildFailedException">Some could not be built: one problem for each.</exception>
    /// <exception cref="InfrastructureException">No engine, no docker command, or no root for the stand-in bases.</exception>
    public async Task<IReadOnlyList<BuiltImage>> BuildAsync(
        BuildPlan plan, IProgress<BuildEvent> progress, CancellationToken cancellation)
    {
        using var login = await RegistryLogin.ForAsync(
            plan.Source, new CredentialSearch(environment, processes), CredentialSearch.ConfigDirectory(environment), cancellation);
        using var slots = new SemaphoreSlim(plan.Settings.Parallel ?? Environment.ProcessorCount);
        var (commands, builder) = await CommandsAsync(plan, login.Environment, cancellation);
        var run = new BuildRun(root, plan, store, processes, commands, builder, login.Environment, slots, progress, cancellation);
        return await run.ToEndAsync();
    }

    /// <summary>
    /// The commands that would build everything in the plan, in an order that works, quoted for a shell. Nothing is
    /// built; an id that only an earlier command makes known is a command substitution.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellation">Ends the questions to git and the engine.</param>
    public async Task<IReadOnlyList<string>> DescribeAsync(BuildPlan plan, CancellationToken cancellation)
    {
        // No login: the password belongs into no file for a run that does nothing.
        var (commands, _) = await CommandsAsync(plan, new Dictionary<string, string?>(), cancellation);
        return await new BuildDescription(root, plan, store, processes, commands, cancellation).LinesAsync();
    }

    /// <summary>Podman has no BuildKit and builds by itself, unless a builder with one is named.</summary>
    private async Task<(BuildCommands Commands, BuilderAbilities? Builder)> CommandsAsync(
        BuildPlan plan, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellation)
    {
        var certificates = CertificateBundle.Find(environment);
        if (plan.Settings.Builder is null && await store.PodmanAsync(cancellation) is { } podman)
        {
            return (new PodmanCommand(root, plan.Settings, podman, certificates, variables), null);
        }

        var builder = await AbilitiesAsync(plan, variables, cancellation);
        return (new BuildxCommand(root, plan.Settings, certificates, variables, builder), builder);
    }

    /// <summary>What the builder can do, asked where something depends on it; null otherwise.</summary>
    private async Task<BuilderAbilities?> AbilitiesAsync(
        BuildPlan plan, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellation)
    {
        var settings = plan.Settings;
        if (settings is { Push: false, Builder: null, SourceDateEpoch: null })
        {
            return null;
        }

        var builder = await BuilderAbilities.OfAsync(processes, settings.Builder, variables, cancellation);
        if (builder.Driver != "docker" && plan.Bases.Count > 0)
        {
            throw new InfrastructureException(
                $"The builder '{builder.Name}' ({builder.Driver}) cannot build on stand-ins: they are in the engine, and it takes bases from registries "
                + "alone. Take them from dhi.io (--bases dhi), push the stand-ins to a registry and name it in DHI_MIRROR, or build with the engine's "
                + "own builder.");
        }

        return settings.Push && settings.Attestations.AreAskedFor && !builder.ExportsImages
            ? throw new InfrastructureException(builder.WithoutAttestations)
            : builder;
    }
}
