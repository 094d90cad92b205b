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
}
