using Harness.Snapshots;
using Harness.Snapshots.Archives;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Snapshots.Archives;

[Parallelizable(ParallelScope.All)]
public sealed class LayerMergeTests
{
    [Test]
    public void A_root_that_is_no_directory_is_refused() =>
        Should.Throw<InvalidDataException>(() => LayerMerge.Merge([Layers.Read(new TarBuilder().Raw('0', "./", []).Raw('0', "..", []).Build())], []))
            .Message.ShouldBe("its root is no directory");

    [Test]
    public void A_whiteout_takes_a_path_of_a_lower_layer_away_with_all_below_it()
    {
        var files = Merge(
            new TarBuilder().File("etc/a").File("opt/x/deep/file").File("opt/y"),
            new TarBuilder().File("etc/.wh.a").File("opt/.wh.x"));
        files.Find("/etc/a").ShouldBeNull();
        files.Find("/opt/x").ShouldBeNull();
        files.Find("/opt/x/deep/file").ShouldBeNull();
        files.Find("/opt/y").ShouldNotBeNull();
        files.Find("/etc/.wh.a").ShouldBeNull();
    }

    [Test]
    public void An_opaque_directory_hides_what_is_below_but_not_what_its_own_layer_has_in_it()
    {
        var files = Merge(
            new TarBuilder().File("opt/old"),
            new TarBuilder().Directory("opt/", mode: 0b111_000_000).File("opt/new").File("opt/.wh..wh..opq"));
        files.Children("/opt").Select(entry => entry.Path).ShouldBe(["/opt/new"]);
        files.Find("/opt")?.Mode.ShouldBe(0b111_000_000);
    }

    [Test]
    public void A_whiteout_does_not_touch_its_own_layer() =>
        Merge(new TarBuilder().File("a", "old"), new TarBuilder().File("a", "newer").File(".wh.a")).Find("/a")?.Size.ShouldBe(5);

    [Test]
    public void A_hard_link_has_the_metadata_of_its_target_also_from_a_lower_layer()
    {
        var files = Merge(
            new TarBuilder().File("usr/bin/perl", "#!/bin/x\n", mode: 0b111_101_101, uid: 7, gid: 8).HardLink("usr/bin/perl5", "usr/bin/perl"),
            new TarBuilder().HardLink("usr/bin/perl6", "/usr/bin/perl"));
        foreach (var (path, layer) in new[] { ("/usr/bin/perl5", 0), ("/usr/bin/perl6", 1) })
        {
            files.Find(path).ShouldBe(files.Find("/usr/bin/perl")! with { Path = path, Layer = layer });
        }
    }

    [Test]
    public void What_a_layer_replaces_or_removes_is_told_with_the_layer_that_does_it()
    {
        var covered = new List<CoveredFile>();
        var layers = new[]
        {
            new TarBuilder().File("etc/a", "1").File("etc/kept").File("opt/x/deep", "2").Link("link", "etc").File("opaque/old").File("dir/in").File("file"),
            new TarBuilder().File("etc/a", "3").File("etc/a", "4").File("opt/.wh.x").File("opaque/.wh..wh..opq").Link("link", "opt"),
            new TarBuilder().File("etc/a", "5").Directory("etc/").File("dir").File("file/below").File("etc/gone").File(".wh.nothing"),
        };

        var files = LayerMerge.Merge(layers.Select(layer => Layers.Read(layer.Build())), covered);

        covered.Select(file => (file.Entry.Path, file.Entry.Layer, file.By)).ShouldBe(
            [("/etc/a", 0, 1), ("/opt/x/deep", 0, 1), ("/opaque/old", 0, 1), ("/link", 0, 1), ("/etc/a", 1, 2), ("/dir/in", 0, 2), ("/file", 0, 2)],
            ignoreOrder: true);
        (files.Find("/etc/a")?.Layer, files.Find("/etc/kept")?.Layer).ShouldBe((2, 0));
    }

    [Test]
    public void A_hard_link_to_nothing_makes_the_layer_unreadable() =>
        Should.Throw<InvalidDataException>(() => Merge(new TarBuilder().HardLink("a", "b"))).Message.ShouldBe("/a is a hard link to /b, which is not there");

    [Test]
    public void Later_layers_replace_types()
    {
        var files = Merge(
            new TarBuilder().File("a/b").Link("link", "a").File("file"),
            new TarBuilder().File("a", "now a file").Directory("link/").Directory("file/").File("file/in"));
        files.Find("/a")?.Type.ShouldBe(FileType.File);
        files.Find("/a/b").ShouldBeNull();
        files.Find("/link")?.Type.ShouldBe(FileType.Directory);
        files.Children("/link").ShouldBeEmpty();
        files.Find("/file/in").ShouldNotBeNull();
    }

    [Test]
    public void A_directory_over_a_directory_keeps_what_is_in_it_and_takes_the_new_owner()
    {
        var files = Merge(new TarBuilder().File("mnt/data/x"), new TarBuilder().Directory("mnt/data/", uid: 65532));
        files.Find("/mnt/data/x").ShouldNotBeNull();
        files.Find("/mnt/data")?.Uid.ShouldBe(65532);
    }

    [Test]
    public void A_file_below_a_link_lands_where_the_link_leads()
    {
        var files = Merge(new TarBuilder().Directory("usr/bin/").Link("bin", "usr/bin"), new TarBuilder().File("bin/tool"));
        files.Find("/bin")?.Type.ShouldBe(FileType.Link);
        files.Resolve("/usr/bin/tool")?.Path.ShouldBe("/usr/bin/tool");
    }

    [TestCase("../../etc/passwd")]
    [TestCase("/etc/passwd")]
    [TestCase("./etc//passwd")]
    [TestCase("a/../../etc/passwd")]
    public void No_name_leads_out_of_the_root(string name)
    {
        var files = Merge(new TarBuilder().File(name, "root:x:0:0"));
        files.Find("/etc/passwd").ShouldNotBeNull().Text.ShouldBe("root:x:0:0");
        files.All.Count(entry => entry.Type == FileType.File).ShouldBe(1);
    }

    [Test]
    public void Whiteouts_of_nothing_do_nothing() =>
        Merge(new TarBuilder().File("x/y/.wh.z").File(".wh.").File("q/.wh..wh..opq")).All.Count.ShouldBe(1);

    [Test]
    public void Very_deep_paths_are_merged_and_too_many_of_them_refused()
    {
        Merge(Deep(3)).Descendants("/2").Count().ShouldBe(1901);
        Should.Throw<InvalidDataException>(() => Merge(Deep(50))).Message.ShouldBe("its paths have more than 134217728 characters together");

        static TarBuilder Deep(int count)
        {
            var tar = new TarBuilder();
            for (var i = 0; i < count; i++)
            {
                tar.File($"{i}/{string.Concat(Enumerable.Repeat("d/", 1900))}f");
            }

            return tar;
        }
    }

    [Test]
    public void A_link_to_a_long_path_does_not_get_around_the_limit_of_all_paths()
    {
        var deep = string.Concat(Enumerable.Repeat("d/", 1900));
        var tar = new TarBuilder().Directory(deep).Link("s", deep);
        for (var i = 0; i < 36_000; i++)
        {
            tar.Raw('0', $"s/{i}", []);
        }

        Should.Throw<InvalidDataException>(() => Merge(tar)).Message.ShouldBe("its paths have more than 134217728 characters together");
    }

    private static RootFileSystem Merge(params TarBuilder[] layers) => LayerMerge.Merge(layers.Select(layer => Layers.Read(layer.Build())), []);
}
