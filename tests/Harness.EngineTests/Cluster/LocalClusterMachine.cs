using NUnit.Framework;

namespace Harness.EngineTests.Cluster;

/// <summary>The kind of machine that the local cluster runs on.</summary>
internal static class LocalClusterMachine
{
    /// <summary>Skips the test elsewhere, where kind or docker-desktop take the local cluster's place.</summary>
    public static void RequireDebianAsRoot()
    {
        if (!File.Exists("/etc/debian_version") || !Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("scripts/local-cluster.sh is for Debian and needs root.");
        }
    }

    /// <summary>Whether a process runs. One that has ended, which only its parent has not asked about yet, does not.</summary>
    public static bool Runs(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
