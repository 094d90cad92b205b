using Harness.Platform.Processes;

namespace Harness.Platform.Kubernetes;

/// <summary>
/// This machine's kubectl, bound to one context that every call names. It only ever reads the user's kubeconfig.
/// </summary>
public sealed class KubectlCommand
{
    private const string InstallHint =
        "Install kubectl (on Debian the package kubernetes-client, elsewhere with Docker Desktop or from the Kubernetes project), or test in Docker alone: just test-images.";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly IProcessRunner processes;
    private readonly IReadOnlyDictionary<string, string?> environment;

    private KubectlCommand(IProcessRunner processes, IReadOnlyDictionary<string, string?> environment, string context)
    {
        this.processes = processes;
        this.environment = environment;
        Context = context;
    }

    /// <summary>The context of the kubeconfig.</summary>
    public string Context { get; }

    /// <summary>Chooses the context: the one asked for, else docker-desktop, else the current one.</summary>
    /// <param name="processes">Starts kubectl.</param>
    /// <param name="kubeconfig">The kubeconfig files, as <c>KUBECONFIG</c> lists them.</param>
    /// <param name="asked">The context asked for; null for the default.</param>
    /// <param name="message">Takes what the user must know of the choice.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InfrastructureException">There is no kubectl, no such context, or none at all.</exception>
    public static async Task<KubectlCommand> ChooseAsync(
        IProcessRunner processes, string kubeconfig, string? asked, Action<string> message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(processes);
        ArgumentNullException.ThrowIfNull(message);
        const string usual = "docker-desktop";
        var environment = new Dictionary<string, string?> { ["KUBECONFIG"] = kubeconfig };
        var listed = await processes.RunAsync(Command(environment, "config", "get-contexts", "--output", "name"), cancellation: cancellation);
        if (!listed.Succeeded)
        {
            throw new InfrastructureException($"kubectl could not read the kubeconfig ({kubeconfig}): {listed.Error.Trim()}");
        }

        var names = listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (asked is not null)
        {
            return names.Contains(asked, StringComparer.Ordinal)
                ? new KubectlCommand(processes, environment, asked)
                : throw new InfrastructureException(
                    $"There is no context '{asked}' in the kubeconfig ({kubeconfig}){(Suggestion.For(asked, names) is { Length: > 0 } near ? near : ".")} {Exist(names)}");
        }

        if (names.Contains(usual, StringComparer.Ordinal))
        {
            return new KubectlCommand(processes, environment, usual);
        }

        var current = (await processes.RunAsync(Command(environment, "config", "current-context"), cancellation: cancellation)).Output.Trim();
        if (current.Length == 0)
        {
            throw new InfrastructureException(
                $"The kubeconfig ({kubeconfig}) has neither a context {usual} nor a current one, so there is no cluster to test on. "
                + $"{Exist(names)} Name one with -c.");
        }

        message($"There is no context {usual}; the current one is used: {current}. -c chooses another.");
        return new KubectlCommand(processes, environment, current);
    }

    /// <summary>Runs kubectl to its end.</summary>
    /// <param name="arguments">What follows the context.</param>
    /// <param name="cancellation">Ends it.</param>
    internal Task<ProcessResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        processes.RunAsync(Bound(arguments), cancellation: cancellation);

    /// <summary>Runs kubectl until it is cancelled, with its output as it comes.</summary>
    internal Task<ProcessResult> RunAsync(IReadOnlyList<string> arguments, Action<string> onOutput, CancellationToken cancellation) =>
        processes.RunAsync(Bound(arguments), onOutput, cancellation: cancellation);

    // Ctrl-C in a terminal is sent to children too, but what the run created is yet to be removed through them; and
    // nothing of it may outlive the harness.
    private ProcessCommand Bound(IReadOnlyList<string> arguments) =>
        Command(environment, ["--context", Context, .. arguments]) with { Bound = true };

    private static ProcessCommand Command(IReadOnlyDictionary<string, string?> environment, params IReadOnlyList<string> arguments) =>
        new("kubectl", arguments) { Environment = environment, InstallHint = InstallHint, Grace = Grace };

    private static string Exist(string[] names) =>
        names.Length == 0 ? "There is no context at all." : $"Those that exist: {string.Join(", ", names)}.";
}
