using NUnit.Framework;
using Shouldly;
using Sidecar.Execution;

namespace Harness.Tests.ReferenceSidecar;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MemoryEventsTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("kcr-cgroup-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [TestCase("memory.events", "low 0\nhigh 0\nmax 12\noom 2\noom_kill 2\noom_group_kill 0\n", 2)]
    [TestCase("memory/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 7\n", 7)]
    public void The_kills_are_counted_in_either_version_of_control_groups(string file, string text, long kills)
    {
        Write(file, text);
        new MemoryEvents(root).Kills().ShouldBe(kills);
    }

    [TestCase("memory/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\n")]
    [TestCase("memory.events", "oom_kill many\n")]
    [TestCase("elsewhere", "oom_kill 1\n")]
    public void A_kernel_that_does_not_count_says_nothing(string file, string text)
    {
        Write(file, text);
        new MemoryEvents(root).Kills().ShouldBeNull();
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
