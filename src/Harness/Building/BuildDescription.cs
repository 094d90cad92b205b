using Harness.Catalog;
using Harness.Images;
using Harness.Platform.Processes;

namespace Harness.Building;

/// <summary>A dry run: the commands of a plan as lines for a shell.</summary>
internal sealed class BuildDescription(
    string root, BuildPlan plan, IImageStore store, IProcessRunner processes, BuildCommands commands, CancellationToken cancellation)
{
    // Plain characters, so that quoting leaves them as they are.
    private const string Unknown = "@KNOWN-LATER@";
    private const string UnknownLayers = "@LAYERS-KNOWN-LATER@";

    private readonly BuildInputs inputs = new(root, store);
    private readonly HashSet<ImageReference> upToDate = [];

    public async Task<IReadOnlyList<string>> LinesAsync()
    {
        var lines = new List<string>();
        if (plan.Bases.Count > 0)
        {
            lines.Add(new StandInRoot(root, store, processes).Command.ToString());
            var rootId = await IdAsync(BaseSource.LocalRoot.ToString());
            foreach (var standIn in plan.Bases)
            {
                lines.Add(await LineAsync(standIn, rootId));
            }
        }

        foreach (var image in plan.Images)
        {
            var targets = BuildTarget.Of(image, plan.Settings);
            foreach (var target in targets)
            {
                var program = new SidecarProgram(root, target.Platform);
                if (image.Definition.Kind == ImageKind.Sidecar)
                {
                    lines.Add($"{program.Command} && rm -rf {program.Output} && mv {program.Output}.next {program.Output}");
                }

                lines.Add(await LineAsync(target, program));
            }

            if (targets.Count > 1)
            {
                var digests = targets.Select(target => $"DIGEST-OF-{target.Platform!.Replace('/', '-').ToUpperInvariant()}");
                lines.Add(commands.Join(image.Reference, digests).ToString());
            }
        }

        return lines;
    }

    private async Task<string> LineAsync(PlannedBase standIn, string? rootId)
    {
        if (rootId is null)
        {
            return WithId(commands.For(standIn, Unknown, plan.Settings.Platform), BaseSource.LocalRoot.ToString());
        }

        var command = commands.For(standIn, rootId, plan.Settings.Platform);
        var inputs = this.inputs.Of(standIn, command);
        if (!plan.Settings.NoCache && await this.inputs.IsUpToDateAsync(standIn.Reference.ToString(), inputs, cancellation))
        {
            upToDate.Add(standIn.Reference);
        }

        return BuildInputs.Labelled(command, inputs).ToString();
    }

    /// <summary>
    /// Exact where all that the image starts from is there already. Otherwise ids are put in by the shell, and the label
    /// that names the inputs, which depends on them, is left out; so are the layers of a base that a registry has.
    /// </summary>
    private async Task<string> LineAsync(BuildTarget target, SidecarProgram program)
    {
        var image = target.Image;
        var revision = await SourceRevision.OfAsync(processes, root, BuildInputs.SourcesOf(image), cancellation);
        var identities = new BaseIdentities(store, processes, new Dictionary<string, string?>());
        if (BaseIdentities.IsRemote(image.BaseReference))
        {
            return Replaced(commands.For(target, revision, new BaseIdentity(Unknown, [])), identities.DigestQuery(image.BaseReference).ToString());
        }

        var local = image.BaseReference != "scratch";
        var isThere = local && await IdAsync(image.BaseReference) is not null;
        if ((local && !isThere)
            || !image.Needs.All(upToDate.Contains)
            || (image.Definition.Kind == ImageKind.Sidecar && !program.IsUpToDate))
        {
            return WithId(commands.For(target, revision, local ? new BaseIdentity(Unknown, [UnknownLayers]) : null), image.BaseReference)
                .Replace(
                    UnknownLayers,
                    $"\"$({new ProcessCommand("docker", "image", "inspect", "--format", """{{join .RootFS.Layers " "}}""", image.BaseReference)})\"",
                    StringComparison.Ordinal);
        }

        var command = commands.For(target, revision, await identities.OfAsync(image.BaseReference, target.Platform, cancellation));
        return BuildInputs.Labelled(command, await inputs.OfAsync(target, command, cancellation)).ToString();
    }

    private async Task<string?> IdAsync(string reference) => (await store.FindAsync(reference, cancellation))?.Id;

    private static string WithId(ProcessCommand command, string reference) =>
        Replaced(command, new ProcessCommand("docker", "image", "inspect", "--format", "{{.Id}}", reference).ToString());

    private static string Replaced(ProcessCommand command, string query) =>
        command.ToString().Replace(Unknown, $"\"$({query})\"", StringComparison.Ordinal);
}
