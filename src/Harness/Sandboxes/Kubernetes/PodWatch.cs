using System.Net;
using Harness.Platform.Kubernetes;
using k8s;
using k8s.Models;
using KubernetesException = Harness.Platform.Kubernetes.KubernetesException;

namespace Harness.Sandboxes.Kubernetes;

/// <summary>
/// What the API server says of the pods of a run, through one watch for all of them. A watch that breaks is taken up
/// where it ended; what waits is only told when the API server stays away.
/// </summary>
internal sealed class PodWatch : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly KubernetesApi api;
    private readonly string? namespaceName;
    private readonly string labels;
    private readonly CancellationTokenSource end = new();
    private readonly Lock sync = new();
    private readonly Dictionary<string, V1Pod> pods = new(StringComparer.Ordinal);
    private readonly HashSet<string> deleted = new(StringComparer.Ordinal);
    private readonly Task watching;
    private TaskCompletionSource changed = NewSignal();
    private InfrastructureException? lost;

    /// <summary>Begins to watch.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="namespaceName">The namespace; null for all of them.</param>
    /// <param name="labels">A label selector. No two pods that it selects have the same name.</param>
    /// <param name="start">A list of these pods: the watch goes on from there. Null when there is none yet.</param>
    public PodWatch(KubernetesApi api, string? namespaceName, string labels, V1PodList? start = null)
    {
        this.api = api;
        this.namespaceName = namespaceName;
        this.labels = labels;
        foreach (var pod in start?.Items ?? [])
        {
            pods[pod.Metadata.Name] = pod;
        }

        watching = WatchAsync(start?.Metadata.ResourceVersion);
    }

    /// <summary>A pod has been created: it is known from now on, even before the watch tells of it.</summary>
    public void Created(V1Pod pod)
    {
        lock (sync)
        {
            if (!deleted.Contains(pod.Metadata.Name))
            {
                pods.TryAdd(pod.Metadata.Name, pod);
            }
        }
    }

    /// <summary>What is known of a pod; null when it does not exist.</summary>
    /// <exception cref="InfrastructureException">The API server stays away or forbids the watch: nothing is known any more.</exception>
    public V1Pod? Find(string name)
    {
        lock (sync)
        {
            ThrowIfLost();
            return pods.GetValueOrDefault(name);
        }
    }

    /// <summary>Waits until a pod is as wanted; null is a pod that does not exist (any more).</summary>
    /// <exception cref="InfrastructureException">The API server stays away or forbids the watch.</exception>
    public async Task<V1Pod?> UntilAsync(string name, Func<V1Pod?, bool> wanted, CancellationToken cancellation)
    {
        while (true)
        {
            Task next;
            lock (sync)
            {
                var pod = pods.GetValueOrDefault(name);
                if (wanted(pod))
                {
                    return pod;
                }

                ThrowIfLost();
                next = changed.Task;
            }

            await next.WaitAsync(cancellation);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        end.Dispose();
    }

    private async Task WatchAsync(string? version)
    {
        while (true)
        {
            try
            {
                version ??= await ListAsync();
                await foreach (var (type, pod) in api.WatchPodsAsync(namespaceName, labels, version, end.Token))
                {
                    version = Apply(type, pod);
                    if (version is null)
                    {
                        break;
                    }
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (KubernetesException fault) when (fault.HttpStatus is HttpStatusCode.Gone)
            {
                version = null;
            }
            catch (InfrastructureException fault)
            {
                // It refuses, or has been waited for.
                Change(() => lost = fault);
                return;
            }
            catch (Exception fault)
            {
                // Nobody awaits the watch itself, and those who wait for a pod would wait for ever.
                Change(() => lost = new InfrastructureException(
                    $"The API server of context {api.Context} says of the pods "
                    + $"{labels} something else than its API does, so nothing is known of them any more: {fault.GetType().Name}: {fault.Message}",
                    fault));
                return;
            }

            try
            {
                await Task.Delay(Pause, end.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Lists again what there is; what has gone meanwhile counts as deleted.</summary>
    private async Task<string> ListAsync()
    {
        // A pod that is created while the list is on its way may be missing in it: only those known before can have gone.
        List<string> known;
        lock (sync)
        {
            known = [.. pods.Keys];
        }

        var page = await api.PodsAsync(namespaceName, labels, end.Token);
        var items = page.Items ?? [];
        Change(() =>
        {
            foreach (var gone in known.Except(items.Select(pod => pod.Metadata.Name)).ToList())
            {
                Forget(gone);
            }

            foreach (var pod in items)
            {
                pods[pod.Metadata.Name] = pod;
            }
        });
        return page.Metadata.ResourceVersion ?? "";
    }

    /// <summary>Takes one event; what it returns is where the watch goes on, null when all must be listed again.</summary>
    private string? Apply(WatchEventType type, V1Pod? seen)
    {
        if (type == WatchEventType.Error)
        {
            return null;
        }

        var pod = seen!;
        if (type != WatchEventType.Bookmark)
        {
            Change(() =>
            {
                if (type == WatchEventType.Deleted)
                {
                    Forget(pod.Metadata.Name);
                }
                else
                {
                    pods[pod.Metadata.Name] = pod;
                }
            });
        }

        return pod.Metadata.ResourceVersion;
    }

    private void Forget(string name)
    {
        pods.Remove(name);
        deleted.Add(name);
    }

    private void ThrowIfLost()
    {
        if (lost is not null)
        {
            throw new InfrastructureException(lost.Message, lost);
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource old;
        lock (sync)
        {
            change();
            (old, changed) = (changed, NewSignal());
        }

        old.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
