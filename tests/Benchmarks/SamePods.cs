using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Harness.Catalog;

namespace Harness.Benchmarks;

/// <summary>
/// The pods of a whole run, two for each language, started with kubectl alone, and the programs of the checks run in
/// them: in each pod one after the other, in all pods at once. The local cluster's pods are reached at their addresses.
/// </summary>
internal sealed class SamePods(Tools tools, ImageCatalog catalog, string kubeconfig) : IDisposable
{
    private const string Namespace = "kcr-bench";
    private const string Restarting = "-restarts";
    private const string Data = "/mnt/data";
    private const string Input = "input.txt";

    private readonly HttpClient _http = new();
    private readonly string _file = Path.Combine(tools.Root, "artifacts", "bench", "pods.json");

    public async Task PrepareAsync()
    {
        var pods = (await tools.HarnessAsync("pod", "--output", "json")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var items = new JsonArray([.. pods.Select(pod => JsonNode.Parse(pod)), .. pods.Select(pod => Restart(JsonNode.Parse(pod)!))]);
        await File.WriteAllTextAsync(_file, new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = items }.ToJsonString());
        await RemoveAsync();
        await KubectlAsync("create", "namespace", Namespace);
    }

    public async Task RunAsync()
    {
        await KubectlAsync("--namespace", Namespace, "apply", "--filename", _file);
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

    public void Dispose() => _http.Dispose();

    private IEnumerable<Task> Programs(string image, LanguageDefinition language, Dictionary<string, string> addresses)
    {
        var name = image == language.Name ? $"kcr-{image}" : $"kcr-{image}-{language.Name}";
        yield return InTurnAsync(addresses[name], language, [.. language.Programs.Keys.Order().Where(role => role != ProgramRole.Tree)]);
        // It sleeps, and runs beside the others.
        yield return ExecuteAsync(addresses[name], language, ProgramRole.Tree, seconds: 2);
        yield return InTurnAsync(addresses[name + Restarting], language, [ProgramRole.Hello, ProgramRole.Hello, ProgramRole.Report]);
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
        using var answer = await _http.PostAsJsonAsync(new Uri($"http://{address}:8080/execute"), new { code = source, timeout = seconds });
        answer.EnsureSuccessStatusCode();
    }

    private Task<string> ReadAsync(string path) => File.ReadAllTextAsync(Path.Combine(catalog.Root, path));

    private async Task UploadAsync(string address, string name, string content)
    {
        using var form = new MultipartFormDataContent { { new StringContent(content), "files", name } };
        using var answer = await _http.PostAsync(new Uri($"http://{address}:8080/files"), form);
        answer.EnsureSuccessStatusCode();
    }

    private static JsonNode Restart(JsonNode pod)
    {
        pod["metadata"]!["name"] = (string)pod["metadata"]!["name"]! + Restarting;
        pod["spec"]!["restartPolicy"] = "Always";
        return pod;
    }

    private Task<string> KubectlAsync(params IReadOnlyList<string> arguments) =>
        tools.RunAsync("kubectl", ["--kubeconfig", kubeconfig, "--context", LocalCluster.Context, .. arguments]);
}
