using System.Text.Json.Nodes;

namespace Harness.EngineTests.Kubernetes;

/// <summary>The JSON report of a run, read and removed.</summary>
internal sealed class RunReports : IDisposable
{
    /// <summary>Where the run writes it.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"kcr-k8s-{Guid.NewGuid():N}.json");

    /// <summary>The exit status that it tells of.</summary>
    public int ExitStatus => (int)Read()["exitStatus"]!;

    /// <summary>The ids of the checks that ended so, each once.</summary>
    public IReadOnlyList<string> Checks(string outcome) =>
        [.. Read()["results"]!.AsArray().Where(result => (string?)result!["outcome"] == outcome).Select(result => (string)result!["check"]!).Distinct()];

    public void Dispose() => File.Delete(Path);

    private JsonNode Read() => JsonNode.Parse(File.ReadAllText(Path))!;
}
