using Harness.Snapshots;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Snapshots;

[Parallelizable(ParallelScope.All)]
public sealed class DebianPackagesTests
{
    private const string Status =
        "Package: libc6\nStatus: install ok installed\nVersion: 2.41-12\nDescription: GNU C Library\n .\n Package: of a description\n\n"
        + "Package: gone\nStatus: deinstall ok config-files\nVersion: 1\n\nPackage: half\nStatus: install ok half-configured\nVersion: 2";

    [Test]
    public void The_status_file_tells_what_is_installed() =>
        DebianPackages.Of(Files(Text("/var/lib/dpkg/status", Status))).ShouldBe([new DebianPackage("libc6", "2.41-12"), new DebianPackage("half", "2")]);

    [Test]
    public void A_directory_of_status_files_tells_the_same_and_both_may_be_there() =>
        DebianPackages.Of(Files(
            Text("/var/lib/dpkg/status", Status),
            Text("/var/lib/dpkg/status.d/tzdata", "Package: tzdata\nVersion: 2026b\n"),
            Text("/var/lib/dpkg/status.d/tzdata.md5sums", "d41d8cd98f00b204e9800998ecf8427e  usr/share/zoneinfo/UTC\n")))
            .ShouldNotBeNull().Select(package => package.Name).ShouldBe(["libc6", "half", "tzdata"]);

    [Test]
    public void Nothing_noted_is_not_the_same_as_nothing_installed()
    {
        DebianPackages.Of(Files()).ShouldBeNull();
        DebianPackages.Of(Files(Text("/var/lib/dpkg/status", ""))).ShouldBeNull();
    }

    [Test]
    public void The_files_of_packages_are_known_from_lists_and_checksums_through_links_of_directories() =>
        DebianPackages.Owned(Files(
            new FileEntry("/lib", FileType.Link, 0b111_111_111, 0, 0, 0, "usr/lib"),
            Text("/usr/lib/libc.so.6", null),
            Text("/usr/share/zoneinfo/UTC", null),
            Text("/usr/bin/own", null),
            Text("/var/lib/dpkg/info/libc6:amd64.list", "/.\n/lib\n/lib/libc.so.6\n/usr/share/doc/left-out\n"),
            Text("/var/lib/dpkg/status.d/tzdata.md5sums", "d41d8cd98f00b204e9800998ecf8427e  usr/share/zoneinfo/UTC\n")))
            .Where(path => path.Count(letter => letter == '/') > 2).ShouldBe(["/usr/lib/libc.so.6", "/usr/share/zoneinfo/UTC"], ignoreOrder: true);

    [Test]
    public void Random_bytes_are_no_packages_and_no_crash()
    {
        var random = new Random(5);
        for (var round = 0; round < 500; round++)
        {
            var bytes = new byte[random.Next(400)];
            random.NextBytes(bytes);
            var text = System.Text.Encoding.UTF8.GetString(bytes);
            var files = Files(
                Text("/var/lib/dpkg/status", Status + text),
                Text("/var/lib/dpkg/info/x.list", text),
                Text("/var/lib/dpkg/status.d/x.md5sums", text));
            DebianPackages.Of(files).ShouldNotBeNull();
            _ = DebianPackages.Owned(files);
        }
    }

    private static RootFileSystem Files(params FileEntry[] files) => RootFileSystem.Of(files);

    private static FileEntry Text(string path, string? text) => new(path, FileType.File, 0b110_100_100, 0, 0, 1, Text: text);
}
