using Harness.Platform;
using Harness.Platform.Kubernetes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Kubernetes;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ClusterContextTests : IDisposable
{
    private readonly TemporaryDirectory directory = new("kcr-");
    private readonly List<string> messages = [];

    public void Dispose() => directory.Dispose();

    [Test]
    public void The_default_is_docker_desktop()
    {
        Choose(null, Kubeconfig("kind-kind", "kind-kind", "docker-desktop")).Name.ShouldBe("docker-desktop");

        messages.ShouldBeEmpty();
    }

    [Test]
    public void Without_docker_desktop_it_is_the_current_one_and_that_is_said()
    {
        Choose(null, Kubeconfig("kind-kind", "kind-kind")).Name.ShouldBe("kind-kind");

        messages.ShouldBe(["There is no context docker-desktop; the current one is used: kind-kind. -c chooses another."]);
    }

    [Test]
    public void The_context_asked_for_is_taken_with_its_cluster_and_its_user()
    {
        var context = Choose("kcr-local", Kubeconfig("kind-kind", "kind-kind", "kcr-local"));

        (context.Name, context.Cluster.Server, context.User?.Token).ShouldBe(("kcr-local", "https://kcr-local", "token-of-kcr-local"));
    }

    [Test]
    public void A_context_that_does_not_exist_is_named_with_those_that_do()
    {
        var fault = Should.Throw<InfrastructureException>(() => Choose("kind-kin", Kubeconfig("", "kind-kind", "kcr-local")));

        fault.Message.ShouldContain("no context 'kind-kin'");
        fault.Message.ShouldContain("kind-kind, kcr-local");
    }

    [Test]
    public void A_name_counts_by_its_case() =>
        Should.Throw<InfrastructureException>(() => Choose("Kind-Kind", Kubeconfig("", "kind-kind"))).Message.ShouldContain("no context 'Kind-Kind'");

    [Test]
    public void No_context_at_all_is_said() =>
        Should.Throw<InfrastructureException>(() => Choose(null, Path.Combine(directory.Path, "missing"))).Message.ShouldContain("There is no context at all.");

    [TestCase("")]
    [TestCase("\n# nothing yet\n")]
    [TestCase("apiVersion: v1\nkind: Config\ncontexts: null\nclusters:\nusers: []\n")]
    public void A_file_that_says_nothing_has_no_context(string text) =>
        Should.Throw<InfrastructureException>(() => Choose(null, Write("empty", text))).Message.ShouldContain("There is no context at all.");

    [Test]
    public void A_current_context_that_does_not_exist_is_said_to_be_missing() =>
        Should.Throw<InfrastructureException>(() => Choose(null, Kubeconfig("gone", "kind-kind")))
            .Message.ShouldContain("its current one, gone, does not exist. Those that exist: kind-kind.");

    [TestCase("cluster: c, user: u", "names the cluster 'c', which is not there")]
    [TestCase("cluster: kept, user: u", "names the user 'u', which is not there")]
    public void A_context_that_names_what_is_not_there_says_what(string context, string words) =>
        Should.Throw<InfrastructureException>(() => Choose("a", Write("half", $$$"""
            contexts: [{name: a, context: { {{{context}}} }}]
            clusters: [{name: kept, cluster: {server: "https://x"}}]
            """))).Message.ShouldContain(words);

    [Test]
    public void Of_two_files_the_first_counts_and_one_that_is_missing_says_nothing()
    {
        var first = Write("first", """
            current-context: a
            contexts: [{name: a, context: {cluster: c, user: u}}]
            users: [{name: u, user: {token: first}}]
            """);
        var second = Write("second", """
            current-context: b
            contexts: [{name: a, context: {cluster: none, user: none}}, {name: b, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: "https://second"}}]
            users: [{name: u, user: {token: second}}]
            """);

        var context = Choose(null, string.Join(Path.PathSeparator, Path.Combine(directory.Path, "missing"), first, second));

        (context.Name, context.Cluster.Server, context.User?.Token).ShouldBe(("a", "https://second", "first"));
    }

    [Test]
    public void Paths_are_relative_to_the_file_that_names_them()
    {
        Directory.CreateDirectory(Path.Combine(directory.Path, "inner"));
        var file = Write(Path.Combine("inner", "config"), """
            contexts: [{name: a, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: "https://x", certificate-authority: ca.crt}}]
            users: [{name: u, user: {client-certificate: /elsewhere/u.crt, client-key: ../u.key, tokenFile: t, exec: {command: ./get, apiVersion: v1}}}]
            """);

        var context = Choose("a", file);

        context.Cluster.CertificateAuthority.ShouldBe(Path.Combine(directory.Path, "inner", "ca.crt"));
        context.User!.ClientCertificate.ShouldBe("/elsewhere/u.crt");
        Path.GetFullPath(context.User.ClientKey).ShouldBe(Path.Combine(directory.Path, "u.key"));
        context.User.TokenFile.ShouldBe(Path.Combine(directory.Path, "inner", "t"));
        Path.GetFullPath(context.User.ExternalExecution.Command).ShouldBe(Path.Combine(directory.Path, "inner", "get"));
    }

    [Test]
    public void A_plugin_without_a_path_is_left_to_PATH() =>
        Choose("a", Write("plugin", """
            contexts: [{name: a, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: "https://x"}}]
            users: [{name: u, user: {exec: {command: aws, args: [eks, "get token"], apiVersion: v1, env: [{name: A, value: b c}]}}}]
            """)).User!.ExternalExecution.ShouldSatisfyAllConditions(
            plugin => plugin.Command.ShouldBe("aws"),
            plugin => plugin.Arguments.ShouldBe(["eks", "get token"]),
            plugin => plugin.EnvironmentVariables.ShouldHaveSingleItem().ShouldBe(new Dictionary<string, string> { ["name"] = "A", ["value"] = "b c" }));

    [TestCase("contexts: [", "could not be read")]
    [TestCase("- a", "could not be read")]
    [TestCase("contexts: {a: b}", "'contexts' is no list")]
    [TestCase("clusters: [{name: c, cluster: {insecure-skip-tls-verify: perhaps}}]", "'insecure-skip-tls-verify' is 'perhaps'")]
    public void What_cannot_be_read_is_said_with_its_file(string text, string words)
    {
        var file = Write("broken", text);

        var fault = Should.Throw<InfrastructureException>(() => Choose(null, file));

        fault.Message.ShouldContain(file);
        fault.Message.ShouldContain(words);
    }

    private ClusterContext Choose(string? asked, string files) => ClusterContext.Choose(files, asked, messages.Add);

    private string Kubeconfig(string current, params string[] names) => Write("config", $"""
        apiVersion: v1
        kind: Config
        current-context: "{current}"
        contexts:
        {string.Concat(names.Select(name => $"- name: {name}\n  context:\n    cluster: {name}\n    user: {name}\n"))}
        clusters:
        {string.Concat(names.Select(name => $"- name: {name}\n  cluster:\n    server: https://{name}\n"))}
        users:
        {string.Concat(names.Select(name => $"- name: {name}\n  user:\n    token: token-of-{name}\n"))}
        """);

    private string Write(string name, string text)
    {
        var file = Path.Combine(directory.Path, name);
        File.WriteAllText(file, text);
        return file;
    }
}
