using System.Net;
using Harness.Cli.Terminal;
using Harness.Platform.Kubernetes;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using Harness.Sandboxes.Kubernetes;

namespace Harness.Cli.Workflows;

/// <summary>Removes what earlier runs left behind.</summary>
/// <param name="cleaner">Finds and removes it in the engine; null when that is not to be cleaned.</param>
/// <param name="connectCluster">Connects to the cluster of a context; null for the default one.</param>
/// <param name="output">Where it writes.</param>
internal sealed class CleanWorkflow(
    Cleaner? cleaner, Func<string?, CancellationToken, Task<KubernetesApi>> connectCluster, Output output)
{
    /// <summary>Removes it and says what was removed and what was left alone.</summary>
    public async Task<ExitStatus> RunAsync(CleanRequest request, CancellationToken cancellation)
    {
        var scope = new CleaningScope(request.All, request.Kept) { Announce = output.Message };
        var engine = cleaner is null ? Task.FromResult(new Cleaning([], [])) : cleaner.CleanAsync(session: null, scope, cancellation);
        var cluster = request.Only == CleanRequest.Engine ? Task.FromResult(new Cleaning([], [])) : CleanClusterAsync(scope, request.Context, cancellation);
        await Task.WhenAll(engine, cluster);
        var (here, there) = (await engine, await cluster);
        var cleaning = new Cleaning([.. here.Removed, .. there.Removed], [.. here.Kept, .. there.Kept]);
        if (output.Format == OutputFormat.Json)
        {
            WriteJson(cleaning);
            return ExitStatus.Passed;
        }

        foreach (var item in cleaning.Removed)
        {
            output.Out.WriteLine($"removed {item.Kind} {item.Name} (session {item.Session})");
        }

        foreach (var (item, reason, option) in cleaning.Kept)
        {
            output.Out.WriteLine($"kept {item.Kind} {item.Name} (session {item.Session}): {reason}; {option} removes it too");
        }

        if (cleaning.Removed.Count + cleaning.Kept.Count == 0)
        {
            output.Message("Nothing to remove.");
        }

        return ExitStatus.Passed;
    }

    /// <summary>A cluster that was asked for must be there; one that may be there is looked at.</summary>
    private async Task<Cleaning> CleanClusterAsync(CleaningScope scope, string? context, CancellationToken cancellation)
    {
        KubernetesApi connected;
        try
        {
            connected = await connectCluster(context, cancellation);
        }
        catch (InfrastructureException fault) when (context is null)
        {
            output.Detail($"No cluster was looked at: {fault.Message}");
            return new Cleaning([], []);
        }

        // One that is there is cleaned, or it is said what could not be: it was not asked for, but its leftovers are the harness's.
        await using var api = connected;
        try
        {
            return await new ClusterCleaner(api).CleanAsync(scope, cancellation);
        }
        catch (KubernetesException fault) when (context is null && fault.HttpStatus == HttpStatusCode.Forbidden)
        {
            // It was not asked for, and who may list pods nowhere or in one namespace alone cannot clean all of it.
            output.Message($"The cluster was not looked at; --context asks for it by name, and then that is a fault: {fault.Message}");
            return new Cleaning([], []);
        }
    }

    private void WriteJson(Cleaning cleaning) => output.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("removed");
        foreach (var item in cleaning.Removed)
        {
            Write(item, null);
        }

        json.WriteEndArray();
        json.WriteStartArray("kept");
        foreach (var (item, reason, _) in cleaning.Kept)
        {
            Write(item, reason);
        }

        json.WriteEndArray();
        json.WriteEndObject();

        void Write(Leftover item, string? reason)
        {
            json.WriteStartObject();
            json.WriteString("kind", item.Kind);
            json.WriteString("name", item.Name);
            json.WriteString("session", item.Session);
            if (reason is not null)
            {
                json.WriteString("reason", reason);
            }

            json.WriteEndObject();
        }
    });
}
