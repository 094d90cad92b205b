using NUnit.Framework;
using Shouldly;
using Sidecar.Native;
using Sidecar.Probing;

namespace Harness.Tests.ReferenceSidecar;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RootedPathTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("kcr-root-").FullName;

    public RootedPathTests()
    {
        Directory.CreateDirectory(Path.Combine(root, "usr/bin"));
        File.WriteAllText(Path.Combine(root, "usr/bin/tool"), "tool");
        File.CreateSymbolicLink(Path.Combine(root, "bin"), "usr/bin");
        File.CreateSymbolicLink(Path.Combine(root, "absolute"), "/usr/bin");
        File.CreateSymbolicLink(Path.Combine(root, "above"), "../../../../usr/bin");
        File.CreateSymbolicLink(Path.Combine(root, "circle"), "circle/x");
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [TestCase("/usr/bin/tool")]
    [TestCase("/bin/tool")]
    [TestCase("/absolute/tool")]
    [TestCase("/above/tool")]
    [TestCase("/usr/../../bin/tool")]
    public void Links_are_followed_within_the_other_root(string path)
    {
        using var file = RootedPath.Open(root, path, Libc.OpenReadOnly, out _).ShouldNotBeNull();

        Descriptor.Status(file).Size.ShouldBe(4ul);
    }

    [Test]
    public void The_last_link_is_looked_at_and_not_followed()
    {
        using var link = RootedPath.Open(root, "/absolute", Libc.OpenPath, out _).ShouldNotBeNull();

        Descriptor.Status(link).Type.ShouldBe("link");
    }

    [TestCase("/nope", Libc.NoSuchEntry)]
    [TestCase("/usr/bin/tool/x", Libc.NotDirectory)]
    [TestCase("/circle/x", Libc.TooManyLinks)]
    public void What_cannot_be_reached_says_why(string path, int expected)
    {
        RootedPath.Open(root, path, Libc.OpenPath, out var error).ShouldBeNull();

        error.ShouldBe(expected);
    }

    [Test]
    public void The_root_itself_can_be_looked_at()
    {
        using var root = RootedPath.Open(this.root, "/", Libc.OpenPath, out _).ShouldNotBeNull();

        Descriptor.Status(root).Type.ShouldBe("directory");
    }
}
