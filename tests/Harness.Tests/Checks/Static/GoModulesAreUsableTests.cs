using Harness.Checks;
using Harness.Snapshots;
using NUnit.Framework;
using Shouldly;
using static Harness.Tests.Checks.Static.SampleImage;

namespace Harness.Tests.Checks.Static;

[Parallelizable(ParallelScope.All)]
public sealed class GoModulesAreUsableTests
{
    private const string Download = "/go/pkg/mod/cache/download/github.com/!burnt!sushi/toml/@v/v1.4.0";

    private static readonly SampleImage Image = (Good with { GoModules = ["github.com/BurntSushi/toml@v1.4.0"] })
        .With(Owned(Directory("/go/pkg/mod")), Owned(Directory("/go/pkg/mod/github.com")), Owned(Directory("/go/pkg/mod/github.com/!burnt!sushi")))
        .With(Owned(Directory("/go/pkg/mod/github.com/!burnt!sushi/toml@v1.4.0", mode: 0b101_101_101)))
        .With(Owned(File("/go/pkg/mod/github.com/!burnt!sushi/toml@v1.4.0/go.mod")))
        .With([.. Parents(Download)])
        .With(Owned(File($"{Download}.info")), Owned(File($"{Download}.mod")), Owned(File($"{Download}.zip")), Owned(File($"{Download}.ziphash")))
        .With(Owned(Directory("/mnt/data/go-build")))
        .Assigning("GOCACHE=/mnt/data/go-build");

    [Test]
    public void A_whole_cache_of_65532_passes()
    {
        var finding = Image.Examine("FS010");
        finding.Passed.ShouldBeTrue(finding.Observed);
    }

    [Test]
    public void A_cache_of_roots_fails_with_the_paths() => Fails(
        Image.With(File($"{Download}.zip"), Directory("/go/pkg/mod/cache")),
        $"2 paths in /go/pkg/mod are not owned by 65532: /go/pkg/mod/cache (0:0), {Download}.zip (0:0)");

    [Test]
    public void Many_paths_of_roots_are_counted() =>
        (Image with { Files = [.. Image.Files.Select(file => file with { Uid = file.Path.StartsWith("/go", StringComparison.Ordinal) ? 0 : file.Uid })] })
            .Examine("FS010").Observed.ShouldMatch(@"^15 paths in /go/pkg/mod are not owned by 65532: (/go\S* \(0:65532\),? ){5}and 10 more$");

    [Test]
    public void A_missing_cache_fails_in_every_respect()
    {
        var image = Image with { Files = [.. Image.Files.Where(file => !file.Path.StartsWith("/go", StringComparison.Ordinal))] };
        image.Examine("FS010").Observed.Split(Environment.NewLine).ShouldBe(
        [
            "/go/pkg/mod is not in the image, or is not a directory",
            "github.com/BurntSushi/toml@v1.4.0 is not unpacked: /go/pkg/mod/github.com/!burnt!sushi/toml@v1.4.0 is missing or empty",
            "github.com/BurntSushi/toml@v1.4.0 is not complete in the download cache: "
            + $"missing or empty {Download}.info, {Download}.mod, {Download}.zip, {Download}.ziphash",
        ]);
    }

    [Test]
    public void A_download_cache_that_lacks_a_file_fails() => Fails(
        Image.Without($"{Download}.ziphash"),
        $"github.com/BurntSushi/toml@v1.4.0 is not complete in the download cache: missing or empty {Download}.ziphash");

    [Test]
    public void A_module_that_is_not_unpacked_fails() => Fails(
        Image.Without("/go/pkg/mod/github.com/!burnt!sushi/toml@v1.4.0/go.mod"),
        "github.com/BurntSushi/toml@v1.4.0 is not unpacked: /go/pkg/mod/github.com/!burnt!sushi/toml@v1.4.0 is missing or empty");

    [Test]
    public void A_build_cache_of_roots_fails() => Fails(
        Image.With(Directory("/mnt/data/go-build")),
        "GOCACHE=/mnt/data/go-build cannot be created or written by 65532: /mnt/data/go-build is 0:0, mode 0755");

    [Test]
    public void A_build_cache_that_is_not_there_passes_where_it_can_be_created()
    {
        var image = Image.Without("/mnt/data/go-build");
        image.Examine("FS010").Passed.ShouldBeTrue();
        Fails(image.With(Directory("/mnt/data")), "GOCACHE=/mnt/data/go-build cannot be created or written by 65532: /mnt/data is 0:0, mode 0755");
    }

    [Test]
    public void No_build_cache_fails() => Fails(
        Image with { Entrypoint = Good.Entrypoint }, "GOCACHE is not set to an absolute path in the ENTRYPOINT");

    private static void Fails(SampleImage image, string observed)
    {
        Finding finding = image.Examine("FS010");
        finding.Passed.ShouldBeFalse();
        finding.Observed.ShouldBe(observed);
    }

    private static FileEntry Owned(FileEntry entry) => entry with { Uid = NonRoot, Gid = NonRoot };

    private static IEnumerable<FileEntry> Parents(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(3, parts.Length - 4).Select(count => Owned(Directory("/" + string.Join('/', parts.Take(count + 1)))));
    }
}
