using Harness.Snapshots;
using Harness.Snapshots.Archives;
using Harness.Snapshots.Elf;
using Harness.Tests.Snapshots.Archives;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Snapshots.Elf;

[Parallelizable(ParallelScope.All)]
public sealed class LibraryResolverTests
{
    private const string Loader = "/lib64/ld-linux-x86-64.so.2";

    [Test]
    public void Libraries_of_libraries_are_followed_through_a_merged_usr()
    {
        var files = RootFileSystem.Of(
            Link("/lib", "usr/lib"), Link("/lib64", "usr/lib"), Library("/usr/lib/ld-linux-x86-64.so.2"),
            Program("/usr/bin/x", ["libc.so.6"]),
            Library("/usr/lib/x86_64-linux-gnu/libc.so.6", ["libdeep.so"]),
            Library("/usr/lib/libdeep.so", ["libc.so.6"]));
        Missing(files, "/usr/bin/x").ShouldBeEmpty();
    }

    [Test]
    public void A_missing_library_says_who_needs_it()
    {
        var files = RootFileSystem.Of(Library(Loader), Program("/x", ["liba.so"]), Library("/usr/lib/liba.so", ["libgone.so"]));
        Missing(files, "/x").ShouldBe([new MissingLibrary("libgone.so", "/usr/lib/liba.so")]);
    }

    [Test]
    public void A_missing_loader_is_missing() =>
        Missing(RootFileSystem.Of(Program("/x", [])), "/x").ShouldBe([new MissingLibrary(Loader, "/x")]);

    [Test]
    public void A_library_for_another_machine_does_not_count_and_the_search_goes_on()
    {
        var other = Library("/lib/liba.so") with { Elf = new ElfInfo(true, 183, null, [], [], []) };
        Missing(RootFileSystem.Of(Library(Loader), Program("/x", ["liba.so"]), other), "/x").Single().Name.ShouldBe("liba.so");
        Missing(RootFileSystem.Of(Library(Loader), Program("/x", ["liba.so"]), other, Library("/usr/lib/liba.so")), "/x").ShouldBeEmpty();
    }

    [Test]
    public void A_dangling_link_a_text_file_and_a_file_closed_to_the_account_are_missing()
    {
        var files = RootFileSystem.Of(
            Library(Loader),
            Program("/x", ["liba.so", "libb.so", "libc.so"]),
            Link("/lib/liba.so", "liba.so.1"),
            new FileEntry("/lib/libb.so", FileType.File, 0b110_100_100, 0, 0, 3),
            Library("/lib/libc.so") with { Mode = 0b110_000_000 });
        Missing(files, "/x").Select(missing => missing.Name).ShouldBe(["liba.so", "libb.so", "libc.so"]);
    }

    [Test]
    public void Rpath_is_inherited_and_runpath_is_not()
    {
        FileEntry[] Files(string[] rPath, string[] runPath) =>
        [
            Library(Loader),
            Program("/opt/bin/x", ["liba.so"], rPath, runPath),
            Library("/opt/lib/liba.so", ["libb.so"]),
            Library("/opt/lib/libb.so"),
        ];
        Missing(RootFileSystem.Of(Files(["$ORIGIN/../lib"], [])), "/opt/bin/x").ShouldBeEmpty();
        Missing(RootFileSystem.Of(Files([], ["${ORIGIN}/../lib"])), "/opt/bin/x").ShouldBe([new MissingLibrary("libb.so", "/opt/bin/../lib/liba.so")]);
        Missing(RootFileSystem.Of(Files(["/opt/lib"], ["/nowhere"])), "/opt/bin/x").Single().Name.ShouldBe("liba.so");
    }

    [Test]
    public void What_ldconfig_noted_down_is_found_and_what_came_after_it_is_not()
    {
        List<FileEntry> files =
        [
            Library(Loader),
            Program("/x", ["liba.so", "libb.so", "libc.so"]),
            Library("/opt/a/liba.so"),
            Library("/usr/local/lib/libb.so"),
            Library("/lib/libc.so"),
            Text("/etc/ld.so.conf", "/opt/a\n/usr/local/lib\n"),
        ];
        Missing(RootFileSystem.Of(files), "/x").Select(missing => missing.Name).ShouldBe(["liba.so", "libb.so"]);
        Missing(RootFileSystem.Of([.. files, Text("/etc/ld.so.cache", "liba.so\t/opt/a/liba.so\nlibc.so\t/gone/libc.so\n")]), "/x")
            .Single().Name.ShouldBe("libb.so");
    }

    [Test]
    public void A_library_is_also_known_by_the_name_that_it_gives_itself()
    {
        var files = RootFileSystem.Of(
            Library(Loader), Program("/x", ["/opt/liba-1.so", "libb.so"]), Named("/opt/liba-1.so", "liba.so"), Library("/lib/libb.so", ["liba.so"]));
        Missing(files, "/x").ShouldBeEmpty();
    }

    [Test]
    public void A_library_without_a_version_that_is_needed_is_named_with_it()
    {
        RootFileSystem Files(params string[] provides) => RootFileSystem.Of(
            Library(Loader),
            Requiring("/x", "liba.so", "A_2"),
            Library("/lib/liba.so") with { Elf = new ElfInfo(true, 62, null, [], [], []) { Provides = provides } });
        Missing(Files("liba.so", "A_1", "A_2"), "/x").ShouldBeEmpty();
        Missing(Files("liba.so", "A_1"), "/x").ShouldBe([new MissingLibrary("/lib/liba.so", "/x") { Version = "A_2" }]);
        // The loader warns of a library that has no versions at all, and goes on.
        Missing(Files(), "/x").ShouldBeEmpty();
    }

    [Test]
    public void A_loader_must_be_executable() =>
        Missing(RootFileSystem.Of(Library(Loader) with { Mode = 0b110_100_100 }, Program("/x", [])), "/x").ShouldBe([new MissingLibrary(Loader, "/x")]);

    [TestCase("$LIB/liba.so")]
    [TestCase("${LIB}/liba.so")]
    public void The_loaders_tokens_are_replaced(string name) =>
        Missing(RootFileSystem.Of(Library(Loader), Program("/x", ["/" + name]), Library("/lib/x86_64-linux-gnu/liba.so")), "/x").ShouldBeEmpty();

    [Test]
    public void A_needed_path_is_taken_as_it_is()
    {
        var files = RootFileSystem.Of(Library(Loader), Program("/x", ["/opt/liba.so", "./libb.so"]), Library("/opt/liba.so"), Library("/libb.so"));
        Missing(files, "/x").Select(missing => missing.Name).ShouldBe(["./libb.so"]);
    }

    [Test]
    public void What_is_no_program_is_not_passed_over() =>
        Should.Throw<ArgumentException>(() => Missing(RootFileSystem.Of(Text("/x", "text")), "/x")).Message.ShouldStartWith("/x is no ELF file.");

    [Test]
    public void The_programs_of_this_machine_resolve()
    {
        Assume.That(File.Exists("/lib64/ld-linux-x86-64.so.2") && File.Exists("/usr/lib/x86_64-linux-gnu/libc.so.6"), "Not a Debian machine on x86-64.");
        var layer = new TarBuilder()
            .Link("lib", "usr/lib")
            .Link("lib64", "usr/lib64")
            .File("usr/bin/env", File.ReadAllBytes("/usr/bin/env"), mode: 0b111_101_101)
            .File("usr/lib64/ld-linux-x86-64.so.2", File.ReadAllBytes("/lib64/ld-linux-x86-64.so.2"), mode: 0b111_101_101)
            .File("usr/lib/x86_64-linux-gnu/libc.so.6", File.ReadAllBytes("/usr/lib/x86_64-linux-gnu/libc.so.6"))
            .Build();
        Missing(LayerMerge.Merge([Layers.Read(layer)], []), "/usr/bin/env").ShouldBeEmpty();
    }

    private static IReadOnlyList<MissingLibrary> Missing(RootFileSystem files, string path) => new LibraryResolver(files, Account.NonRoot).Missing(path);

    private static FileEntry Program(string path, string[] needed, string[]? rPath = null, string[]? runPath = null) =>
        new(path, FileType.File, 0b111_101_101, 0, 0, 1, Elf: new ElfInfo(true, 62, Loader, needed, rPath ?? [], runPath ?? []));

    private static FileEntry Library(string path, string[]? needed = null) =>
        new(path, FileType.File, 0b111_101_101, 0, 0, 1, Elf: new ElfInfo(true, 62, null, needed ?? [], [], []));

    private static FileEntry Named(string path, string soName) =>
        Library(path) with { Elf = new ElfInfo(true, 62, null, [], [], []) { SoName = soName } };

    private static FileEntry Requiring(string path, string library, string version) =>
        Program(path, [library]) with { Elf = new ElfInfo(true, 62, Loader, [library], [], []) { Requires = [new NeededVersion(library, version)] } };

    private static FileEntry Link(string path, string target) => new(path, FileType.Link, 0b111_111_111, 0, 0, 0, target);

    private static FileEntry Text(string path, string text) => new(path, FileType.File, 0b110_100_100, 0, 0, text.Length, Text: text);
}
