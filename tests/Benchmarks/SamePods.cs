using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Harness.Catalog;

namespace Harness.Benchmarks;

/// <summary>
/// The pods of a whole run, three for each language, started with kubectl alone, and the programs of the checks run in
/// them, as often as the suite runs them: in each pod one after the other, in all pods at once. The local cluster's pods
/// are reached at their addresses, so the confined ones keep their network; the sandboxes in Docker are left out.
/// </summary>
internal sealed class SamePods(Tools tools, ImageCatalog catalog, string kubeconfig) : IDisposable
{
    private const string Namespace = "kcr-bench";
    private const string Restarting = "-restarts";
    private const string Confined = "-confined";
    private const string Refused = "no program\n";

    // Of eight executions at once, two are compiled where there is a compiler, and it refuses six.
    private const int AtOnce = 8;
    private const int CompiledAtOnce = 2;
    private const string Data = "/mnt/data";
    private const string Input = "input.txt";

    private readonly HttpClient http = new();
    private readonly string file = Path.Combine(tools.Root, "artifacts", "bench", "pods.json");

    public async Task PrepareAsync()
    {
        var pods = (await tools.HarnessAsync("pod", "--output", "json")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var items = new JsonArray([
            .. pods.Select(pod => JsonNode.Parse(pod)),
            .. pods.Select(pod => Restart(JsonNode.Parse(pod)!)),
            .. pods.Select(pod => Confine(JsonNode.Parse(pod)!))]);
        await File.WriteAllTextAsync(file, new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = items }.ToJsonString());
        await RemoveAsync();
        await KubectlAsync("create", "namespace", Namespace);
    }

    public async Task RunAsync()
    {
        await KubectlAsync("--namespace", Namespace, "apply", "--filename", file);
        await KubectlAsync("--namespace", Namespace, "wait", "--for=condition=Ready", "pods", "--all", "--timeout=300s");
        var addresses = (await KubectlAsync(
                "--namespace", Namespace, "get", "pods", "--output", "jsonpath={range .items[*]}{.metadata.name} {.status.podIP}{\"\\n\"}{end}"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(words => words[0], words => words[1]);
        await Task.WhenAll(catalog.Languages.SelectMany(pair => Programs(pair.Image.Name, pair.Language, addresses)));
    }

    public Task CleanUpAsync() => KubectlAsync("--namespace", Namespace, "delete", "pods", "--all", "--grace-period=1", "--wait");

    public Task RemoveAsync() => KubectlAsync("delete", "namespace", Namespace, "--ignore-not-found", "--wait");

    public void Dispose() => http.Dispose();

    private IEnumerable<Task> Programs(string image, LanguageDefinition language, Dictionary<string, string> addresses)
    {
        var name = image == language.Name ? $"kcr-{image}" : $"kcr-{image}-{language.Name}";
        yield return OwnAsync(addresses[name], language);
        // It sleeps, and runs beside the others.
        yield return ExecuteAsync(addresses[name], language, ProgramRole.Tree, seconds: 2);
        yield return InTurnAsync(addresses[name + Restarting], language, [ProgramRole.Hello, ProgramRole.Hello, ProgramRole.Report]);
        yield return InTurnAsync(addresses[name + Confined], language, [ProgramRole.Hello, ProgramRole.Memory, ProgramRole.Hello]);
    }

    private async Task OwnAsync(string address, LanguageDefinition language)
    {
        await InTurnAsync(address, language, [.. language.Programs.Keys.Order().Where(role => role is not (ProgramRole.Tree or ProgramRole.Memory))]);
        var compiled = language.Programs.ContainsKey(ProgramRole.CompileError) ? CompiledAtOnce : AtOnce;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(index => index < compiled
            ? ExecuteAsync(address, language, ProgramRole.Hello, seconds: 60)
            : SendAsync(address, Refused, seconds: 60)));
    }

    private async Task InTurnAsync(string address, LanguageDefinition language, IReadOnlyList<ProgramRole> roles)
    {
        foreach (var role in roles)
        {
            await ExecuteAsync(address, language, role, seconds: 60);
        }
    }

    private async Task ExecuteAsync(string address, LanguageDefinition language, ProgramRole role, int seconds)
    {
        foreach (var path in language.Programs[role].With)
        {
            await UploadAsync(address, Path.GetFileName(path), await ReadAsync(path));
        }

        if (role == ProgramRole.Files)
        {
            await UploadAsync(address, Input, "a line\n");
        }

        var source = (await ReadAsync(language.Programs[role].Path))
            .Replace("{{nonce}}", "/tmp/none", StringComparison.Ordinal)
            .Replace("{{directory}}", Data, StringComparison.Ordinal)
            .Replace("{{input}}", $"{Data}/{Input}", StringComparison.Ordinal)
            .Replace("{{file}}", $"{Data}/output.png", StringComparison.Ordinal)
            .Replace("{{marker}}", "86400.1", StringComparison.Ordinal)
            .Replace("{{imports}}", string.Join('\n', language.Packages.Select(package => package.Import)), StringComparison.Ordinal);
        await SendAsync(address, source, seconds);
    }

    private async Task SendAsync(string address, string code, int seconds)
    {
        using var answer = await http.PostAsJsonAsync(new Uri($"http://{address}:8080/execute"), new { code, timeout = seconds });
        answer.EnsureSuccessStatusCode();
    }

    private Task<string> ReadAsync(string path) => File.ReadAllTextAsync(Path.Combine(catalog.Root, path));

    private async Task UploadAsync(string address, string name, string content)
    {
        using var form = new MultipartFormDataContent { { new StringContent(content), "files", name } };
        using var answer = await http.PostAsync(new Uri($"http://{address}:8080/files"), form);
        answer.EnsureSuccessStatusCode();
    }

    private static JsonNode Restart(JsonNode pod)
    {
        pod["metadata"]!["name"] = (string)pod["metadata"]!["name"]! + Restarting;
        pod["spec"]!["restartPolicy"] = "Always";
        return pod;
    }

    private static JsonNode Confine(JsonNode pod)
    {
        pod["metadata"]!["name"] = (string)pod["metadata"]!["name"]! + Confined;
        foreach (var container in pod["spec"]!["containers"]!.AsArray().Where(container => (string?)container!["name"] == "main"))
        {
            container!["securityContext"]!["readOnlyRootFilesystem"] = true;
        }

        return pod;
    }

    private Task<string> KubectlAsync(params IReadOnlyList<string> arguments) =>
        tools.RunAsync("kubectl", ["--kubeconfig", kubeconfig, "--context", LocalCluster.Context, .. arguments]);
}
