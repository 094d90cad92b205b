using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Images;

namespace Harness.EngineTests.Mutants;

/// <summary>
/// An image whose configuration names another architecture than its files have, which no builder makes. It is loaded as an
/// archive without its layers, since the engine has them.
/// </summary>
internal static class MislabelledImage
{
    public static async Task LoadAsync(ImageReference good, ImageReference reference, string architecture)
    {
        var inspected = JsonNode.Parse(await Commands.RunAsync("docker", "image", "inspect", good.ToString()))![0]!;
        var layers = inspected["RootFS"]!["Layers"]!.AsArray();
        var configuration = JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["architecture"] = architecture,
            ["os"] = "linux",
            ["config"] = inspected["Config"]!.DeepClone(),
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = layers.DeepClone() },
        });
        var name = $"{Convert.ToHexStringLower(SHA256.HashData(configuration))}.json";
        var manifest = new JsonArray(new JsonObject
        {
            ["Config"] = name,
            ["RepoTags"] = new JsonArray(reference.ToString()),
            ["Layers"] = new JsonArray([.. layers.Select((_, index) => JsonValue.Create($"{index}/layer.tar"))]),
        });

        var archive = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.tar");
        try
        {
            await using (var writer = new TarWriter(File.Create(archive)))
            {
                await WriteAsync(writer, name, configuration);
                await WriteAsync(writer, "manifest.json", Encoding.UTF8.GetBytes(manifest.ToJsonString()));
            }

            await Commands.RunAsync("docker", "image", "load", "--input", archive);
        }
        finally
        {
            File.Delete(archive);
        }
    }

    private static Task WriteAsync(TarWriter writer, string name, byte[] content) =>
        writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
}
