using System.Text;
using NUnit.Framework;
using Shouldly;
using Sidecar;
using Sidecar.Files;

namespace Harness.Tests.ReferenceSidecar;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ConfinedDirectoryTests : IDisposable
{
    private readonly string parent = Directory.CreateTempSubdirectory("kcr-files-").FullName;
    private readonly string root;
    private readonly ConfinedDirectory directory;

    public ConfinedDirectoryTests()
    {
        root = Path.Combine(parent, "data");
        Directory.CreateDirectory(root);
        File.WriteAllText(Path.Combine(parent, "secret"), "secret");
        File.WriteAllText(Path.Combine(root, "inside"), "inside");
        directory = new ConfinedDirectory(root);
    }

    public void Dispose() => Directory.Delete(parent, recursive: true);

    [TestCase("../secret")]
    [TestCase("a/../../secret")]
    [TestCase("./../secret")]
    [TestCase("/etc/passwd")]
    [TestCase("/")]
    public void A_path_that_leads_out_is_refused(string path)
    {
        Should.Throw<OutsideDirectoryException>(() => directory.OpenRead(path)).Message.ShouldContain("outside the working directory");
        Should.Throw<OutsideDirectoryException>(() => directory.Delete(path));
        Should.Throw<OutsideDirectoryException>(() => Store(path));
        Should.Throw<OutsideDirectoryException>(() => directory.MakeDirectory(path));
    }

    [Test]
    public void A_directory_whose_name_begins_like_the_root_is_outside()
    {
        Directory.CreateDirectory(root + "-other");

        Should.Throw<OutsideDirectoryException>(() => directory.MakeDirectory(root + "-other"));
    }

    [TestCase("inside")]
    [TestCase("./inside")]
    [TestCase("sub/../inside")]
    [TestCase("//inside", Description = "made absolute below")]
    public void Every_spelling_of_a_path_inside_works(string path)
    {
        using var file = directory.OpenRead(path.StartsWith("//", StringComparison.Ordinal) ? root + path : path);

        new StreamReader(file).ReadToEnd().ShouldBe("inside");
    }

    [Test]
    public void A_link_to_a_file_outside_is_not_followed()
    {
        File.CreateSymbolicLink(Path.Combine(root, "link"), Path.Combine(parent, "secret"));

        Should.Throw<OutsideDirectoryException>(() => directory.OpenRead("link")).Message.ShouldContain("symbolic link");
        Should.Throw<OutsideDirectoryException>(() => Store("link"));
        Should.Throw<OutsideDirectoryException>(() => directory.Delete("link"));
        File.ReadAllText(Path.Combine(parent, "secret")).ShouldBe("secret");
    }

    [Test]
    public void A_link_to_a_directory_outside_is_not_followed()
    {
        File.CreateSymbolicLink(Path.Combine(root, "out"), parent);

        Should.Throw<OutsideDirectoryException>(() => directory.OpenRead("out/secret"));
        Should.Throw<OutsideDirectoryException>(() => Store("out/new"));
        Should.Throw<OutsideDirectoryException>(() => Store("out/deeper/new"));
        Should.Throw<OutsideDirectoryException>(() => directory.Delete("out/secret"));
        Should.Throw<OutsideDirectoryException>(() => directory.MakeDirectory("out/new"));
        Directory.GetFileSystemEntries(parent).Length.ShouldBe(2);
    }

    [Test]
    public void Links_and_what_belongs_to_running_requests_are_not_listed()
    {
        File.CreateSymbolicLink(Path.Combine(root, "out"), parent);
        Directory.CreateDirectory(Path.Combine(root, ".execution-1"));
        File.WriteAllText(Path.Combine(root, ".execution-1", "code.py"), "");
        File.WriteAllText(Path.Combine(root, ".upload-1"), "half");
        Directory.CreateDirectory(Path.Combine(root, "sub"));
        File.WriteAllText(Path.Combine(root, "sub", "é"), "12");

        directory.List().Select(file => (file.Path, file.Size)).ShouldBe([("inside", 6L), ("sub/é", 2L)]);
    }

    [Test]
    public void A_stored_file_replaces_the_old_one_and_makes_its_directories()
    {
        Store("new/deep/file", "one").Path.ShouldBe("new/deep/file");
        Store("new/deep/file", "two!").Size.ShouldBe(4);

        File.ReadAllText(Path.Combine(root, "new/deep/file")).ShouldBe("two!");
        Directory.GetFiles(Path.Combine(root, "new/deep")).Length.ShouldBe(1);
    }

    [Test]
    public void A_broken_upload_leaves_nothing_and_keeps_the_old_file()
    {
        Should.Throw<EndOfStreamException>(() => directory.StoreAsync("inside", new BrokenStream(), CancellationToken.None));

        Directory.GetFileSystemEntries(root).Select(Path.GetFileName).ShouldBe(["inside"]);
        File.ReadAllText(Path.Combine(root, "inside")).ShouldBe("inside");
    }

    [Test]
    public void What_is_not_there_or_not_a_file_is_told_apart()
    {
        Directory.CreateDirectory(Path.Combine(root, "sub"));
        File.WriteAllText(Path.Combine(root, "sub", "x"), "");

        Should.Throw<FileNotFoundException>(() => directory.OpenRead("nope"));
        Should.Throw<FileNotFoundException>(() => directory.Delete("sub/nope"));
        Should.Throw<BadRequestException>(() => directory.OpenRead("sub")).Message.ShouldContain("not a regular file");
        Should.Throw<BadRequestException>(() => directory.OpenRead("inside/x"));
        Should.Throw<BadRequestException>(() => directory.Delete("sub")).Message.ShouldContain("remove those first");
        Should.Throw<BadRequestException>(() => Store("sub")).Message.ShouldContain("is a directory");
        Should.Throw<BadRequestException>(() => directory.Delete("."));
        Should.Throw<BadRequestException>(() => directory.OpenRead("a\0b"));
    }

    private Protocol Store(string path, string content = "x")
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var stored = directory.StoreAsync(path, stream, CancellationToken.None).GetAwaiter().GetResult();
        return new Protocol(stored.Path, stored.Size);
    }

    private sealed record Protocol(string Path, long Size);

    private sealed class BrokenStream : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            throw new EndOfStreamException("the client went away");
    }
}
