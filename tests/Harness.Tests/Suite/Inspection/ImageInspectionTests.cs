using Harness.Snapshots;
using Harness.Suite.Inspection;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Suite.Inspection;

[Parallelizable(ParallelScope.All)]
public sealed class ImageInspectionTests
{
    [Test]
    public void A_directory_counts_everything_below_it_and_gives_way_to_the_one_that_fills_it()
    {
        var found = ImageInspection.Of(Image(File("/usr/lib/deep/big", 900), File("/usr/bin/small", 40), File("/etc/x", 60)));

        found.LargestDirectories.ShouldBe([new("/usr/lib/deep", 900), new("/etc", 60), new("/usr/bin", 40)]);
    }

    [Test]
    public void Directories_that_share_a_parent_leave_it_in_the_list()
    {
        var found = ImageInspection.Of(Image(File("/opt/a/x", 50), File("/opt/b/y", 50)), directories: 2);

        found.LargestDirectories.ShouldBe([new("/opt", 100), new("/opt/a", 50)]);
    }

    [Test]
    public void Each_layer_has_the_command_that_made_it_and_steps_without_one_are_left_out()
    {
        var image = Image() with { Layers = [new(10, 1), new(20, 2)] };
        image = image with { Config = image.Config with { History = [new("ADD rootfs", false), new("ENV A=b", true), new("COPY x", false)] } };

        var found = ImageInspection.Of(image);

        found.Layers.ShouldBe([new(10, 1, "ADD rootfs"), new(20, 2, "COPY x")]);
        found.Size.ShouldBe(30);
    }

    [Test]
    public void A_history_that_does_not_fit_the_layers_says_nothing_of_them()
    {
        var image = Image() with { Layers = [new(10, 1), new(20, 2)] };
        image = image with { Config = image.Config with { History = [new("ADD rootfs", false)] } };

        ImageInspection.Of(image).Layers.ShouldAllBe(layer => layer.CreatedBy == null);
    }

    private static FileEntry File(string path, long size) => new(path, FileType.File, 0, 0, 0, size);

    private static ImageSnapshot Image(params FileEntry[] files) => new(
        "sha256:0",
        new ImageConfig("amd64", "linux", "", "", [], [], [], new Dictionary<string, string>(), []),
        RootFileSystem.Of(files));
}
