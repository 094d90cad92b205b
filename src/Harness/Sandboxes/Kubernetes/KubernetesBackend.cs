using System.Net;
using System.Text.Json.Nodes;
using Harness.Images;
using Harness.Platform.Kubernetes;
using Harness.Sandboxes.Kubernetes.Delivery;

namespace Harness.Sandboxes.Kubernetes;

/// <summary>Starts sandboxes as pods of one namespace, which is the run's own unless one is named.</summary>
public sealed class KubernetesBackend : ISandboxBackend, IAsyncDisposable
{
    private static readonly TimeSpan RemovalDeadline = TimeSpan.FromSeconds(30);

    private readonly KubernetesApi api;
    private readonly PodRun run;
    private readonly PodWatch watch;

    private KubernetesBackend(KubernetesApi api, PodRun run)
    {
        this.api = api;
        this.run = run;
        Namespace = run.Cluster.Namespace ?? OwnNamespace(run.Session);
        watch = new PodWatch(api, Namespace, $"{Session.IdLabel}={run.Session}");
    }

    /// <inheritdoc />
    public Backend Backend => Backend.Kubernetes;

    /// <inheritdoc />
    public SandboxCapacity Capacity => run.Capacity;

    /// <inheritdoc />
    public string CleaningCommand => $"harness clean -c {api.Context}";

    /// <summary>The namespace of the pods.</summary>
    public string Namespace { get; }

    /// <summary>Makes the run's namespace, or sees that the one named is there, and begins to watch it.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="run">What runs there.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InfrastructureException">The namespace is not there or going away, or may not be made.</exception>
    public static async Task<KubernetesBackend> OpenAsync(KubernetesApi api, PodRun run, CancellationToken cancellation)
    {
        if (run.Cluster.Namespace is { } named)
        {
            await RequireAsync(api, named, cancellation);
        }
        else
        {
            await CreateNamespaceAsync(api, run.Session, run.Cluster.Keep);
        }

        var backend = new KubernetesBackend(api, run);
        try
        {
            if (run.Cluster.Namespace is null)
            {
                await api.AwaitServiceAccountAsync(backend.Namespace, cancellation);
            }

            foreach (var existing in run.Cluster.Placement.PullSecrets)
            {
                await RequirePullSecretAsync(api, backend.Namespace, existing, cancellation);
            }

            if (run.Images.PullSecret is { } secret)
            {
                await api.CreateSecretAsync(backend.Namespace, secret.Manifest(), CancellationToken.None);
            }

            return backend;
        }
        catch (Exception fault)
        {
            await RemoveAsync(() => backend.DisposeAsync().AsTask(), fault);
            throw;
        }
    }

    /// <summary>A node knows an image by its name; an engine's image id means nothing to it.</summary>
    public string NameOf(ImageUnderTest image)
    {
        return image.Reference.ToString();
    }

    /// <inheritdoc />
    public async Task<ISandbox> StartAsync(SandboxSpec spec, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var delivered = spec with
        {
            Main = spec.Main with { Image = run.Images.NameOf(spec.Main.Image) },
            Sidecar = spec.Sidecar with { Image = run.Images.NameOf(spec.Sidecar.Image) },
        };
        var sandbox = new KubernetesSandbox(api, watch, Namespace, delivered, run);
        try
        {
            await sandbox.StartAsync(cancellation);
            return sandbox;
        }
        catch (Exception fault)
        {
            await RemoveAsync(() => sandbox.DisposeAsync().AsTask(), fault);
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await watch.DisposeAsync();
        try
        {
            if (run.Images.PullSecret is { } secret)
            {
                // Also where pods are kept: they have their images, and a credential is not for keeping.
                await DeleteAsync(api, $"secret {secret.Name}", token => api.DeleteSecretAsync(Namespace, secret.Name, token));
            }
        }
        finally
        {
            if (run.Cluster is { Namespace: null, Keep: false })
            {
                await DeleteNamespaceAsync(api, Namespace);
            }
        }
    }

    // The cluster empties it at leisure.
    private static Task DeleteNamespaceAsync(KubernetesApi api, string name) =>
        DeleteAsync(api, $"namespace {name}", token => api.DeleteNamespaceAsync(name, token));

    private static async Task DeleteAsync(KubernetesApi api, string what, Func<CancellationToken, Task> delete)
    {
        // Its own deadline: what cancelled the run must not keep it from tidying up.
        using var deadline = new CancellationTokenSource(RemovalDeadline);
        try
        {
            await delete(deadline.Token);
        }
        catch (OperationCanceledException fault)
        {
            throw Failure($"The API server did not answer within {RemovalDeadline.TotalSeconds:0} s.", fault);
        }
        catch (InfrastructureException fault)
        {
            throw Failure(fault.Message, fault);
        }

        InfrastructureException Failure(string words, Exception fault) =>
            new($"The {what} could not be removed; `just clean -c {api.Context}` removes it later. {words}", fault);
    }

    private static async Task CreateNamespaceAsync(KubernetesApi api, string session, bool kept)
    {
        try
        {
            // Once asked for, it is waited for even when cancelled: made after it was removed, it would be left behind.
            await api.CreateNamespaceAsync(NamespaceManifest(session, kept), CancellationToken.None);
        }
        catch (InfrastructureException fault) when (fault is UnreachableException or KubernetesException { HttpStatus: >= HttpStatusCode.InternalServerError })
        {
            // It may have been made all the same, also where the API server gave up waiting for its store.
            await RemoveAsync(() => DeleteNamespaceAsync(api, OwnNamespace(session)), fault);
            throw;
        }
    }

    private static string OwnNamespace(string session) => $"kcr-{session}";

    private static async Task RequireAsync(KubernetesApi api, string name, CancellationToken cancellation)
    {
        var found = await api.FindNamespaceAsync(name, cancellation)
            ?? throw new InfrastructureException(
                $"There is no namespace {name} in the cluster of context {api.Context}. Create it (kubectl --context {api.Context} create namespace {name}), "
                + "name another one with -n, or leave -n out: then a run makes its own.");
        if (found.Status?.Phase == "Terminating")
        {
            throw new InfrastructureException(
                $"The namespace {name} in the cluster of context "
                + $"{api.Context} is being deleted and takes no more pods. Wait until it is gone and create it again, "
                + "name another one with -n, or leave -n out: then a run makes its own.");
        }
    }

    /// <summary>A kubelet that finds no secret pulls without: what comes of it would be told of the image, or not at all.</summary>
    private static async Task RequirePullSecretAsync(KubernetesApi api, string namespaceName, string name, CancellationToken cancellation)
    {
        string? type;
        try
        {
            type = await api.FindSecretTypeAsync(namespaceName, name, cancellation);
        }
        catch (KubernetesException fault) when (fault.HttpStatus == HttpStatusCode.Forbidden)
        {
            // The kubelet may read it all the same; whoever may not look at secrets has been told its name.
            return;
        }

        var how = $"kubectl --context {api.Context} --namespace {namespaceName} create secret docker-registry {name} --docker-server … makes one";
        if (type is null)
        {
            throw new InfrastructureException(
                $"There is no secret {name} in namespace {namespaceName} of the cluster of context "
                + $"{api.Context}, which the pods are to pull their images with: {how}.");
        }

        if (type is not (PullSecret.Type or PullSecret.FormerType))
        {
            throw new InfrastructureException(
                $"The secret {name} in namespace {namespaceName} is of type "
                + $"{type}; a kubelet pulls with one of type {PullSecret.Type} only, and without a login otherwise: {how}.");
        }
    }

    private static JsonObject NamespaceManifest(string session, bool kept)
    {
        var labels = PodManifest.Labels(Session.Labels(session, kept));
        // The sidecar's three capabilities are beyond every other standard.
        foreach (var mode in (string[])["enforce", "audit", "warn"])
        {
            labels[$"pod-security.kubernetes.io/{mode}"] = "privileged";
        }

        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = OwnNamespace(session), ["labels"] = labels },
        };
    }

    /// <summary>Removes what is of no use because of a fault. What cannot be removed is reported together with the fault.</summary>
    private static async Task RemoveAsync(Func<Task> remove, Exception fault)
    {
        try
        {
            await remove();
        }
        catch (InfrastructureException leftover)
        {
            throw new LeftoverException($"{fault.Message} {leftover.Message}", fault);
        }
    }
}
