using Harness.Snapshots;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Snapshots;

[Parallelizable(ParallelScope.All)]
public sealed class RootFileSystemTests
{
    private static readonly RootFileSystem Merged = RootFileSystem.Of(
        File("/usr/bin/env"),
        Link("/bin", "usr/bin"),
        Link("/usr/bin/awk", "/etc/alternatives/awk"),
        Link("/etc/alternatives/awk", "/usr/bin/mawk"),
        File("/usr/bin/mawk"),
        Link("/outside", "../../../../etc/hosts"),
        File("/etc/hosts"),
        Link("/loop/a", "b"),
        Link("/loop/b", "a"),
        Link("/self", "."),
        Link("/dangling", "/nowhere"));

    [TestCase("/bin/env", "/usr/bin/env")]
    [TestCase("/usr/bin/../bin/./env", "/usr/bin/env")]
    [TestCase("//usr//bin//env", "/usr/bin/env")]
    [TestCase("/bin/awk", "/usr/bin/mawk")]
    [TestCase("/bin", "/usr/bin")]
    [TestCase("/bin/", "/usr/bin")]
    [TestCase("/bin/..", "/usr")]
    [TestCase("/self/self/etc/hosts", "/etc/hosts")]
    [TestCase("/..", "/")]
    [TestCase("/", "/")]
    public void Links_are_followed_in_every_component(string path, string expected) => Merged.Resolve(path)?.Path.ShouldBe(expected);

    [Test]
    public void Dots_in_a_link_stop_at_the_root() => Merged.Resolve("/outside")?.Path.ShouldBe("/etc/hosts");

    [TestCase("/loop/a")]
    [TestCase("/dangling")]
    [TestCase("/absent")]
    [TestCase("/usr/bin/env/x")]
    [TestCase("/usr/bin/env/")]
    [TestCase("/usr/bin/env/..")]
    [TestCase("usr/bin/env")]
    [TestCase("")]
    public void What_leads_nowhere_is_null(string path) => Merged.Resolve(path).ShouldBeNull();

    [Test]
    public void Links_that_double_a_path_end_as_a_loop()
    {
        var files = RootFileSystem.Of(Link("/a", "a/a"), Link("/b", string.Concat(Enumerable.Repeat("self/", 900))), Link("/self", "."));
        files.Resolve("/a").ShouldBeNull();
        files.Resolve("/b").ShouldBeNull();
    }

    [Test]
    public void Find_does_not_follow_the_last_component()
    {
        Merged.Find("/bin").ShouldNotBeNull().Type.ShouldBe(FileType.Link);
        Merged.Find("/bin/awk").ShouldNotBeNull().LinkTarget.ShouldBe("/etc/alternatives/awk");
        Merged.Find("/loop/a").ShouldNotBeNull();
    }

    [Test]
    public void Children_of_a_link_are_those_of_its_target() =>
        Merged.Children("/bin").Select(entry => entry.Path).ShouldBe(["/usr/bin/awk", "/usr/bin/env", "/usr/bin/mawk"]);

    [Test]
    public void Children_of_a_file_and_of_nothing_are_none()
    {
        Merged.Children("/etc/hosts").ShouldBeEmpty();
        Merged.Children("/absent").ShouldBeEmpty();
    }

    [Test]
    public void All_has_parents_before_children_in_order()
    {
        var paths = Merged.All.Select(entry => entry.Path).ToList();
        paths[0].ShouldBe("/");
        paths.IndexOf("/usr").ShouldBeLessThan(paths.IndexOf("/usr/bin/env"));
        paths.ShouldBeUnique();
        Merged.Descendants("/etc").Select(entry => entry.Path).ShouldBe(["/etc/alternatives", "/etc/alternatives/awk", "/etc/hosts"]);
    }

    [Test]
    public void A_directory_that_an_account_may_not_search_leads_it_nowhere()
    {
        var files = RootFileSystem.Of(new FileEntry("/closed", FileType.Directory, 0b111_000_000, 0, 0, 0), File("/closed/file"));
        files.Resolve("/closed/file").ShouldNotBeNull();
        files.Resolve("/closed/file", Account.NonRoot).ShouldBeNull();
        files.Resolve("/closed", Account.NonRoot).ShouldNotBeNull();
    }

    [Test]
    public void The_owners_bits_decide_even_where_others_have_more()
    {
        var entry = new FileEntry("/x", FileType.File, 0b000_101_111, 65532, 65532, 0);
        Account.NonRoot.May(Access.Read, entry).ShouldBeFalse();
        Account.NonRoot.May(Access.Read, entry with { Uid = 0 }).ShouldBeTrue();
        Account.NonRoot.May(Access.Write, entry with { Uid = 0 }).ShouldBeFalse();
        Account.NonRoot.May(Access.Write, entry with { Uid = 0, Gid = 0 }).ShouldBeTrue();
    }

    private static FileEntry File(string path) => new(path, FileType.File, 0b111_101_101, 0, 0, 1);

    private static FileEntry Link(string path, string target) => new(path, FileType.Link, 0b111_111_111, 0, 0, 0, target);
}
