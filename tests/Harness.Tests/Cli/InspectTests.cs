using System.Text.Json;
using Harness.Cli;
using Harness.Tests.Snapshots.Archives;
using NUnit.Framework;
using Shouldly;
using Root = Harness.Tests.Catalog.RepositoryRoot;

namespace Harness.Tests.Cli;

[TestFixture]
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class InspectTests : IDisposable
{
    private static readonly byte[] Base = new TarBuilder()
        .Directory("usr/bin/").File("usr/bin/env", "env", mode: 0b111_101_101).File("opt/x/gone", "123").Build();
    private static readonly byte[] Changed = new TarBuilder()
        .Directory("usr/bin/").File("usr/bin/env", "other", mode: 0b111_111_111)
        .Directory("srv/").Directory("srv/new/").File("srv/new/a", "12").File("srv/new/b", "3").Build();

    private readonly string directory = Directory.CreateTempSubdirectory("inspect-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Test]
    public void An_image_in_a_file_is_inspected_and_checked_without_an_engine()
    {
        var file = Image("image.tar", Base);

        var (status, output, error) = Run("inspect", $"docker-archive:{file}", "--findings", "--as", "python");

        status.ShouldBe(ExitStatus.CheckFailed, error);
        output.ShouldContain($"docker-archive:{file}");
        output.ShouldContain("6 B in 1 layer, 7 paths");
        output.ShouldContain("✓ CFG002 CMD is sleep infinity");
        output.ShouldContain("✗ FS002 /mnt/data");
        output.ShouldMatch("observed .*");
        output.ShouldMatch(@"\d+ passed, \d+ failed, 0 errors, \d+ skipped");
    }

    [Test]
    public void Findings_in_json_are_those_of_the_text()
    {
        var (status, output, _) = Run("inspect", Image("image.tar", Base), "--findings", "--as", "python", "--output", "json");

        status.ShouldBe(ExitStatus.CheckFailed);
        var findings = JsonDocument.Parse(output).RootElement.GetProperty("images")[0].GetProperty("findings").EnumerateArray()
            .ToDictionary(finding => finding.GetProperty("check").GetString()!, finding => finding.GetProperty("outcome").GetString());
        findings["CFG002"].ShouldBe("passed");
        findings["FS002"].ShouldBe("failed");
    }

    [Test]
    public void An_image_that_is_not_recognised_is_not_held_to_anything()
    {
        var (status, _, error) = Run("inspect", Image("image.tar", Base), "--findings");

        status.ShouldBe(ExitStatus.Usage);
        error.ShouldContain("is not recognised as an image of the catalog, so what is expected of it is not known. Say which it is with --as: python, ");
        Run("inspect", Image("image.tar", Base), "--findings", "--as", "pyhton").Error.ShouldContain("unknown image 'pyhton' for --as; did you mean 'python'?");
        Run("inspect", Image("image.tar", Base), "--as", "python").Error.ShouldContain("--as says what --findings holds the image to; add --findings.");
    }

    [Test]
    public void A_saved_state_is_compared_until_the_difference_is_accepted()
    {
        var state = Path.Combine(directory, "state.json");
        var good = Image("good.tar", Base);
        var changed = Image("changed.tar", Changed, "65532:65532", "HOME=/root");
        Run("inspect", good, "--save", state).Status.ShouldBe(ExitStatus.Passed);

        Run("inspect", good, "--against", state).Output.ShouldContain("no difference");
        var (status, output, _) = Run("inspect", changed, "--against", state);
        status.ShouldBe(ExitStatus.CheckFailed);
        output.ShouldContain("  entrypoint\n    ~ HOME: /tmp → /root\n".ReplaceLineEndings());
        output.ShouldContain("    - /opt: 3 paths, 3 B");
        output.ShouldContain("    + /srv: 4 paths, 3 B");
        output.ShouldContain("    ~ /usr/bin/env: mode 0755, 3 bytes, content b77349bf1fa9 → mode 0777, 5 bytes, content d9298a10d1b0");
        output.ShouldContain("  9 differences");

        Run("inspect", changed, "--against", state, "--accept").ShouldSatisfyAllConditions(
            run => run.Status.ShouldBe(ExitStatus.Passed),
            run => run.Output.ShouldContain("9 differences, accepted"),
            run => run.Error.ShouldContain($"Saved the state of {changed} in {state}."));
        Run("inspect", changed, "--against", state).Status.ShouldBe(ExitStatus.Passed);
    }

    [Test]
    public void Two_images_are_compared_and_json_has_every_difference()
    {
        var (status, output, _) = Run("inspect", Image("changed.tar", Changed), "--against", Image("good.tar", Base), "--output", "json");

        status.ShouldBe(ExitStatus.CheckFailed);
        var comparison = JsonDocument.Parse(output).RootElement.GetProperty("comparison");
        comparison.GetProperty("accepted").GetBoolean().ShouldBeFalse();
        comparison.GetProperty("differences").EnumerateArray().Select(one => $"{one.GetProperty("change")} {one.GetProperty("subject")}").ShouldBe(
        [
            "removed /opt", "removed /opt/x", "removed /opt/x/gone", "added /srv", "added /srv/new", "added /srv/new/a", "added /srv/new/b",
            "changed /usr/bin/env",
        ]);
    }

    [Test]
    public void What_makes_no_sense_is_said_all_at_once()
    {
        var state = Path.Combine(directory, "state.json");
        File.WriteAllText(state, "{}");
        var good = Image("good.tar", Base);

        Run("inspect", "--save", "new.json", "--accept").Error.ShouldSatisfyAllConditions(
            error => error.ShouldContain("--save is about one image; name it."),
            error => error.ShouldContain("--accept takes the image's state over into the file that --against names"));
        Run("inspect", good, "--save", state).Error.ShouldContain("is there already, and --save accepts nothing by chance.");
        Run("inspect", good, "--against", state).Error.ShouldContain("cannot be read as the saved state of an image");
        Run("inspect", good, "--save", "a", "--against", "b").Error.ShouldContain("contradict each other");
        Run("inspect", "python", "--platform", "linux/arm64").Error.ShouldContain("--platform chooses among the images of an archive or a layout");
        Run("inspect", good, "--platform", "arm").Error.ShouldContain("'arm' for --platform is not valid");
    }

    private string Image(string name, byte[] layer, string user = "65532:65532", string home = "HOME=/tmp")
    {
        var image = new ArchiveBuilder(layer)
        {
            Config = new
            {
                os = "linux",
                architecture = "amd64",
                config = new
                {
                    User = user,
                    WorkingDir = "/mnt/data",
                    Entrypoint = new[] { "/usr/bin/env", "-i", "PATH=/usr/bin", home },
                    Cmd = new[] { "sleep", "infinity" }
                },
            },
        };
        var file = Path.Combine(directory, name);
        File.WriteAllBytes(file, image.Blobs());
        return file;
    }

    private (ExitStatus Status, string Output, string Error) Run(params string[] arguments)
    {
        using var streams = new TestStreams(width: 200);
        var status = new Application(streams.Streams, new Composition(Environment)).Run(arguments);
        return (status, streams.Out, streams.Error);

        string? Environment(string name) => name switch
        {
            "KCR_HARNESS_ROOT" => Root.Path,
            "XDG_CACHE_HOME" => Path.Combine(directory, "cache"),
            _ => null,
        };
    }
}
