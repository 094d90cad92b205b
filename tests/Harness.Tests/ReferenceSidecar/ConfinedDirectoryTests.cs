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
    private readonly string _parent = Directory.CreateTempSubdirectory("kcr-files-").FullName;
    private readonly string _root;
    private readonly ConfinedDirectory _directory;

    public ConfinedDirectoryTests()
    {
        _root = Path.Combine(_parent, "data");
        Directory.CreateDirectory(_root);
        File.WriteAllText(Path.Combine(_parent, "secret"), "secret");
        File.WriteAllText(Path.Combine(_root, "inside"), "inside");
        _directory = new ConfinedDirectory(_root);
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [TestCase("../secret")]
    [TestCase("a/../../secret")]
    [TestCase("./../secret")]
    [TestCase("/etc/passwd")]
    [TestCase("/")]
    public void A_path_that_leads_out_is_refused(string path)
    {
        Should.Throw<OutsideDirectoryException>(() => _directory.OpenRead(path)).Message.ShouldContain("outside the working directory");
        Should.Throw<OutsideDirectoryException>(() => _directory.Delete(path));
        Should.Throw<OutsideDirectoryException>(() => Store(path));
        Should.Throw<OutsideDirectoryException>(() => _directory.MakeDirectory(path));
    }

    [Test]
    public void A_directory_whose_name_begins_like_the_root_is_outside()
    {
        Directory.CreateDirectory(_root + "-other");

        Should.Throw<OutsideDirectoryException>(() => _directory.MakeDirectory(_root + "-other"));
    }

    [TestCase("inside")]
    [TestCase("./inside")]
    [TestCase("sub/../inside")]
    [TestCase("//inside", Description = "made absolute below")]
    public void Every_spelling_of_a_path_inside_works(string path)
    {
        using var file = _directory.OpenRead(path.StartsWith("//", StringComparison.Ordinal) ? _root + path : path);

        new StreamReader(file).ReadToEnd().ShouldBe("inside");
    }

    [Test]
    public void A_link_to_a_file_outside_is_not_followed()
    {
        File.CreateSymbolicLink(Path.Combine(_root, "link"), Path.Combine(_parent, "secret"));

        Should.Throw<OutsideDirectoryException>(() => _directory.OpenRead("link")).Message.ShouldContain("symbolic link");
        Should.Throw<OutsideDirectoryException>(() => Store("link"));

        // The link itself can be removed: it belongs to the directory.
        _directory.Delete("link");
        File.Exists(Path.Combine(_root, "link")).ShouldBeFalse();
        File.ReadAllText(Path.Combine(_parent, "secret")).ShouldBe("secret");
    }

    [Test]
    public void A_link_to_a_directory_outside_is_not_followed()
    {
        File.CreateSymbolicLink(Path.Combine(_root, "out"), _parent);

        Should.Throw<OutsideDirectoryException>(() => _directory.OpenRead("out/secret"));
        Should.Throw<OutsideDirectoryException>(() => Store("out/new"));
        Should.Throw<OutsideDirectoryException>(() => Store("out/deeper/new"));
        Should.Throw<OutsideDirectoryException>(() => _directory.Delete("out/secret"));
        Should.Throw<OutsideDirectoryException>(() => _directory.MakeDirectory("out/new"));
        Directory.GetFileSystemEntries(_parent).Length.ShouldBe(2);
    }

    [Test]
    public void Links_are_listed_as_such_and_what_belongs_to_running_requests_is_not()
    {
        File.CreateSymbolicLink(Path.Combine(_root, "out"), _parent);
        Directory.CreateDirectory(Path.Combine(_root, ".execution-1"));
        File.WriteAllText(Path.Combine(_root, ".execution-1", "code.py"), "");
        File.WriteAllText(Path.Combine(_root, ".upload-1"), "half");
        Directory.CreateDirectory(Path.Combine(_root, "sub"));
        File.WriteAllText(Path.Combine(_root, "sub", "é"), "12");

        _directory.List().Files.ShouldBe([new ListedFile("inside", 6), new ListedFile("out", 0, "link"), new ListedFile("sub/é", 2)]);
    }

    [Test]
    public void Every_kind_of_file_is_named_and_can_be_removed()
    {
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/bin/sh", ["-c", "mkfifo fifo; echo odd > $(printf 'a\\377b')"]) { WorkingDirectory = _root })!;
        shell.WaitForExit();
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(Path.Combine(_root, "socket")));

        _directory.List().Files.ShouldBe(
        [
            new ListedFile("a\uFFFDb", 4, null, "a%FFb"),
            new ListedFile("fifo", 0, "fifo"),
            new ListedFile("inside", 6),
            new ListedFile("socket", 0, "socket"),
        ]);
        Should.Throw<BadRequestException>(() => _directory.OpenRead("socket")).Message.ShouldContain("is a socket");
        Should.Throw<BadRequestException>(() => _directory.OpenRead("fifo")).Message.ShouldContain("is a fifo");
        var odd = Sidecar.Http.RequestPath.File("/files/a%FFb").ShouldNotBeNull();
        using (var file = _directory.OpenRead(odd))
        {
            file.Length.ShouldBe(4);
        }

        foreach (var name in new[] { odd, "fifo", "socket" })
        {
            _directory.Delete(name);
        }

        _directory.List().Files.ShouldBe([new ListedFile("inside", 6)]);
    }

    [Test]
    public void Names_and_paths_that_no_file_system_takes_are_refused_in_words()
    {
        Should.Throw<BadRequestException>(() => Store(new string('é', 128))).Message.ShouldContain("has 256 bytes");
        Should.Throw<BadRequestException>(() => _directory.MakeDirectory(string.Join('/', Enumerable.Repeat("d", 129)))).Message.ShouldContain("128 is the most");
        Should.Throw<BadRequestException>(() => _directory.MakeDirectory(string.Join('/', Enumerable.Repeat(new string('d', 200), 30)))).Message.ShouldContain("The path would have");
        Directory.GetFileSystemEntries(_root).Length.ShouldBe(1);
    }

    [Test]
    public void A_stored_file_replaces_the_old_one_and_makes_its_directories()
    {
        Store("new/deep/file", "one").Path.ShouldBe("new/deep/file");
        Store("new/deep/file", "two!").Size.ShouldBe(4);

        File.ReadAllText(Path.Combine(_root, "new/deep/file")).ShouldBe("two!");
        Directory.GetFiles(Path.Combine(_root, "new/deep")).Length.ShouldBe(1);
    }

    [Test]
    public void A_broken_upload_leaves_nothing_and_keeps_the_old_file()
    {
        Should.Throw<EndOfStreamException>(() => _directory.StoreAsync("inside", new BrokenStream(), CancellationToken.None));

        Directory.GetFileSystemEntries(_root).Select(Path.GetFileName).ShouldBe(["inside"]);
        File.ReadAllText(Path.Combine(_root, "inside")).ShouldBe("inside");
    }

    [Test]
    public void What_is_not_there_or_not_a_file_is_told_apart()
    {
        Directory.CreateDirectory(Path.Combine(_root, "sub"));
        File.WriteAllText(Path.Combine(_root, "sub", "x"), "");

        Should.Throw<FileNotFoundException>(() => _directory.OpenRead("nope"));
        Should.Throw<FileNotFoundException>(() => _directory.Delete("sub/nope"));
        Should.Throw<BadRequestException>(() => _directory.OpenRead("sub")).Message.ShouldContain("not a regular file");
        Should.Throw<BadRequestException>(() => _directory.OpenRead("inside/x"));
        Should.Throw<BadRequestException>(() => _directory.Delete("sub")).Message.ShouldContain("remove those first");
        Should.Throw<BadRequestException>(() => Store("sub")).Message.ShouldContain("is a directory");
        Should.Throw<BadRequestException>(() => _directory.Delete("."));
        Should.Throw<BadRequestException>(() => _directory.OpenRead("a\0b"));
    }

    private Stored Store(string path, string content = "x")
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var stored = _directory.StoreAsync(path, stream, CancellationToken.None).GetAwaiter().GetResult();
        return new Stored(stored.Path, stored.Size);
    }

    private sealed record Stored(string Path, long Size);

    private sealed class BrokenStream : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            throw new EndOfStreamException("the client went away");
    }
}
