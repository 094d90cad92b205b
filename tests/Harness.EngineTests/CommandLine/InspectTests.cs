using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using ZstdSharp;

namespace Harness.EngineTests.CommandLine;

/// <summary>An image is the same image from wherever it is read.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class InspectTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("kcr-inspect-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Test]
    public async Task The_findings_are_the_same_from_the_engine_from_docker_save_and_from_an_oci_layout()
    {
        // Whiteouts, a hard link and several faults on top of a good image.
        var image = await TestImages.BuildAsync(
            "inspected",
            "FROM kcr-r:latest",
            "USER 0",
            "RUN rm -r /usr/share/zoneinfo && mkdir /usr/share/zoneinfo && ln /usr/bin/sleep /usr/bin/nap && chmod 0700 /mnt/data && chmod u+s /usr/bin/nap",
            "USER 1000",
            "CMD [\"R\"]");
        var saved = Path.Combine(directory, "saved.tar");
        await Commands.RunAsync("docker", "save", "--output", saved, image);
        var layout = await LayoutAsync(saved, image);
        var archive = Path.Combine(directory, "layout.tar");
        await TarFile.CreateFromDirectoryAsync(layout, archive, includeBaseDirectory: false);

        var fromEngine = await FindingsAsync(image, "r", expected: 1, engine: true);
        fromEngine.Count(finding => finding.Contains("\"failed\"", StringComparison.Ordinal)).ShouldBeGreaterThan(2);
        foreach (var place in (string[])[$"docker-archive:{saved}", saved, $"oci:{layout}", $"oci-archive:{archive}"])
        {
            (await FindingsAsync(place, "r", expected: 1, engine: false)).ShouldBe(fromEngine, place);
        }
    }

    [Test]
    public async Task A_good_image_is_good_in_a_file_too_and_has_no_difference()
    {
        const string Image = "kcr-php:latest";
        var saved = Path.Combine(directory, "saved.tar");
        var state = Path.Combine(directory, "state.json");
        await Commands.RunAsync("docker", "save", "--output", saved, Image);

        (await FindingsAsync($"docker-archive:{saved}", "php", expected: 0, engine: false)).ShouldNotBeEmpty();
        (await InspectAsync(expected: 0, engine: true, Image, "--save", state)).ShouldContain(Image);
        (await InspectAsync(expected: 0, engine: false, $"docker-archive:{saved}", "--against", state)).ShouldContain("no difference");
    }

    /// <summary>The layout that is in an archive of docker save, the layers by turns gzip, zstd and plain.</summary>
    private async Task<string> LayoutAsync(string saved, string image)
    {
        var unpacked = Directory.CreateDirectory(Path.Combine(directory, "unpacked")).FullName;
        await TarFile.ExtractToDirectoryAsync(saved, unpacked, overwriteFiles: false);
        var layout = Path.Combine(directory, "layout");
        Directory.CreateDirectory(Path.Combine(layout, "blobs", "sha256"));
        File.Copy(Path.Combine(unpacked, "oci-layout"), Path.Combine(layout, "oci-layout"));

        var index = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(unpacked, "index.json")))!;
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Blob(unpacked, index["manifests"]![0]!)))!;
        File.Copy(Blob(unpacked, manifest["config"]!), Blob(layout, manifest["config"]!));
        foreach (var (number, layer) in manifest["layers"]!.AsArray().Index())
        {
            var compressed = Path.Combine(directory, "layer");
            await using (var plain = File.OpenRead(Blob(unpacked, layer!)))
            await using (var file = File.Create(compressed))
            await using (Stream written = (number % 3) switch
            {
                0 => new GZipStream(file, CompressionLevel.Fastest),
                1 => new CompressionStream(file),
                _ => new BufferedStream(file),
            })
            {
                await plain.CopyToAsync(written);
            }

            layer!["digest"] = await DigestAsync(compressed);
            layer["size"] = new FileInfo(compressed).Length;
            File.Move(compressed, Blob(layout, layer), overwrite: true);
        }

        var rewritten = Path.Combine(directory, "manifest");
        await File.WriteAllTextAsync(rewritten, manifest.ToJsonString());
        var entry = new JsonObject
        {
            ["mediaType"] = "application/vnd.oci.image.manifest.v1+json",
            ["digest"] = await DigestAsync(rewritten),
            ["size"] = new FileInfo(rewritten).Length,
            ["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = image },
        };
        File.Move(rewritten, Blob(layout, entry));
        await File.WriteAllTextAsync(
            Path.Combine(layout, "index.json"), new JsonObject { ["schemaVersion"] = 2, ["manifests"] = new JsonArray(entry) }.ToJsonString());
        return layout;
    }

    private static string Blob(string layout, JsonNode descriptor) => Path.Combine(layout, "blobs", ((string)descriptor["digest"]!).Replace(':', '/'));

    private static async Task<string> DigestAsync(string file)
    {
        await using var stream = File.OpenRead(file);
        return $"sha256:{Convert.ToHexStringLower(await SHA256.HashDataAsync(stream))}";
    }

    private async Task<IReadOnlyList<string>> FindingsAsync(string image, string held, int expected, bool engine)
    {
        var text = await InspectAsync(expected, engine, image, "--as", held, "--findings", "--output", "json");
        // What comes on standard error, should the command build itself first, stands behind it.
        using var document = JsonDocument.Parse(text[..(text.LastIndexOf('}') + 1)]);
        return [.. document.RootElement.GetProperty("images")[0].GetProperty("findings").EnumerateArray().Select(finding => finding.GetRawText())];
    }

    /// <summary>With a cache that is empty, and without an engine where none is to be needed.</summary>
    private async Task<string> InspectAsync(int expected, bool engine, params string[] arguments)
    {
        var environment = new Dictionary<string, string> { ["XDG_CACHE_HOME"] = Path.Combine(directory, Guid.NewGuid().ToString("n")) };
        if (!engine)
        {
            environment["DOCKER_HOST"] = $"unix://{directory}/no-engine.sock";
        }

        var (exitCode, text) = await HarnessProcess.RunAsync(environment, ["inspect", .. arguments]);
        exitCode.ShouldBe(expected, text);
        return text;
    }
}
