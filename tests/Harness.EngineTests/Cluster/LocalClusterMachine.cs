using System.Globalization;
using Harness.EngineTests.CommandLine;
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

    /// <summary>Kills a process and returns when it has ended, which is later than when it was sent the signal.</summary>
    public static async Task KillAsync(int process)
    {
        await Commands.RunAsync("kill", "-9", process.ToString(CultureInfo.InvariantCulture));
        await Until.TrueAsync(() => Task.FromResult(!Runs(process)), $"process {process} has ended");
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
