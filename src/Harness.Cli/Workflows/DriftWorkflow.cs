using Harness.Catalog;
using Harness.Cli.Terminal;
using Harness.Reports;
using Harness.Sandboxes.Kubernetes.Drift;

namespace Harness.Cli.Workflows;

/// <summary>Compares manifests with the contract and shows where they differ.</summary>
/// <param name="catalog">The languages with their limits.</param>
/// <param name="output">Where it writes.</param>
internal sealed class DriftWorkflow(ImageCatalog catalog, Output output)
{
    private const int Indent = 12;

    /// <summary>Reads the file, compares and shows.</summary>
    public async Task<ExitStatus> RunAsync(DriftRequest request, CancellationToken cancellation)
    {
        var pods = new DriftComparison(catalog).Compare(await ReadAsync(request.File, cancellation), request);
        if (output.Format == OutputFormat.Json)
        {
            WriteJson(pods);
        }
        else
        {
            Write(pods);
        }

        return pods.Any(pod => pod.Differences.Count > 0) ? ExitStatus.CheckFailed : ExitStatus.Passed;
    }

    private async Task<string> ReadAsync(string file, CancellationToken cancellation)
    {
        if (file == "-")
        {
            return await output.In.ReadToEndAsync(cancellation);
        }

        try
        {
            return await File.ReadAllTextAsync(file, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{file}' cannot be read: {fault.Message} Expected a file with Kubernetes manifests, or - for standard input.");
        }
    }

    private void Write(IReadOnlyList<PodDrift> pods)
    {
        foreach (var pod in pods)
        {
            Line(0, "", pod switch
            {
                { IsSandbox: false } => $"– {pod.Name}: no sandbox, not compared",
                { Differences.Count: 0 } => $"✓ {Describe(pod)}: as the contract says",
                _ => $"✗ {Describe(pod)}: {Count(pod.Differences.Count)}",
            });
            foreach (var difference in pod.Differences)
            {
                Line(0, "", $"  {difference.Path}");
                Line(Indent, "    expected", difference.Expected);
                Line(Indent, "    seen", difference.Seen);
                Line(Indent, "    why", difference.Why);
            }
        }

        var compared = pods.Where(pod => pod.IsSandbox).ToList();
        Line(
            0,
            "",
            $"{Count(compared.Sum(pod => pod.Differences.Count))} in {compared.Count(pod => pod.Differences.Count > 0)} of "
            + $"{compared.Count} sandbox{(compared.Count == 1 ? "" : "es")}");
    }

    private static string Describe(PodDrift pod) =>
        $"{pod.Name} (main {pod.Main ?? "missing"}, sidecar {pod.Sidecar ?? "missing"}, {pod.Language})";

    private static string Count(int differences) => differences == 1 ? "1 difference" : $"{differences} differences";

    private void Line(int indent, string label, string text)
    {
        // A manifest is somebody else's text: it must not drive the terminal.
        foreach (var line in Wrapping.Beside(label, indent == 0 ? 0 : indent + 1, Printable.Terminal(text), output.Width))
        {
            output.Out.WriteLine(line);
        }
    }

    private void WriteJson(IReadOnlyList<PodDrift> pods) => output.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", JsonReport.SchemaVersion);
        json.WriteNumber("differences", pods.Sum(pod => pod.Differences.Count));
        json.WriteStartArray("pods");
        foreach (var pod in pods)
        {
            json.WriteStartObject();
            json.WriteString("object", pod.Name);
            json.WriteBoolean("compared", pod.IsSandbox);
            json.WriteString("main", pod.Main);
            json.WriteString("sidecar", pod.Sidecar);
            json.WriteString("language", pod.Language);
            json.WriteStartArray("differences");
            foreach (var difference in pod.Differences)
            {
                json.WriteStartObject();
                json.WriteString("path", difference.Path);
                json.WriteString("expected", difference.Expected);
                json.WriteString("seen", difference.Seen);
                json.WriteString("why", difference.Why);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
