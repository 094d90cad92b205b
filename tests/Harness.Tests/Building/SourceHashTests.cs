using System.Runtime.Versioning;
using Harness.Building;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Building;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SourceHashTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("kcr-test-");

    public SourceHashTests()
    {
        Write("context/Dockerfile", "FROM scratch");
        Write("context/nested/file", "content");
    }

    public void Dispose() => root.Delete(recursive: true);

    [Test]
    public void The_same_files_and_texts_give_the_same_hash()
    {
        var before = Hash();
        Write("context/Dockerfile", "FROM scratch");

        Hash().ShouldBe(before);
    }

    [Test]
    public void A_changed_file_changes_it() => ShouldChange(() => Write("context/nested/file", "other"));

    [Test]
    public void A_new_file_changes_it() => ShouldChange(() => Write("context/nested/new", ""));

    [Test]
    [UnsupportedOSPlatform("windows")]
    [Platform(Exclude = "Win")]
    public void A_file_that_becomes_executable_changes_it() => ShouldChange(() =>
        File.SetUnixFileMode(Path.Combine(root.FullName, "context/nested/file"), UnixFileMode.UserRead | UnixFileMode.UserExecute));

    [Test]
    public void What_a_compiler_leaves_does_not() =>
        Unchanged(() => Write("context/obj/file", "made"));

    [Test]
    public void Texts_are_kept_apart() =>
        SourceHash.Of(root.FullName, ["context"], "ab", "c").ShouldNotBe(SourceHash.Of(root.FullName, ["context"], "a", "bc"));

    private void ShouldChange(Action change)
    {
        var before = Hash();
        change();
        Hash().ShouldNotBe(before);
    }

    private void Unchanged(Action change)
    {
        var before = Hash();
        change();
        Hash().ShouldBe(before);
    }

    private string Hash() => SourceHash.Of(root.FullName, ["context"], "text");

    private void Write(string path, string text)
    {
        var file = Path.Combine(root.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
