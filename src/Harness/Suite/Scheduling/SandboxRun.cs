using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Harness.Checks;
using Harness.Checks.Pods;
using Harness.Checks.Programs;
using Harness.Checks.Running;
using Harness.Sandboxes;
using Harness.Snapshots;

namespace Harness.Suite.Scheduling;

/// <summary>One sandbox from its start to its removal.</summary>
internal static class SandboxRun
{
    public static async Task RunAsync(RunContext context, TargetRun target, PlannedSandbox planned, CancellationToken cancellation)
    {
        if (planned.Checks.Count == 0)
        {
            return;
        }

        try
        {
            await context.Slots.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        ISandbox? sandbox = null;
        try
        {
            // The image is read while the sandbox starts.
            var reading = target.Snapshot.GetAsync(cancellation);
            sandbox = await StartAsync(context, target, planned, cancellation);
            if (sandbox is not null)
            {
                await CheckInTurnAsync(context, target, planned, sandbox, reading, cancellation);
            }
        }
        finally
        {
            context.Slots.Release();
            if (sandbox is not null)
            {
                await RemoveAsync(context, planned, sandbox);
            }
        }
    }

    /// <summary>The sandbox; null when there is none, and then that is recorded.</summary>
    private static async Task<ISandbox?> StartAsync(
        RunContext context, TargetRun target, PlannedSandbox planned, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(context.Settings.Timeout);
        try
        {
            context.Observer.Sandbox(planned.Subject, "starting");
            var sandbox = await context.Backend.StartAsync(
                Describe(context, context.Backend, target, planned) with
                {
                    HasOlderDecoy = context.Backend.Backend == Backend.Docker && planned.Checks.OfType<SidecarFindsMain>().Any(),
                },
                deadline.Token);
            context.Observer.Sandbox(planned.Subject, "ready");
            return sandbox;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (AdmissionException refusal) when (planned.Checks.OfType<PodIsAdmitted>().FirstOrDefault() is { } admission)
        {
            context.Recorder.Refused(admission, planned.Checks, planned.Subject, refusal.Message, watch.Elapsed);
            return null;
        }
        catch (Exception exception)
        {
            var reason = exception is OperationCanceledException
                ? string.Create(CultureInfo.InvariantCulture, $"It was not up after {context.Settings.Timeout.TotalSeconds:0.#} s; --timeout sets the limit.")
                : Judgement.Describe(exception);
            context.Recorder.Unreachable(planned.Checks, planned.Subject, $"The sandbox could not be started. {reason}", watch.Elapsed);
            return null;
        }
    }

    private static SandboxSpec Describe(RunContext context, ISandboxBackend backend, TargetRun target, PlannedSandbox planned)
    {
        var (image, language) = (target.Image.Definition.Name, planned.Language.Name);
        return SandboxSpec.For(
            backend.NameOf(target.Image),
            context.Images.Sidecar.Name.Text,
            image == language ? image : $"{image}-{language}",
            planned.Language,
            new Dictionary<string, string>(Session.Labels(context.Session, context.Settings.Keep))
            {
                ["kcr.dev/image"] = image,
                ["kcr.dev/language"] = language,
            }) with
        { Token = SidecarToken.Create() };
    }

    /// <summary>They take no slot of their own: one that waits for a slot would hold the one that its sandbox has.</summary>
    private static Siblings SiblingsOf(RunContext context, TargetRun target, PlannedSandbox planned, ConcurrentQueue<Task<ISandbox>> siblings)
    {
        return new Siblings(
            (alter, token) => StartAsync(context.Backend, alter, token),
            context.Docker is { } docker ? token => StartAsync(docker, spec => spec, token) : null);

        Task<ISandbox> StartAsync(ISandboxBackend backend, Func<SandboxSpec, SandboxSpec> change, CancellationToken token)
        {
            var start = backend.StartAsync(change(Describe(context, backend, target, planned)), token);
            siblings.Enqueue(start);
            return start;
        }
    }

    private static async Task CheckInTurnAsync(
        RunContext context,
        TargetRun target,
        PlannedSandbox planned,
        ISandbox sandbox,
        Task<ImageSnapshot> reading,
        CancellationToken cancellation)
    {
        try
        {
            await context.Working.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            await CheckAsync(context, target, planned, sandbox, reading, cancellation);
        }
        finally
        {
            context.Working.Release();
        }
    }

    private static async Task CheckAsync(
        RunContext context,
        TargetRun target,
        PlannedSandbox planned,
        ISandbox sandbox,
        Task<ImageSnapshot> reading,
        CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        ImageSnapshot snapshot;
        try
        {
            snapshot = await reading;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            context.Recorder.Unreachable(
                planned.Checks, planned.Subject, $"The image could not be read: {Judgement.Describe(exception)}", watch.Elapsed);
            return;
        }

        using var lifetime = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var main = new MainProcess(sandbox, lifetime.Token);
        var programs = new ProgramRunner(
            sandbox, planned.Language, main, context.Sources, context.Settings.ProgramTimeout, TimeProvider.System, lifetime.Token);

        // Nearly every check waits for it, and it can run while main is looked at.
        _ = programs.HelloAsync(lifetime.Token);
        var siblings = new ConcurrentQueue<Task<ISandbox>>();
        var subject = new SandboxSubject(
            target.Image,
            planned.Language,
            snapshot,
            sandbox,
            main,
            programs,
            SiblingsOf(context, target, planned, siblings));
        var shared = ConfinedRun.Of(subject, lifetime.Token);
        var harmful = HarmfulRun.Of(subject, lifetime.Token);
        try
        {
            await new CheckGraph(context, planned, subject with { Confined = shared, Harmful = harmful }).RunAsync(cancellation);
        }
        finally
        {
            // Checks that gave up have left it behind, and nobody else waits until it has removed its sandbox.
            await lifetime.CancelAsync();
            await shared.EndAsync();
            await harmful.EndAsync();
            await Task.WhenAll(siblings.Select(start => RemoveSiblingAsync(context, planned, start)));
        }
    }

    /// <summary>
    /// Sees that a sandbox is gone that was started beside the one of the checks. Whoever started it removes it as well,
    /// but has nobody to tell of a fault when the run is interrupted or its deadline is over; removing it again is the same removal.
    /// </summary>
    private static async Task RemoveSiblingAsync(RunContext context, PlannedSandbox planned, Task<ISandbox> start)
    {
        try
        {
            await (await start).DisposeAsync();
        }
        catch (Exception exception)
        {
            if (start.IsCompletedSuccessfully || exception is LeftoverException)
            {
                context.Recorder.Leave($"A sandbox beside {planned.Subject} {Unremoved(context, exception)}");
            }
        }
    }

    private static async Task RemoveAsync(RunContext context, PlannedSandbox planned, ISandbox sandbox)
    {
        if (context.Settings.Keep)
        {
            context.Observer.Sandbox(planned.Subject, $"kept; label kcr.dev/session={context.Session}, removed by: {context.Backend.CleaningCommand} --kept");
            return;
        }

        context.Observer.Sandbox(planned.Subject, "removing");
        try
        {
            await sandbox.DisposeAsync();
            context.Observer.Sandbox(planned.Subject, "removed");
        }
        catch (Exception exception)
        {
            // The results stand, but the run does not end well; what is left has the label by which it is found.
            var words = Unremoved(context, exception);
            context.Recorder.Leave($"The sandbox {planned.Subject} {words}");
            context.Observer.Sandbox(planned.Subject, words);
        }
    }

    private static string Unremoved(RunContext context, Exception exception) =>
        $"could not be removed: {Judgement.Describe(exception)} Remove what is left with: {context.Backend.CleaningCommand}";
}
