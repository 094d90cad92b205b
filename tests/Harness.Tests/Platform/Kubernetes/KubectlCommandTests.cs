using Harness.Platform.Kubernetes;
using Harness.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Kubernetes;

[Parallelizable(ParallelScope.All)]
public sealed class KubectlCommandTests
{
    [Test]
    public async Task The_default_is_docker_desktop()
    {
        var messages = new List<string>();

        (await ChooseAsync(new FakeKubectl("kind-kind\ndocker-desktop\n", "kind-kind\n"), null, messages.Add)).Context.ShouldBe("docker-desktop");

        messages.ShouldBeEmpty();
    }

    [Test]
    public async Task Without_docker_desktop_it_is_the_current_one_and_that_is_said()
    {
        var messages = new List<string>();

        (await ChooseAsync(new FakeKubectl("kind-kind\n", "kind-kind\n"), null, messages.Add)).Context.ShouldBe("kind-kind");

        messages.ShouldBe(["There is no context docker-desktop; the current one is used: kind-kind. -c chooses another."]);
    }

    [Test]
    public async Task The_context_asked_for_is_taken_and_named_on_every_call()
    {
        var kubectl = new FakeKubectl("kind-kind\nkcr-local\n", "kind-kind\n");

        await (await ChooseAsync(kubectl, "kcr-local")).RunAsync(["get", "pods"], CancellationToken.None);

        kubectl.Commands[^1].Arguments.ShouldBe(["--context", "kcr-local", "get", "pods"]);
        kubectl.Commands.ShouldAllBe(command => command.Environment["KUBECONFIG"] == "/files");
    }

    [Test]
    public async Task A_context_that_does_not_exist_is_named_with_those_that_do()
    {
        var fault = await Should.ThrowAsync<InfrastructureException>(() => ChooseAsync(new FakeKubectl("kind-kind\nkcr-local\n", ""), "kind-kin"));

        fault.Message.ShouldContain("no context 'kind-kin'");
        fault.Message.ShouldContain("kind-kind, kcr-local");
    }

    [Test]
    public async Task No_context_at_all_is_said() =>
        (await Should.ThrowAsync<InfrastructureException>(() => ChooseAsync(new FakeKubectl("", ""), null)))
            .Message.ShouldContain("There is no context at all.");

    private static Task<KubectlCommand> ChooseAsync(FakeKubectl kubectl, string? asked, Action<string>? message = null) =>
        KubectlCommand.ChooseAsync(kubectl, "/files", asked, message ?? (_ => { }), CancellationToken.None);

    private sealed class FakeKubectl(string contexts, string current) : IProcessRunner
    {
        public List<ProcessCommand> Commands { get; } = [];

        public Task<ProcessResult> RunAsync(
            ProcessCommand command, Action<string>? onOutput = null, Action<string>? onError = null, CancellationToken cancellation = default)
        {
            Commands.Add(command);
            return Task.FromResult(command.Arguments.Contains("get-contexts") ? new ProcessResult(0, contexts, "")
                : new ProcessResult(current.Length == 0 ? 1 : 0, current, ""));
        }
    }
}
