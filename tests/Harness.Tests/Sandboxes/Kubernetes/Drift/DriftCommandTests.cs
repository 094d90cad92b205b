using System.Text.Json;
using System.Text.RegularExpressions;
using Harness.Catalog;
using Harness.Cli;
using Harness.Tests.Cli;
using NUnit.Framework;
using Shouldly;
using RepositoryRoot = Harness.Tests.Catalog.RepositoryRoot;

namespace Harness.Tests.Sandboxes.Kubernetes.Drift;

/// <summary>The command as it is typed: every form of file, every exit status.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed partial class DriftCommandTests
{
    private static readonly string Pod = Printed("pod", "-l", "py");

    [GeneratedRegex("^", RegexOptions.Multiline)]
    private static partial Regex LineStart { get; }

    [Test]
    public void What_pod_prints_for_every_language_is_as_the_contract_says()
    {
        var (status, text, error) = Run(Printed("pod"));

        status.ShouldBe(ExitStatus.Passed, text + error);
        text.ShouldContain($"0 differences in 0 of {CatalogLoader.Load(RepositoryRoot.Path).Languages.Count()} sandboxes");
    }

    [Test]
    public void What_pod_prints_as_JSON_is_as_the_contract_says() =>
        Run(Printed("pod", "--output", "json")).Status.ShouldBe(ExitStatus.Passed);

    [Test]
    public void A_pod_that_an_API_server_stored_is_as_the_contract_says()
    {
        // From the local cluster, Kubernetes 1.20, by kubectl get --output yaml; a test on the cluster takes a fresh one.
        var stored = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests/Harness.Tests/Sandboxes/Kubernetes/Drift/stored-pod.yaml"));

        var (status, text, error) = Run(stored);

        status.ShouldBe(ExitStatus.Passed, text + error);
        Run(stored.Replace("shareProcessNamespace: true", "shareProcessNamespace: false", StringComparison.Ordinal)).Status.ShouldBe(ExitStatus.CheckFailed);
    }

    [TestCase("Deployment", "spec.template.")]
    [TestCase("StatefulSet", "spec.template.")]
    [TestCase("DaemonSet", "spec.template.")]
    [TestCase("ReplicaSet", "spec.template.")]
    [TestCase("ReplicationController", "spec.template.")]
    [TestCase("Job", "spec.template.")]
    [TestCase("CronJob", "spec.jobTemplate.spec.template.")]
    [TestCase("PodTemplate", "template.")]
    [TestCase("Rollout", "spec.template.")]
    public void Every_workload_has_its_pod_looked_at(string kind, string path)
    {
        Run(Workload(kind, path, Pod)).Status.ShouldBe(ExitStatus.Passed);

        var (status, text, _) = Run(Workload(kind, path, Pod.Replace("drop:\n            - ALL", "drop: []", StringComparison.Ordinal)));

        status.ShouldBe(ExitStatus.CheckFailed, text);
        text.ShouldContain($"✗ {kind} prod/runner (main main, sidecar sidecar, python): 2 differences\n");
        text.ShouldContain($"  {path}spec.containers[main].securityContext.capabilities.drop\n    expected ");
    }

    [Test]
    public void Several_documents_and_lists_are_all_looked_at()
    {
        var bad = Pod.Replace("shareProcessNamespace: true", "shareProcessNamespace: false", StringComparison.Ordinal);
        var list = "apiVersion: v1\nkind: List\nitems:\n- " + LineStart.Replace(bad, "  ")[2..];

        var (status, text, _) = Run($"# Source: chart\n---\n{Pod}---\n# nothing here\n---\napiVersion: v1\nkind: Service\nmetadata: {{name: s}}\n---\n{list}");

        status.ShouldBe(ExitStatus.CheckFailed, text);
        text.ShouldContain("1 difference in 1 of 2 sandboxes");
    }

    [Test]
    public void A_typed_list_as_JSON_is_looked_at()
    {
        var pod = Printed("pod", "-l", "py", "--output", "json").Replace("\"kind\":\"Pod\",", "", StringComparison.Ordinal);

        Run($$"""{"apiVersion":"v1","kind":"PodList","items":[{{pod}}]}""").Status.ShouldBe(ExitStatus.Passed);
        Run($$"""{"apiVersion":"v1","kind":"PodList","items":[{{pod.Replace("\"fsGroup\":65532,", "", StringComparison.Ordinal)}}]}""")
            .Status.ShouldBe(ExitStatus.CheckFailed);
    }

    [Test]
    public void Anchors_merge_keys_and_words_are_read_as_kubectl_reads_them()
    {
        var manifest = Pod
            .Replace("shareProcessNamespace: true", "shareProcessNamespace: yes", StringComparison.Ordinal)
            .Replace("automountServiceAccountToken: false", "automountServiceAccountToken: off", StringComparison.Ordinal);
        Run(manifest).Status.ShouldBe(ExitStatus.Passed);
        Run(manifest.Replace("spec:\n", "spec:\n  hostPID: on\n", StringComparison.Ordinal)).Status.ShouldBe(ExitStatus.CheckFailed);
        Run("x-common: &common\n  hostPID: true\n" + Pod.Replace("spec:\n", "spec:\n  <<: *common\n", StringComparison.Ordinal))
            .Status.ShouldBe(ExitStatus.CheckFailed);
    }

    [Test]
    public void Containers_are_found_by_the_names_given_or_by_their_images()
    {
        var renamed = Pod.Replace("name: main", "name: runner", StringComparison.Ordinal).Replace("name: sidecar", "name: executor", StringComparison.Ordinal);
        Run(renamed).Out.ShouldContain("(main runner, sidecar executor, python)");

        var foreign = renamed.Replace("image: kcr-python:latest", "image: registry.example.io/runtime@sha256:01", StringComparison.Ordinal)
            .Replace("image: kcr-sidecar:latest", "image: registry.example.io/agent:1", StringComparison.Ordinal);
        Run(foreign).ShouldBe((ExitStatus.Usage, "", Run(foreign).Error), "nothing is compared");
        Run(foreign).Error.ShouldContain("--main NAME");
        Run(foreign, "--main", "runner", "--sidecar", "executor").Status.ShouldBe(ExitStatus.Passed);
    }

    [Test]
    public void A_pod_that_is_no_sandbox_is_named_and_passed_over()
    {
        var (status, text, _) = Run(
            $"{Pod}---\napiVersion: v1\nkind: Pod\nmetadata: {{name: api, namespace: prod}}\nspec:\n  containers: [{{name: api, image: api:1}}]\n");

        status.ShouldBe(ExitStatus.Passed, text);
        text.ShouldContain("– Pod prod/api: no sandbox, not compared");
    }

    [Test]
    public void The_language_is_the_sidecars_the_images_or_the_one_given()
    {
        var typescript = Printed("pod", "-l", "ts");
        Run(typescript).Status.ShouldBe(ExitStatus.Passed);

        var silent = typescript
            .Replace("- name: LANGUAGE\n          value: typescript\n", "- name: WORKING_DIR\n          value: /mnt/data\n", StringComparison.Ordinal)
            .Replace(
                "        - name: WORKING_DIR\n          value: /mnt/data\n        - name: SIDECAR_PORT",
                "        - name: SIDECAR_PORT",
                StringComparison.Ordinal);
        Run(silent).Error.ShouldContain("say it with -l. The languages are: ");
        var (status, text, _) = Run(silent, "-l", "ts");
        status.ShouldBe(ExitStatus.CheckFailed, "the sidecar has no language");
        text.ShouldContain("env[LANGUAGE]");
        text.ShouldContain("1 difference in 1 of 1 sandbox");
    }

    [TestCase("", "has no pod template to compare", "found nothing")]
    [TestCase("# only a comment\n---\n", "has no pod template to compare", "found nothing")]
    [TestCase("apiVersion: v1\nkind: Service\nmetadata: {name: s}\n", "has no pod template to compare", "found Service s")]
    [TestCase("apiVersion: v1\nkind: List\nitems: []\n", "has no pod template to compare")]
    [TestCase("apiVersion: v1\nmetadata: {name: s}\n", "document 1 is no Kubernetes object")]
    [TestCase("just a text", "document 1 is no Kubernetes object")]
    [TestCase("a: [1\nb: 2", "is neither YAML nor JSON", "a bracket or brace")]
    [TestCase("a: 1\nb: c: d", "standard input:2:", "is neither YAML nor JSON")]
    [TestCase("{\"kind\": \"Pod\", ", "is neither YAML nor JSON")]
    [TestCase("a: &a [*a]\n", "is neither YAML nor JSON")]
    [TestCase("kind: Deployment\nmetadata: {name: d}\nspec: {replicas: 1}\n", "Deployment d has no pod", "spec.template.spec")]
    [TestCase("kind: Pod\nmetadata: {name: p}\nspec: {containers: {main: {}}}\n", "spec.containers is {\"main\":{}}, expected a list")]
    [TestCase(
        "kind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: main, image: kcr-python, securityContext: x}, {name: sidecar}]}\n",
        "Pod p: spec.containers[main].securityContext is \"x\", expected a mapping")]
    [TestCase("kind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: main}, {name: main}]}\n", "two items with the name 'main'")]
    [TestCase("kind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: kcr-go}, {name: b, image: kcr-python}]}\n", "a and b", "--main NAME")]
    public void What_cannot_be_compared_is_no_success(string manifest, params string[] words)
    {
        var (status, text, error) = Run(manifest);

        status.ShouldBe(ExitStatus.Usage, text + error);
        text.ShouldBeEmpty();
        foreach (var word in words)
        {
            error.ShouldContain(word);
        }
    }

    [Test]
    public void A_file_is_read_and_one_that_is_missing_is_named()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, Pod);
            Run("", file).Status.ShouldBe(ExitStatus.Passed);
        }
        finally
        {
            File.Delete(file);
        }

        var (status, _, error) = Run("", file);
        status.ShouldBe(ExitStatus.Usage);
        error.ShouldContain($"'{file}' cannot be read");
    }

    [Test]
    public void An_unknown_language_names_the_nearest() => Run(Pod, "-l", "pyhton").Error.ShouldContain("did you mean 'python'?");

    [Test]
    public void JSON_has_every_part_of_a_difference()
    {
        var (status, text, _) = Run(Pod.Replace("fsGroup: 65532", "fsGroup: 0", StringComparison.Ordinal), "--output", "json");

        status.ShouldBe(ExitStatus.CheckFailed);
        using var document = JsonDocument.Parse(text);
        document.RootElement.GetProperty("differences").GetInt32().ShouldBe(1);
        var pod = document.RootElement.GetProperty("pods").EnumerateArray().ShouldHaveSingleItem();
        (pod.GetProperty("object").GetString(), pod.GetProperty("main").GetString(), pod.GetProperty("language").GetString())
            .ShouldBe(("Pod kcr-python", "main", "python"));
        var difference = pod.GetProperty("differences").EnumerateArray().ShouldHaveSingleItem();
        (difference.GetProperty("path").GetString(), difference.GetProperty("expected").GetString(), difference.GetProperty("seen").GetString())
            .ShouldBe(("spec.securityContext.fsGroup", "65532", "0"));
        difference.GetProperty("why").GetString().ShouldNotBeNullOrEmpty();
    }

    private static (ExitStatus Status, string Out, string Error) Run(string input, params IReadOnlyList<string> arguments)
    {
        using var streams = new TestStreams(width: 200) { Input = input };
        var file = arguments.Count > 0 && arguments[0].StartsWith('/') ? Array.Empty<string>() : ["-"];
        var status = new Application(streams.Streams, Composed()).Run(["drift", .. file, .. arguments]);
        return (status, streams.Out, streams.Error);
    }

    private static string Printed(params IReadOnlyList<string> arguments)
    {
        using var streams = new TestStreams();
        new Application(streams.Streams, Composed()).Run(arguments).ShouldBe(ExitStatus.Passed, streams.Error);
        return streams.Out;
    }

    private static Composition Composed() => new(name => name == "KCR_HARNESS_ROOT" ? RepositoryRoot.Path : null);

    // The pod's own spec, put where the kind has it.
    private static string Workload(string kind, string path, string pod)
    {
        var text = $"kind: {kind}\nmetadata:\n  name: runner\n  namespace: prod\n";
        var indent = 0;
        foreach (var name in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            text += $"{new string(' ', indent)}{name}:\n";
            indent += 2;
        }

        return text + LineStart.Replace(pod[pod.IndexOf("spec:\n", StringComparison.Ordinal)..].TrimEnd('\n'), new string(' ', indent)) + "\n";
    }
}
