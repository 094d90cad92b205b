using System.Diagnostics;
using NUnit.Framework;
using Shouldly;
using Sidecar.Files;
using Sidecar.Native;

namespace Harness.Tests.ReferenceSidecar;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DirectoryRemovalTests : IDisposable
{
    private readonly string parent = Directory.CreateTempSubdirectory("kcr-removal-").FullName;

    public void Dispose() => Directory.Delete(parent, recursive: true);

    [Test]
    public void Directories_deeper_than_a_path_can_be_long_are_removed()
    {
        MakeDeep(Path.Combine(parent, "deep"), depth: 3000, nameLength: 200);

        DirectoryRemoval.Remove(parent, "deep");

        Directory.GetFileSystemEntries(parent).ShouldBeEmpty();
    }

    [Test]
    public void Locked_directories_odd_names_and_names_that_the_removal_uses_itself_are_no_obstacle()
    {
        Shell(
            "mkdir -p t/a/b/c t/.removed-0/x/y t/$(printf '\\377')/z; touch t/a/b/f t/.removed-1; mkfifo t/fifo; ln -s / t/root; ln -s ../.. t/a/up; "
            + "chmod 0 t/a/b; chmod 500 t/a t");

        DirectoryRemoval.Remove(parent, "t");

        Directory.GetFileSystemEntries(parent).ShouldBeEmpty();
    }

    [Test]
    public void What_is_not_there_or_is_a_file_is_no_fault()
    {
        File.WriteAllText(Path.Combine(parent, "file"), "");

        DirectoryRemoval.Remove(parent, "nothing");
        DirectoryRemoval.Remove(parent, "file");

        Directory.GetFileSystemEntries(parent).ShouldBeEmpty();
    }

    [Test]
    public void A_listing_ends_where_paths_would_have_no_end()
    {
        MakeDeep(Path.Combine(parent, "deep"), depth: 200, nameLength: 100);

        var listed = new ConfinedDirectory(parent).List().Files.ShouldHaveSingleItem();

        listed.Type.ShouldBe("directory");
        listed.Path.Split('/').Length.ShouldBe(ConfinedDirectory.Deepest);
        DirectoryRemoval.Remove(parent, "deep");
    }

    private void Shell(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { WorkingDirectory = parent }).ShouldNotBeNull();
        shell.WaitForExit();
        shell.ExitCode.ShouldBe(0);
    }

    private static void MakeDeep(string top, int depth, int nameLength)
    {
        Directory.CreateDirectory(top);
        var name = new string('d', nameLength);
        var current = Descriptor.Open(top, Libc.OpenPath | Libc.OpenDirectory, out _)!;
        for (var i = 0; i < depth; i++)
        {
            using var parent = current;
            Libc.MakeDirectoryAt(parent, name, 0x1ed).ShouldBe(0);
            current = Descriptor.OpenAt(parent, name, Libc.OpenPath | Libc.OpenDirectory, out _).ShouldNotBeNull();
        }

        current.Dispose();
    }
}
