using System.Text.Json.Nodes;
using Harness.EngineTests.Services;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.CommandLine;

/// <summary>
/// What is pushed: from a builder elsewhere, with what it consists of and how it was made; for two platforms under one reference; twice
/// the same from the same sources; and what is said where a registry does not take all of it.
/// </summary>
[TestFixture]
[NonParallelizable]
internal sealed class SupplyChainTests
{
    private const string Minimal = "3.13-debian13";

    // BuildKit's own scanner is at Docker Hub. This one lists the directories of /usr, by BuildKit's protocol for scanners
    // (https://github.com/moby/buildkit/blob/master/docs/attestations/sbom-protocol.md).
    private const string Scanner = """
        set -eu
        list=
        for entry in "$BUILDKIT_SCAN_SOURCE"/usr/*; do
            list="$list${list:+, }{\"name\": \"${entry##*/}\", \"SPDXID\": \"SPDXRef-${entry##*/}\"}"
        done
        cat >"$BUILDKIT_SCAN_DESTINATION/sbom.spdx.json" <<END
        {
          "_type": "https://in-toto.io/Statement/v0.1",
          "predicateType": "https://spdx.dev/Document",
          "predicate": {
            "spdxVersion": "SPDX-2.3",
            "creationInfo": {"creators": ["Tool: kcr-test-scanner"], "created": "2026-01-01T00:00:00Z"},
            "packages": [$list]
          }
        }
        END
        """;

    // Not there where no second engine can be started, or one of the two did not start.
    private RegistryService registry = null!;
    private SecondEngine engine = null!;
    private string builder = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (!SecondEngine.IsPossible)
        {
            Assert.Ignore("A second engine takes root, and dockerd and ip on PATH.");
        }

        registry = await RegistryService.StartAsync(hasTls: false);
        (await registry.LogInAsync(registry.Password)).ExitCode.ShouldBe(0);
        engine = await SecondEngine.StartAsync();
        builder = await engine.AsBuilderAsync(registry.User);
        foreach (var (name, tag) in new[] { ("python", Minimal), ("python", $"{Minimal}-dev"), ("r-base", "4-debian13"), ("r-base", "4-debian13-dev") })
        {
            await PushAsync($"localhost/kcr-bases/{name}:{tag}", $"{registry.Address}/dhi/{name}:{tag}");
        }

        // As dhi.io's bases, this one says how it was made.
        await BuildAsync($"{registry.Address}/dhi/python:{Minimal}", ["--builder", builder, "--push", "--provenance=mode=max"],
            $"FROM {registry.Address}/dhi/python:{Minimal}\nLABEL com.docker.dhi.shell=\n");
        await BuildAsync($"{registry.Address}/scanner:1", ["--builder", builder, "--push", "--provenance=false"],
            $"FROM {registry.Address}/dhi/python:{Minimal}-dev\nCOPY scan.sh /scan.sh\nENTRYPOINT [\"/bin/bash\", \"/scan.sh\"]\n", ("scan.sh", Scanner));
    }

    [OneTimeTearDown]
    public async Task RemoveAsync()
    {
        if (engine is not null)
        {
            await engine.DisposeAsync();
        }

        if (registry is not null)
        {
            await registry.DisposeAsync();
        }
    }

    [Test]
    public async Task A_builder_elsewhere_pushes_with_attestations_and_what_it_pushed_is_pulled_and_tested()
    {
        var repository = $"{registry.Address}/attested/kcr";
        var scanner = $"{registry.Address}/scanner:1";
        var pushed = JsonNode.Parse(await HarnessAsync(
            0, "build", "python", "--set", "core", "-r", repository, "--push", "--builder", builder, "--sbom", scanner, "--output", "json"))!;
        pushed["status"]!.GetValue<string>().ShouldBe("success");
        pushed["images"]![0]!["attestations"]!.ToJsonString().ShouldBe("""["provenance","SBOM"]""");
        var digest = pushed["images"]![0]!["digest"]!.GetValue<string>();

        var reference = $"{repository}-python:latest";
        try
        {
            var report = Path.Combine(registry.DockerConfig, "report.json");
            await HarnessAsync(
                0, "test", "docker", "-l", "py", "-r", repository, "--sidecar-image", "kcr-sidecar:latest", "--check", "LANG001", "--report", report);
            JsonNode.Parse(await File.ReadAllTextAsync(report))!["images"]!.AsArray().Select(image => image!["registryDigest"]?.GetValue<string>())
                .ShouldContain(found => found != null && found.EndsWith(digest, StringComparison.Ordinal));

            var inspected = JsonNode.Parse(await HarnessAsync(0, "inspect", reference, "--attestations", "--output", "json"))!;
            var attested = inspected["images"]![0]!["attested"]!.AsArray();
            Kinds(attested[0]!).ShouldBe(["SBOM (SPDX)", "provenance (SLSA)"], ignoreOrder: true);
            Kinds(attested[1]!).ShouldBe(["provenance (SLSA)"]);
            Facts(attested[0]!).ShouldContain("by kcr-test-scanner");
            Facts(attested[0]!).ShouldContain(fact => fact.EndsWith("packages", StringComparison.Ordinal) && fact != "0 packages");
            Facts(attested[0]!).ShouldContain(fact => fact.StartsWith("ARGs ", StringComparison.Ordinal) && fact.Contains("PYTHON_VERSION=3.13"));
            (await HarnessAsync(0, "inspect", reference, "--attestations")).ShouldSay("signatures are not verified");
        }
        finally
        {
            await Commands.RunAsync("docker", "image", "rm", "--force", reference);
        }
    }

    [Test]
    public async Task An_engine_that_can_attest_nothing_pushes_without_and_says_so_and_refuses_what_was_asked_for()
    {
        var repository = $"{registry.Address}/plain/kcr";
        string[] build = ["build", "python", "--set", "core", "-r", repository, "--push"];
        try
        {
            (await HarnessAsync(0, build)).ShouldSay("Pushed without SBOM and provenance");
            (await HarnessAsync(3, [.. build, "--sbom", $"{registry.Address}/scanner:1"])).ShouldSay("turn on the engine's containerd image store");
        }
        finally
        {
            await Commands.RunAsync("docker", "image", "rm", "--force", $"{repository}-python:latest");
        }
    }

    [Test]
    public async Task The_same_sources_give_the_same_digests_where_their_time_is_given()
    {
        var first = await DigestsAsync("first", "1700000000");
        var second = await DigestsAsync("second", "1700000000");
        var other = await DigestsAsync("other", null);

        second.ShouldBe(first);
        other.ShouldNotBe(first);
        first.Distinct().Count().ShouldBe(2);

        async Task<string[]> DigestsAsync(string name, string? epoch)
        {
            var text = await HarnessAsync(0, epoch is null ? [] : new() { ["SOURCE_DATE_EPOCH"] = epoch }, [
                "build", "python", "r", "--set", "core", "-r", $"{registry.Address}/{name}/kcr", "--push", "--builder", builder, "--no-cache",
                "--provenance", "none", "--sbom", "none", "--output", "json",
            ]);
            return [.. JsonNode.Parse(text)!["images"]!.AsArray().Select(image => image!["digest"]!.GetValue<string>())];
        }
    }

    [Test]
    public async Task Images_of_two_platforms_are_one_index()
    {
        using var copy = new RepositoryCopy();
        copy.Edit("images/python/Dockerfile", text => text[..text.IndexOf("####", StringComparison.Ordinal)]
            + "FROM ${PYTHON_BASE} AS final\nCOPY requirements.txt /\nUSER 65532:65532\nENTRYPOINT [\"/usr/bin/env\", \"-i\"]\n"
            + "CMD [\"sleep\", \"infinity\"]\n");
        List<string> parts = [];
        foreach (var platform in (string[])["amd64", "arm64"])
        {
            var name = $"{registry.Address}/both/python:{platform}";
            await BuildAsync(name, ["--platform", $"linux/{platform}", "--push"], "FROM scratch\nCOPY base /base\n", ("base", platform));
            parts.Add(name);
        }

        var joined = await registry.DockerAsync(["buildx", "imagetools", "create", "--tag", $"{registry.Address}/both/python:{Minimal}", .. parts]);
        joined.ExitCode.ShouldBe(0, joined.Error);
        var repository = $"{registry.Address}/index/kcr";
        var environment = new Dictionary<string, string>(copy.Environment) { ["DHI_MIRROR"] = $"{registry.Address}/both" };

        var text = await HarnessAsync(0, environment, [
            "build", "python", "--set", "core", "-r", repository, "--push", "--platform", "linux/amd64,linux/arm64", "--output", "json",
        ]);

        var image = JsonNode.Parse(text)!["images"]![0]!;
        image["platforms"]!.AsArray().Select(platform => platform!["platform"]!.GetValue<string>()).ShouldBe(["linux/amd64", "linux/arm64"]);
        var there = await registry.DockerAsync("buildx", "imagetools", "inspect", "--format", "{{json .}}", $"{repository}-python:latest");
        there.ExitCode.ShouldBe(0, there.Error);
        var index = JsonNode.Parse(there.Output)!;
        index["manifest"]!["digest"]!.GetValue<string>().ShouldBe(image["digest"]!.GetValue<string>());
        var layers = ((string[])["linux/amd64", "linux/arm64"])
            .Select(platform => index["image"]![platform]!["config"]!["Labels"]!["kcr.dev/base-layers"]!.GetValue<string>()).ToList();
        layers.Distinct().Count().ShouldBe(2, "each has the layers of its own base in its label");
    }

    [Test]
    public async Task A_push_that_breaks_off_says_what_is_there()
    {
        await using var small = await RegistryService.StartAsync(hasTls: false, megabytes: 8);
        (await registry.User.LogInAsync(small.Address, small.Password)).ExitCode.ShouldBe(0);
        var repository = $"{small.Address}/kcr";
        try
        {
            var text = await HarnessAsync(3, "build", "python", "--set", "core", "-r", repository, "--push", "--builder", builder);

            text.ShouldSay($"The registry has nothing under {repository}-python:latest");
            text.ShouldSay("no image was pushed to its end");
        }
        finally
        {
            await registry.DockerAsync("logout", small.Address);
        }
    }

    private static IEnumerable<string> Kinds(JsonNode subject) => subject["attestations"]!.AsArray().Select(one => one!["kind"]!.GetValue<string>());

    private static List<string> Facts(JsonNode subject) =>
        [.. subject["attestations"]!.AsArray().SelectMany(one => one!["facts"]!.AsArray()).Select(fact => fact!.GetValue<string>())];

    private async Task PushAsync(string image, string name)
    {
        await Commands.RunAsync("docker", "tag", image, name);
        var pushed = await registry.DockerAsync("push", "--quiet", name);
        pushed.ExitCode.ShouldBe(0, pushed.Error);
        await Commands.RunAsync("docker", "image", "rm", name);
    }

    private async Task BuildAsync(string name, IReadOnlyList<string> options, string dockerfile, params (string Name, string Text)[] files)
    {
        var context = Directory.CreateTempSubdirectory("kcr-supply-");
        try
        {
            foreach (var (file, text) in files.Append(("Dockerfile", dockerfile)))
            {
                await File.WriteAllTextAsync(Path.Combine(context.FullName, file), text);
            }

            var built = await registry.DockerAsync(["buildx", "build", "--tag", name, .. options, context.FullName]);
            built.ExitCode.ShouldBe(0, built.Error);
        }
        finally
        {
            context.Delete(recursive: true);
        }
    }

    private Task<string> HarnessAsync(int expected, params string[] arguments) => HarnessAsync(expected, [], arguments);

    /// <summary>What the command wrote on standard output where it is JSON, and all that it wrote otherwise.</summary>
    private async Task<string> HarnessAsync(int expected, Dictionary<string, string> environment, string[] arguments)
    {
        var variables = new Dictionary<string, string>
        {
            ["DHI_MIRROR"] = $"{registry.Address}/dhi",
            ["DOCKER_CONFIG"] = registry.DockerConfig,
            ["DHI_USERNAME"] = DockerUser.Name,
            ["DHI_PASSWORD"] = registry.Password,
        };
        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }

        using var harness = HarnessProcess.Start(variables, arguments);
        var exit = await harness.ExitAsync();
        exit.ShouldBe(expected, harness.Text);
        registry.ShouldNotBeToldIn(harness.Text);
        return arguments.Contains("json") ? harness.Output : harness.Text;
    }
}
