using System.Text;
using NUnit.Framework;
using Shouldly;
using Sidecar;
using Sidecar.Files;
using Sidecar.Protocol;

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

        // The link itself can be removed: it belongs to the directory.
        directory.Delete("link");
        File.Exists(Path.Combine(root, "link")).ShouldBeFalse();
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
    public void Links_are_listed_as_such_and_what_belongs_to_running_requests_is_not()
    {
        File.CreateSymbolicLink(Path.Combine(root, "out"), parent);
        Directory.CreateDirectory(Path.Combine(root, ".execution-1"));
        File.WriteAllText(Path.Combine(root, ".execution-1", "code.py"), "");
        File.WriteAllText(Path.Combine(root, ".upload-1"), "half");
        Directory.CreateDirectory(Path.Combine(root, "sub"));
        File.WriteAllText(Path.Combine(root, "sub", "é"), "12");

        directory.List().Files.ShouldBe([new ListedFile("inside", 6), new ListedFile("out", 0, "link"), new ListedFile("sub/é", 2)]);
    }

    [Test]
    public void Every_kind_of_file_is_named_and_can_be_removed()
    {
        using var shell = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("/bin/sh", ["-c", "mkfifo fifo; echo odd > $(printf 'a\\377b')"]) { WorkingDirectory = root })!;
        shell.WaitForExit();
        using var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(Path.Combine(root, "socket")));

        directory.List().Files.ShouldBe(
        [
            new ListedFile("a\uFFFDb", 4, null, "a%FFb"),
            new ListedFile("fifo", 0, "fifo"),
            new ListedFile("inside", 6),
            new ListedFile("socket", 0, "socket"),
        ]);
        Should.Throw<BadRequestException>(() => directory.OpenRead("socket")).Message.ShouldContain("is a socket");
        Should.Throw<BadRequestException>(() => directory.OpenRead("fifo")).Message.ShouldContain("is a fifo");
        var odd = Sidecar.Http.RequestPath.File("/files/a%FFb").ShouldNotBeNull();
        using (var file = directory.OpenRead(odd))
        {
            file.Length.ShouldBe(4);
        }

        foreach (var name in new[] { odd, "fifo", "socket" })
        {
            directory.Delete(name);
        }

        directory.List().Files.ShouldBe([new ListedFile("inside", 6)]);
    }

    [Test]
    public void Names_and_paths_that_no_file_system_takes_are_refused_in_words()
    {
        Should.Throw<BadRequestException>(() => Store(new string('é', 128))).Message.ShouldContain("has 256 bytes");
        Should.Throw<BadRequestException>(() => directory.MakeDirectory(string.Join('/', Enumerable.Repeat("d", 129))))
            .Message.ShouldContain("128 is the most");
        Should.Throw<BadRequestException>(() => directory.MakeDirectory(string.Join('/', Enumerable.Repeat(new string('d', 200), 30))))
            .Message.ShouldContain("The path would have");
        Directory.GetFileSystemEntries(root).Length.ShouldBe(1);
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

    private Stored Store(string path, string content = "x")
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var stored = directory.StoreAsync(path, stream, CancellationToken.None).GetAwaiter().GetResult();
        return new Stored(stored.Path, stored.Size);
    }

    private sealed record Stored(string Path, long Size);

    private sealed class BrokenStream : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            throw new EndOfStreamException("the client went away");
    }
}
